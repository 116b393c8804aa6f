"""The doctor's classes in words: what happened, and what to do. {endpoint} is host:port, {evidence} what was seen."""

from dataclasses import dataclass

from kafkadesk.core.text import QT_TRANSLATE_NOOP


@dataclass(frozen=True, slots=True)
class Words:
    """Title and fix of a class."""

    title: str
    fix: str


WORDS = {
    "OK": Words(
        QT_TRANSLATE_NOOP("core", "Everything is well: the cluster answers, and so does each of its brokers ({n})."),
        QT_TRANSLATE_NOOP("core", "Nothing has to be done."),
    ),
    "P": Words(
        QT_TRANSLATE_NOOP("core", "This is not an address: {fault}"),
        QT_TRANSLATE_NOOP("core", "Write host:port, several with commas: kafka-1:9092,kafka-2:9092"),
    ),
    "D1": Words(
        QT_TRANSLATE_NOOP("core", "This PC does not know the name {host}."),
        QT_TRANSLATE_NOOP("core", "Check its spelling, and the VPN. Or map it to its IP: in KafkaDesk, or in the hosts file."),
    ),
    "D2": Words(
        QT_TRANSLATE_NOOP("core", "The DNS server did not answer when asked for {host}."),
        QT_TRANSLATE_NOOP("core", "Other names may fail too: check network and VPN, then try again."),
    ),
    "D3": Words(
        QT_TRANSLATE_NOOP("core", "{host} is not a valid host name: a part of it is empty, or longer than 63 characters."),
        QT_TRANSLATE_NOOP("core", "Check its spelling."),
    ),
    "T1": Words(
        QT_TRANSLATE_NOOP("core", "{host} answers, but nothing listens on port {port}."),
        QT_TRANSLATE_NOOP("core", "The broker is down, or it listens on another port."),
    ),
    "T2": Words(
        QT_TRANSLATE_NOOP("core", "No answer from {endpoint}."),
        QT_TRANSLATE_NOOP("core", "A firewall drops the connection, the VPN is off, or the IP is wrong."),
    ),
    "T3": Words(
        QT_TRANSLATE_NOOP("core", "This PC has no network route to {host}."),
        QT_TRANSLATE_NOOP("core", "Is the VPN on, and the network cable in?"),
    ),
    "T4": Words(
        QT_TRANSLATE_NOOP("core", "This PC itself blocks the connection to {endpoint}."),
        QT_TRANSLATE_NOOP("core", "Security software or a local firewall does that: allow KafkaDesk there."),
    ),
    "T5": Words(
        QT_TRANSLATE_NOOP("core", "{host} has several addresses, and at {ip} nothing listens."),
        QT_TRANSLATE_NOOP("core", "Use the address that answers: {working}."),
    ),
    "X1": Words(
        QT_TRANSLATE_NOOP("core", "{endpoint} speaks TLS, but the profile does not."),
        QT_TRANSLATE_NOOP("core", "Switch the security protocol of the profile to SSL, or to SASL_SSL where a login is needed."),
    ),
    "X2": Words(
        QT_TRANSLATE_NOOP("core", "{endpoint} is not encrypted, but the profile wants TLS."),
        QT_TRANSLATE_NOOP("core", "Use PLAINTEXT or SASL_PLAINTEXT in the profile, or ask for the port with TLS."),
    ),
    "X3": Words(
        QT_TRANSLATE_NOOP("core", "Something answers at {endpoint}, but it is not Kafka: {evidence}."),
        QT_TRANSLATE_NOOP("core", "9092 is the usual port of Kafka; 8081, 8083 and 2181 belong to other programs."),
    ),
    "X4": Words(
        QT_TRANSLATE_NOOP("core", "{endpoint} takes the connection, but nobody answers."),
        QT_TRANSLATE_NOOP("core", "A proxy or load balancer without a broker behind it, a frozen broker, or the wrong service."),
    ),
    "L1": Words(
        QT_TRANSLATE_NOOP("core", "The certificate of {endpoint} is signed by an authority that this PC does not know ({evidence})."),
        QT_TRANSLATE_NOOP("core", "Choose the CA file of the cluster in the profile. Whoever runs the cluster has it."),
    ),
    "L2": Words(
        QT_TRANSLATE_NOOP("core", "The certificate of {endpoint} is for another name ({evidence})."),
        QT_TRANSLATE_NOOP("core", "Connect by a name that is in the certificate; the name map of the profile can lead it to the IP."),
    ),
    "L3": Words(
        QT_TRANSLATE_NOOP("core", "The certificate of {endpoint} is not valid today ({evidence}); the clock of this PC says {today}."),
        QT_TRANSLATE_NOOP("core", "Whoever runs the cluster has to renew it. Or is the clock of this PC wrong?"),
    ),
    "L4": Words(
        QT_TRANSLATE_NOOP("core", "{endpoint} wants a client certificate (mTLS)."),
        QT_TRANSLATE_NOOP("core", "Give client certificate and key in the profile. Whoever runs the cluster issues them."),
    ),
    "L5": Words(
        QT_TRANSLATE_NOOP("core", "{endpoint} and this PC found no TLS version and cipher that both take ({evidence})."),
        QT_TRANSLATE_NOOP("core", "KafkaDesk needs TLS 1.2 or newer: the broker must offer it."),
    ),
    "S1": Words(
        QT_TRANSLATE_NOOP("core", "{endpoint} offers the login by {offered}; the profile uses {mechanism}."),
        QT_TRANSLATE_NOOP("core", "Switch the SASL mechanism of the profile."),
    ),
    "S2": Words(
        QT_TRANSLATE_NOOP("core", "{endpoint} needs no login, but the profile has one."),
        QT_TRANSLATE_NOOP("core", "Use PLAINTEXT or SSL in the profile, or the port of the listener with a login."),
    ),
    "S3": Words(
        QT_TRANSLATE_NOOP("core", "The broker refused the user {user}. KafkaDesk tried once and stopped."),
        QT_TRANSLATE_NOOP("core", "Check user name, password and mechanism in the profile. Too many attempts may lock the account."),
    ),
    "S4": Words(
        QT_TRANSLATE_NOOP("core", "{endpoint} requires a login (SASL), and the profile has none."),
        QT_TRANSLATE_NOOP("core", "Choose SASL_PLAINTEXT or SASL_SSL in the profile, with user name and password."),
    ),
    "S5": Words(
        QT_TRANSLATE_NOOP("core", "There was nothing to log in with: {evidence}"),
        QT_TRANSLATE_NOOP(
            "core", "Check the login of the profile: the password, or token server, client ID and client secret; and the clock of this PC."
        ),
    ),
    "A1": Words(
        QT_TRANSLATE_NOOP("core", "The broker answered, then said “talk to me as {endpoint}”. This PC does not know the name {host}."),
        QT_TRANSLATE_NOOP(
            "core",
            "Map {host} to the broker's IP, in KafkaDesk or in the hosts file. For everybody, the broker's owner corrects "
            "advertised.listeners.",
        ),
    ),
    "A2": Words(
        QT_TRANSLATE_NOOP("core", "The broker tells every client to talk to {endpoint}, which is the client's own PC."),
        QT_TRANSLATE_NOOP("core", "Only the broker's owner can mend that, in advertised.listeners: no map and no hosts file can."),
    ),
    "A3": Words(
        QT_TRANSLATE_NOOP(
            "core", "The broker answered, then said “talk to me as {endpoint}”: a name of its container, which this PC does not know."
        ),
        QT_TRANSLATE_NOOP(
            "core",
            "Map {host} to the broker's IP, in KafkaDesk or in the hosts file. For everybody, give the container a second listener "
            "that advertises a name or IP of the outside.",
        ),
    ),
    "A4": Words(
        QT_TRANSLATE_NOOP("core", "The broker hands out {endpoint}, an address of its own network, which this PC does not reach."),
        QT_TRANSLATE_NOOP("core", "Join that network by VPN, or have the broker's owner add a listener for the outside."),
    ),
    "A5": Words(
        QT_TRANSLATE_NOOP("core", "The bootstrap port works, but the broker sends every client to {endpoint}, where nothing listens."),
        QT_TRANSLATE_NOOP("core", "That port may be closed here: open it, or have the broker's owner correct advertised.listeners."),
    ),
    "A6": Words(
        QT_TRANSLATE_NOOP("core", "{reached} of {all} brokers can be reached; partitions led by {endpoints} fail."),
        QT_TRANSLATE_NOOP("core", "See what is wrong at the others."),
    ),
    "C1": Words(
        QT_TRANSLATE_NOOP("core", "The cluster answers, but it has no topic {topic}."),
        QT_TRANSLATE_NOOP(
            "core", "Check its spelling: small and capital letters differ. Or create it; many clusters do not do so by themselves."
        ),
    ),
    "C2": Words(
        QT_TRANSLATE_NOOP("core", "The cluster answers, but the user {user} has no right to the topic {topic}."),
        QT_TRANSLATE_NOOP("core", "Ask whoever runs the cluster for an ACL: Describe, and Read to read or Write to send."),
    ),
    "C3": Words(
        QT_TRANSLATE_NOOP("core", "{topic} is not a name that a topic can have."),
        QT_TRANSLATE_NOOP("core", "Use letters, digits, “.”, “_” and “-” only, at most 249 of them, and neither “.” nor “..” alone."),
    ),
    "C4": Words(
        QT_TRANSLATE_NOOP(
            "core", "The topic {topic} has partitions without a leader ({partitions}): nobody can send to them or read them."
        ),
        QT_TRANSLATE_NOOP("core", "The brokers that hold them are down or starting. Have them started; then it goes on by itself."),
    ),
    "C5": Words(
        QT_TRANSLATE_NOOP("core", "The topic {topic} wants {needed} copies of each record in sync, and has {fewest}: sends are refused."),
        QT_TRANSLATE_NOOP("core", "Have the missing brokers started. Reading works; sending does again when their copies have caught up."),
    ),
    "C6": Words(
        QT_TRANSLATE_NOOP("core", "The consumer group {group} cannot be used: {why}."),
        QT_TRANSLATE_NOOP(
            "core", "For a missing right, ask whoever runs the cluster for an ACL: Read on the group. Else try again in a moment."
        ),
    ),
    "C7": Words(
        QT_TRANSLATE_NOOP("core", "The user {user} may not send as KafkaDesk does: no producer ID was given out (idempotent sends)."),
        QT_TRANSLATE_NOOP(
            "core",
            "Ask whoever runs the cluster for an ACL: Write on the topic, and with a Kafka before 2.8 IdempotentWrite on the cluster.",
        ),
    ),
    "D4": Words(
        QT_TRANSLATE_NOOP(
            "core", "The network of this PC answers for the short name {host}, but what it found ({found}) is another cluster."
        ),
        QT_TRANSLATE_NOOP(
            "core",
            "A name without dots is completed by Windows or the network. Map {host} to the broker's IP, in KafkaDesk or in the hosts file. "
            "For everybody, the broker's owner advertises its full name.",
        ),
    ),
    "N": Words(
        QT_TRANSLATE_NOOP(
            "core", "There is no direct way from this PC to {endpoint}, only through its proxy {proxy}: Kafka answers there."
        ),
        QT_TRANSLATE_NOOP(
            "core",
            "KafkaDesk does not go through a proxy, and most Kafka clients cannot. Ask your network's owner to open the way to {endpoint} "
            "and to each broker, or for a VPN.",
        ),
    ),
    "H1": Words(
        QT_TRANSLATE_NOOP("core", "{host} leads to {ip}, but another cluster answers there, or none."),
        QT_TRANSLATE_NOOP(
            "core",
            "Correct where the name leads: in the name map of the profile, or in the hosts file. It may have moved to another address.",
        ),
    ),
    "H2": Words(
        QT_TRANSLATE_NOOP(
            "core", "This PC does not know the name {host}, though line {line} of its hosts file is about it: {defect}. The line: “{text}”"
        ),
        QT_TRANSLATE_NOOP(
            "core", "Correct the line, as administrator, or let KafkaDesk write its own. Or map {host} to its IP in KafkaDesk alone."
        ),
    ),
    "K1": Words(
        QT_TRANSLATE_NOOP("core", "{endpoint} is the port of a KRaft controller, or of a Kafka that is too old."),
        QT_TRANSLATE_NOOP("core", "Use the port of a broker."),
    ),
    "K2": Words(
        QT_TRANSLATE_NOOP("core", "{endpoint} answers, but its cluster has no live brokers yet."),
        QT_TRANSLATE_NOOP("core", "It may be starting: try again in a moment."),
    ),
    "K3": Words(
        QT_TRANSLATE_NOOP("core", "The cluster has no active controller."),
        QT_TRANSLATE_NOOP("core", "Creating topics will fail until there is one; sending and reading may work."),
    ),
    "K4": Words(
        QT_TRANSLATE_NOOP("core", "The answer of {endpoint} about its versions was not understood: {evidence}."),
        QT_TRANSLATE_NOOP("core", "It may be a proxy, or a Kafka of a kind that is not known. Send this report to its owner."),
    ),
}
