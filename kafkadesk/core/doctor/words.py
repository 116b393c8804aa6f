"""The doctor's classes in words: what happened, what that means, and what to do. {endpoint} is host:port, {evidence} what was seen.

Written for somebody who was told "connect to test-kafka:9092" and does not know Kafka: its words are used, and explained where they come.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from kafkadesk.core.cluster.profiles import Mechanism
from kafkadesk.core.doctor.doctor_class import DoctorClass
from kafkadesk.core.text import QT_TRANSLATE_NOOP


@dataclass(frozen=True, slots=True)
class ClassText:
    """Title, meaning and fix of a class. means: what follows for the user; it has no {places}."""

    title: str
    means: str
    fix: str


REACH = {
    DoctorClass.OK: ClassText(
        QT_TRANSLATE_NOOP("core", "Everything is well: the cluster answers, and so does each of its brokers ({n})."),
        QT_TRANSLATE_NOOP("core", "Programs on this PC can use the cluster."),
        QT_TRANSLATE_NOOP("core", "Nothing has to be done. If only one topic or group refuses you, examine again with its name."),
    ),
    DoctorClass.OK_PART: ClassText(
        QT_TRANSLATE_NOOP(
            "core", "The cluster answers, and so do {reached} of its {all} brokers. There was no time to test the others: {endpoints}."
        ),
        QT_TRANSLATE_NOOP("core", "What was tested works."),
        QT_TRANSLATE_NOOP("core", "Nothing was found wrong. The network is slow: examine again."),
    ),
    DoctorClass.OK_MAP: ClassText(
        QT_TRANSLATE_NOOP("core", "Everything is well: the cluster answers, and so does each of its brokers ({n})."),
        QT_TRANSLATE_NOOP(
            "core", "KafkaDesk can use the cluster, by its name map. Other programs on this PC need the same names in the hosts file."
        ),
        QT_TRANSLATE_NOOP("core", "Nothing has to be done. If only one topic or group refuses you, examine again with its name."),
    ),
    DoctorClass.OK_TRY: ClassText(
        QT_TRANSLATE_NOOP("core", "The cluster answers at {ip}: that is the right IP of {host}. It is not kept yet."),
        QT_TRANSLATE_NOOP("core", "Only this examination used it. Nobody else on this PC knows the name yet, not even KafkaDesk."),
        QT_TRANSLATE_NOOP("core", "Map it in KafkaDesk; or, for all programs on this PC, add it to the hosts file."),
    ),
    DoctorClass.BAD_ADDRESS: ClassText(
        QT_TRANSLATE_NOOP("core", "This is not an address: {fault}"),
        QT_TRANSLATE_NOOP("core", "An address is a name or an IP, a colon and the number of a port. Nothing was tried yet."),
        QT_TRANSLATE_NOOP("core", "Write host:port, several with commas: kafka-1:9092,kafka-2:9092"),
    ),
    DoctorClass.UNKNOWN_NAME: ClassText(
        QT_TRANSLATE_NOOP("core", "This PC does not know the name {host}."),
        QT_TRANSLATE_NOOP(
            "core",
            "A name has to lead to an IP address before anything can be connected, and on this network it leads nowhere. Other programs "
            "say “getaddrinfo failed”, 11001 or NoBrokersAvailable.",
        ),
        QT_TRANSLATE_NOOP(
            "core",
            "Check its spelling, and the VPN. If it is right, ask whoever gave it to you for the IP of that server, and press “Try it”. "
            "Then the name can be mapped to it: in KafkaDesk, or in the hosts file for all programs.",
        ),
    ),
    DoctorClass.DNS_SILENT: ClassText(
        QT_TRANSLATE_NOOP("core", "The DNS server did not answer when asked for {host}."),
        QT_TRANSLATE_NOOP("core", "The DNS server is where this PC looks up names. Whether the name is right is not known yet."),
        QT_TRANSLATE_NOOP("core", "Other names may fail too: check network and VPN, then try again."),
    ),
    DoctorClass.BAD_NAME: ClassText(
        QT_TRANSLATE_NOOP("core", "{host} is not a valid host name: a part of it is empty, or longer than 63 characters."),
        QT_TRANSLATE_NOOP("core", "Such a name can lead nowhere, so nothing was connected."),
        QT_TRANSLATE_NOOP("core", "Check its spelling: two dots in a row, or a part that is too long."),
    ),
    DoctorClass.REFUSED: ClassText(
        QT_TRANSLATE_NOOP("core", "{host} answers, but nothing listens on port {port}."),
        QT_TRANSLATE_NOOP(
            "core", "The computer is there and refused at once. Most often the broker, the server program of Kafka, does not run."
        ),
        QT_TRANSLATE_NOOP("core", "Ask whoever runs it whether the broker is up, and on which port: 9092 is usual."),
    ),
    DoctorClass.SILENT: ClassText(
        QT_TRANSLATE_NOOP("core", "No answer from {endpoint}."),
        QT_TRANSLATE_NOOP("core", "Nothing came back: not even a refusal."),
        QT_TRANSLATE_NOOP(
            "core",
            "Is the VPN on? Is that the right IP? Else a firewall drops the connection: ask your network's administrator to open this "
            "address and port.",
        ),
    ),
    DoctorClass.NO_ROUTE: ClassText(
        QT_TRANSLATE_NOOP("core", "This PC has no way to the network of {host} (no route)."),
        QT_TRANSLATE_NOOP("core", "Nothing was sent: this PC does not know in which direction that address lies."),
        QT_TRANSLATE_NOOP("core", "Is the VPN on, and the network cable in?"),
    ),
    DoctorClass.BLOCKED: ClassText(
        QT_TRANSLATE_NOOP("core", "This PC itself blocks the connection to {endpoint}."),
        QT_TRANSLATE_NOOP("core", "The connection was forbidden before it left this PC."),
        QT_TRANSLATE_NOOP("core", "Security software or a local firewall does that: allow KafkaDesk there, or ask your administrator to."),
    ),
    DoctorClass.ONE_ADDRESS_REFUSED: ClassText(
        QT_TRANSLATE_NOOP("core", "{host} has several addresses, and at {ip} nothing listens."),
        QT_TRANSLATE_NOOP(
            "core", "One of them works. A program that tries the dead one first may start slowly, or say that there is no broker."
        ),
        QT_TRANSLATE_NOOP("core", "Use the address that answers: {working}."),
    ),
    DoctorClass.TLS_EXPECTED: ClassText(
        QT_TRANSLATE_NOOP("core", "{endpoint} speaks TLS, but the profile does not."),
        QT_TRANSLATE_NOOP(
            "core",
            "The server wants an encrypted connection (TLS), and KafkaDesk was told to come without. Other programs say “socket "
            "disconnected”.",
        ),
        QT_TRANSLATE_NOOP(
            "core", "Switch the security protocol of the profile to SSL, or to SASL_SSL where a user name and password are needed."
        ),
    ),
    DoctorClass.PLAINTEXT_EXPECTED: ClassText(
        QT_TRANSLATE_NOOP("core", "{endpoint} is not encrypted, but the profile wants TLS."),
        QT_TRANSLATE_NOOP("core", "KafkaDesk sends nothing unencrypted where the profile wants encryption."),
        QT_TRANSLATE_NOOP(
            "core",
            "Ask for the port with TLS. Only on a network that you trust use PLAINTEXT or SASL_PLAINTEXT in the profile: then nothing is "
            "encrypted, not even a password.",
        ),
    ),
    DoctorClass.NOT_KAFKA: ClassText(
        QT_TRANSLATE_NOOP("core", "Something answers at {endpoint}, but it is not Kafka: {evidence}."),
        QT_TRANSLATE_NOOP("core", "A program runs there, but another one."),
        QT_TRANSLATE_NOOP(
            "core",
            "Ask for the port of a Kafka broker: 9092 is usual. 8081, 8083 and 2181 belong to Schema Registry, Kafka Connect and "
            "ZooKeeper.",
        ),
    ),
    DoctorClass.NO_ANSWER: ClassText(
        QT_TRANSLATE_NOOP("core", "{endpoint} takes the connection, but nobody answers."),
        QT_TRANSLATE_NOOP("core", "A Kafka broker would have answered at once. Nothing can be sent or read."),
        QT_TRANSLATE_NOOP(
            "core",
            "Send the report to whoever runs the cluster. It may be a proxy or load balancer without a broker behind it, a frozen broker, "
            "or the wrong service.",
        ),
    ),
    DoctorClass.NO_ANSWER_YET: ClassText(
        QT_TRANSLATE_NOOP(
            "core", "{endpoints}: each step took so long that the time of the examination was up before the cluster answered."
        ),
        QT_TRANSLATE_NOOP("core", "The network is slow. Nothing is proved to be wrong."),
        QT_TRANSLATE_NOOP("core", "Examine again. If it stays so, ask your network's administrator, or look at the VPN."),
    ),
    DoctorClass.UNKNOWN_CA: ClassText(
        QT_TRANSLATE_NOOP("core", "The certificate of {endpoint} is signed by an authority that this PC does not know ({evidence})."),
        QT_TRANSLATE_NOOP(
            "core", "Without it nobody can tell whether that is the real server, so KafkaDesk sent nothing, no password either."
        ),
        QT_TRANSLATE_NOOP(
            "core", "Choose the CA file of the cluster in the profile (often ca.pem or ca.crt). Whoever runs the cluster has it."
        ),
    ),
    DoctorClass.CERTIFICATE_OF_OTHER: ClassText(
        QT_TRANSLATE_NOOP("core", "The certificate of {endpoint} is for another name ({evidence})."),
        QT_TRANSLATE_NOOP("core", "It may be another server than the one that you mean, so KafkaDesk sent nothing."),
        QT_TRANSLATE_NOOP("core", "Connect by a name that is in the certificate; the name map of the profile can lead it to the IP."),
    ),
    DoctorClass.CERTIFICATE_NOT_VALID: ClassText(
        QT_TRANSLATE_NOOP("core", "The certificate of {endpoint} is not valid today ({evidence}); the clock of this PC says {today}."),
        QT_TRANSLATE_NOOP("core", "A certificate that is out of date proves nothing, so KafkaDesk sent nothing."),
        QT_TRANSLATE_NOOP("core", "Whoever runs the cluster has to renew it. Or is the clock of this PC wrong?"),
    ),
    DoctorClass.CLIENT_CERTIFICATE_EXPECTED: ClassText(
        QT_TRANSLATE_NOOP("core", "{endpoint} wants a client certificate (mTLS)."),
        QT_TRANSLATE_NOOP("core", "The server lets in only programs that show a certificate of their own."),
        QT_TRANSLATE_NOOP("core", "Give client certificate and key in the profile. Whoever runs the cluster issues them."),
    ),
    DoctorClass.NO_COMMON_TLS: ClassText(
        QT_TRANSLATE_NOOP("core", "{endpoint} and this PC found no TLS version and cipher that both take ({evidence})."),
        QT_TRANSLATE_NOOP("core", "There is no encryption that both sides know."),
        QT_TRANSLATE_NOOP("core", "KafkaDesk needs TLS 1.2 or newer: whoever runs the broker must switch that on."),
    ),
    DoctorClass.OTHER_MECHANISM: ClassText(
        QT_TRANSLATE_NOOP("core", "{endpoint} takes these logins: {offered}. The profile uses {mechanism}."),
        QT_TRANSLATE_NOOP(
            "core", "There are several ways to log in to Kafka, and this broker does not take the one of the profile. No password was sent."
        ),
        QT_TRANSLATE_NOOP("core", "Choose one of the offered ways as the SASL mechanism of the profile."),
    ),
    DoctorClass.NO_LOGIN_EXPECTED: ClassText(
        QT_TRANSLATE_NOOP("core", "{endpoint} needs no login, but the profile has one."),
        QT_TRANSLATE_NOOP("core", "The broker was asked for a login and does not know what that is on this port."),
        QT_TRANSLATE_NOOP("core", "Choose SSL in the profile if it says SASL_SSL now, else PLAINTEXT. Or ask for the port with a login."),
    ),
    DoctorClass.LOGIN_REFUSED: ClassText(
        QT_TRANSLATE_NOOP("core", "The broker refused the user {user}. KafkaDesk tried once and stopped."),
        QT_TRANSLATE_NOOP("core", "The broker is reached. It knows no such user, or the password is another one."),
        QT_TRANSLATE_NOOP(
            "core",
            "Type the password anew in the profile, and check user name and mechanism. Examine again only then: too many attempts may "
            "lock the account.",
        ),
    ),
    DoctorClass.LOGIN_EXPECTED: ClassText(
        QT_TRANSLATE_NOOP("core", "{endpoint} requires a login (SASL), and the profile has none."),
        QT_TRANSLATE_NOOP(
            "core",
            "The broker is reached, but hangs up on programs that do not log in. They say “socket disconnected” or NoBrokersAvailable.",
        ),
        QT_TRANSLATE_NOOP("core", "Choose SASL_SSL in the profile if it says SSL now, else SASL_PLAINTEXT, with user name and password."),
    ),
    DoctorClass.NO_PASSWORD: ClassText(
        QT_TRANSLATE_NOOP("core", "There was nothing to log in with: {evidence}"),
        QT_TRANSLATE_NOOP("core", "The broker is reached. No login was tried."),
        QT_TRANSLATE_NOOP("core", "Give user name and password in the profile."),
    ),
    DoctorClass.ONLY_BY_PROXY: ClassText(
        QT_TRANSLATE_NOOP(
            "core", "There is no direct way from this PC to {endpoint}, only through its proxy {proxy}: Kafka answers there."
        ),
        QT_TRANSLATE_NOOP("core", "Browsers get out by the proxy, Kafka programs do not."),
        QT_TRANSLATE_NOOP(
            "core",
            "KafkaDesk does not go through a proxy, and most Kafka clients cannot. Ask your network's administrator to open the way to "
            "{endpoint} and to each broker, or for a VPN.",
        ),
    ),
}

# Where the profile logs in by a token (OAUTHBEARER) there is no password, so nothing may be said of one.
TOKEN = {
    DoctorClass.LOGIN_REFUSED: ClassText(
        QT_TRANSLATE_NOOP("core", "The broker refused the token of the client {user}. KafkaDesk tried once and stopped."),
        QT_TRANSLATE_NOOP("core", "The token server gave a token, but this broker does not take it."),
        QT_TRANSLATE_NOOP("core", "Ask whoever runs the cluster which token server and scope it trusts; and check the clock of this PC."),
    ),
    DoctorClass.NO_PASSWORD: ClassText(
        QT_TRANSLATE_NOOP("core", "There was no token to log in with: {evidence}"),
        QT_TRANSLATE_NOOP("core", "The broker is reached. A token from a token server has to be shown to it, and there was none."),
        QT_TRANSLATE_NOOP("core", "Check token server, client ID and client secret in the profile, and the clock of this PC."),
    ),
}


CLUSTER = {
    DoctorClass.ADVERTISES_UNKNOWN_NAME: ClassText(
        QT_TRANSLATE_NOOP("core", "The broker answered, then said “talk to me as {endpoint}”. This PC does not know the name {host}."),
        QT_TRANSLATE_NOOP(
            "core",
            "The first contact works. Then the broker, Kafka's server program, names where to go on, and this PC cannot find that name: "
            "sending and reading wait until they time out. Other programs say KafkaTimeoutError or NoBrokersAvailable.",
        ),
        QT_TRANSLATE_NOOP(
            "core",
            "Map {host} to the broker's IP: in KafkaDesk, without administrator rights, or in the hosts file for all programs on this PC. "
            "For everybody, whoever runs the broker corrects advertised.listeners, the addresses it hands out.",
        ),
    ),
    DoctorClass.ADVERTISES_LOCALHOST: ClassText(
        QT_TRANSLATE_NOOP("core", "The broker tells every client to talk to {endpoint}, which is the client's own PC."),
        QT_TRANSLATE_NOOP(
            "core",
            "On each PC “localhost” and 127.0.0.1 are that PC itself. So after the first answer every program here looks for Kafka on "
            "your own PC.",
        ),
        QT_TRANSLATE_NOOP(
            "core",
            "Only whoever runs the broker can mend that: its setting advertised.listeners must name an address that other PCs reach. No "
            "map and no hosts file can.",
        ),
    ),
    DoctorClass.ADVERTISES_CONTAINER: ClassText(
        QT_TRANSLATE_NOOP(
            "core", "The broker answered, then said “talk to me as {endpoint}”: a name of its container, which this PC does not know."
        ),
        QT_TRANSLATE_NOOP(
            "core",
            "The cluster is reached, but runs in a container, and names itself as only its container knows it. Sending and reading "
            "wait until they time out.",
        ),
        QT_TRANSLATE_NOOP(
            "core",
            "Map {host} to the broker's IP: in KafkaDesk, without administrator rights, or in the hosts file for all programs on this PC. "
            "For everybody, whoever runs the container adds a second listener: a port that hands out a name or IP of the outside.",
        ),
    ),
    DoctorClass.ADVERTISES_PRIVATE_ADDRESS: ClassText(
        QT_TRANSLATE_NOOP("core", "The broker hands out {endpoint}, an address of its own network, which this PC does not reach."),
        QT_TRANSLATE_NOOP(
            "core",
            "The cluster is reached by its public address, but then it sends programs to one that exists only inside its own network. "
            "Sending and reading time out.",
        ),
        QT_TRANSLATE_NOOP("core", "Join that network by VPN, or have whoever runs the broker add a listener for the outside."),
    ),
    DoctorClass.ADVERTISES_CLOSED_PORT: ClassText(
        QT_TRANSLATE_NOOP(
            "core", "The address that you gave works, but the broker sends every client to {endpoint}, where nothing listens."
        ),
        QT_TRANSLATE_NOOP("core", "The first contact works, and then sending and reading fail."),
        QT_TRANSLATE_NOOP(
            "core",
            "That port may be closed here: have it opened, or have whoever runs the broker correct its setting advertised.listeners.",
        ),
    ),
    DoctorClass.SOME_BROKERS_LOST: ClassText(
        QT_TRANSLATE_NOOP("core", "{reached} of {all} brokers can be reached; the parts of topics (partitions) led by {endpoints} fail."),
        QT_TRANSLATE_NOOP("core", "A topic is spread over the brokers: some of its records can be sent and read, and others not."),
        QT_TRANSLATE_NOOP("core", "Look at what was found at the others."),
    ),
    DoctorClass.NO_TOPIC: ClassText(
        QT_TRANSLATE_NOOP("core", "The cluster answers, but it has no topic {topic}."),
        QT_TRANSLATE_NOOP("core", "Connecting works. Only this topic is not there."),
        QT_TRANSLATE_NOOP(
            "core", "Check its spelling: small and capital letters differ. Or create it; many clusters do not do so by themselves."
        ),
    ),
    DoctorClass.TOPIC_DENIED: ClassText(
        QT_TRANSLATE_NOOP("core", "The cluster answers, but the user {user} has no right to the topic {topic}."),
        QT_TRANSLATE_NOOP("core", "Connecting works, and so does the login. This user is only not allowed to see this topic."),
        QT_TRANSLATE_NOOP("core", "Ask whoever runs the cluster for an ACL, that is a right: Describe, and Read to read or Write to send."),
    ),
    DoctorClass.BAD_TOPIC: ClassText(
        QT_TRANSLATE_NOOP("core", "{topic} is not a name that a topic can have."),
        QT_TRANSLATE_NOOP("core", "Connecting works. The cluster could not create such a topic either."),
        QT_TRANSLATE_NOOP("core", "Use letters, digits, “.”, “_” and “-” only, at most 249 of them, and neither “.” nor “..” alone."),
    ),
    DoctorClass.NO_LEADER: ClassText(
        QT_TRANSLATE_NOOP(
            "core", "The topic {topic} has partitions without a leader ({partitions}): nobody can send to them or read them."
        ),
        QT_TRANSLATE_NOOP("core", "A partition is a part of a topic, and one broker leads it. Nobody leads these at the moment."),
        QT_TRANSLATE_NOOP("core", "The brokers that hold them are down or starting. Have them started; then it goes on by itself."),
    ),
    DoctorClass.TOO_FEW_REPLICAS: ClassText(
        QT_TRANSLATE_NOOP(
            "core",
            "The topic {topic} needs {needed} copies of each record that are up to date (in sync), and has {fewest}: sends are refused.",
        ),
        QT_TRANSLATE_NOOP("core", "The cluster accepts a record only when enough brokers can keep a copy of it."),
        QT_TRANSLATE_NOOP("core", "Have the missing brokers started. Reading works; sending does again when their copies have caught up."),
    ),
    DoctorClass.GROUP_DENIED: ClassText(
        QT_TRANSLATE_NOOP("core", "The consumer group {group} cannot be used: {why}."),
        QT_TRANSLATE_NOOP(
            "core",
            "A consumer group is programs that share the reading of a topic. This one cannot be joined; observing without a group may work.",
        ),
        QT_TRANSLATE_NOOP(
            "core", "For a missing right, ask whoever runs the cluster for an ACL: Read on the group. Else try again in a moment."
        ),
    ),
    DoctorClass.IDEMPOTENCE_DENIED: ClassText(
        QT_TRANSLATE_NOOP(
            "core", "The user {user} may not send as KafkaDesk does, safe from duplicates (idempotent): Kafka gave out no producer ID."
        ),
        QT_TRANSLATE_NOOP("core", "Connecting works, and reading may. Sends are refused."),
        QT_TRANSLATE_NOOP(
            "core",
            "Ask whoever runs the cluster for an ACL: Write on the topic, and with a Kafka before 2.8 IdempotentWrite on the cluster.",
        ),
    ),
    DoctorClass.FOUND_ELSEWHERE: ClassText(
        QT_TRANSLATE_NOOP(
            "core", "The network of this PC answers for the short name {host}, but what it found ({found}) is another cluster."
        ),
        QT_TRANSLATE_NOOP(
            "core", "The cluster is reached, but its short name leads to the wrong computer here. What is sent would go astray."
        ),
        QT_TRANSLATE_NOOP(
            "core",
            "A name without dots is completed by Windows or the network. Map {host} to the broker's IP, in KafkaDesk or in the hosts "
            "file. For everybody, whoever runs the broker has it advertise its full name.",
        ),
    ),
    DoctorClass.OTHER_CLUSTER: ClassText(
        QT_TRANSLATE_NOOP("core", "{host} leads to {ip}, but another cluster answers there, or none."),
        QT_TRANSLATE_NOOP(
            "core", "A name map or a hosts file comes before anything else that knows the name, also when it is out of date."
        ),
        QT_TRANSLATE_NOOP(
            "core",
            "Correct where the name leads: in the name map of the profile, or in the hosts file. It may have moved to another address.",
        ),
    ),
    DoctorClass.DEFECTIVE_HOSTS_LINE: ClassText(
        QT_TRANSLATE_NOOP(
            "core", "This PC does not know the name {host}, though line {line} of its hosts file is about it: {defect}. The line: “{text}”"
        ),
        QT_TRANSLATE_NOOP("core", "The line is there, but Windows does not use it as it stands."),
        QT_TRANSLATE_NOOP(
            "core", "Correct the line, as administrator, or let KafkaDesk write its own. Or map {host} to its IP in KafkaDesk alone."
        ),
    ),
    DoctorClass.CONTROLLER: ClassText(
        QT_TRANSLATE_NOOP("core", "{endpoint} is the port of a KRaft controller, or of a Kafka that is too old."),
        QT_TRANSLATE_NOOP("core", "A controller keeps the cluster in order. Programs that send and read talk to brokers."),
        QT_TRANSLATE_NOOP("core", "Use the port of a broker: 9092 is usual."),
    ),
    DoctorClass.NO_BROKERS: ClassText(
        QT_TRANSLATE_NOOP("core", "{endpoint} answers, but its cluster has no live brokers yet."),
        QT_TRANSLATE_NOOP("core", "Nothing can be sent or read yet."),
        QT_TRANSLATE_NOOP("core", "It may be starting: try again in a moment. Else ask whoever runs the cluster."),
    ),
    DoctorClass.NO_CONTROLLER: ClassText(
        QT_TRANSLATE_NOOP("core", "The cluster has no active controller."),
        QT_TRANSLATE_NOOP("core", "A controller keeps the cluster in order: it makes topics, and says who leads when a broker fails."),
        QT_TRANSLATE_NOOP("core", "Creating topics will fail until there is one; sending and reading may work."),
    ),
    DoctorClass.VERSIONS_NOT_UNDERSTOOD: ClassText(
        QT_TRANSLATE_NOOP("core", "The answer of {endpoint} about its versions was not understood: {evidence}."),
        QT_TRANSLATE_NOOP("core", "KafkaDesk cannot tell how to talk to it."),
        QT_TRANSLATE_NOOP(
            "core", "It may be a proxy, or a Kafka of a kind that is not known. Copy the report and send it to whoever runs the cluster."
        ),
    ),
    DoctorClass.SEVERAL_CLUSTERS: ClassText(
        QT_TRANSLATE_NOOP("core", "The bootstrap servers belong to different clusters: {clusters}."),
        QT_TRANSLATE_NOOP(
            "core",
            "Bootstrap servers are entrances to one cluster, and a program takes the one that answers first. So it may send to one cluster "
            "today and read from another tomorrow, and miss its topics there.",
        ),
        QT_TRANSLATE_NOOP(
            "core", "Keep only the servers of the cluster that you mean. For another cluster make a profile of its own, with its servers."
        ),
    ),
}


WORDS = REACH | CLUSTER


def words_of(kind: DoctorClass, args: Mapping[str, object]) -> ClassText:
    """Return the words of a class. args: those of its finding; the login's mechanism is among them."""
    return TOKEN.get(kind, WORDS[kind]) if args.get("mechanism") == Mechanism.OAUTHBEARER else WORDS[kind]
