"""The doctor's words for what keeps this PC from the bootstrap servers: address, name, port, TLS, login, proxy; see doctor_words.py."""

from dataclasses import dataclass

from kafkadesk.core.text import QT_TRANSLATE_NOOP


@dataclass(frozen=True, slots=True)
class Words:
    """Title, meaning and fix of a class. means: what follows for the user; it has no {places}."""

    title: str
    means: str
    fix: str


REACH = {
    "OK": Words(
        QT_TRANSLATE_NOOP("core", "Everything is well: the cluster answers, and so does each of its brokers ({n})."),
        QT_TRANSLATE_NOOP("core", "Programs on this PC can use the cluster."),
        QT_TRANSLATE_NOOP("core", "Nothing has to be done. If only one topic or group refuses you, examine again with its name."),
    ),
    "OK_PART": Words(
        QT_TRANSLATE_NOOP(
            "core", "The cluster answers, and so do {reached} of its {all} brokers. There was no time to test the others: {endpoints}."
        ),
        QT_TRANSLATE_NOOP("core", "What was tested works."),
        QT_TRANSLATE_NOOP("core", "Nothing was found wrong. The network is slow: examine again."),
    ),
    "OK_MAP": Words(
        QT_TRANSLATE_NOOP("core", "Everything is well: the cluster answers, and so does each of its brokers ({n})."),
        QT_TRANSLATE_NOOP(
            "core", "KafkaDesk can use the cluster, by its name map. Other programs on this PC need the same names in the hosts file."
        ),
        QT_TRANSLATE_NOOP("core", "Nothing has to be done. If only one topic or group refuses you, examine again with its name."),
    ),
    "OK_TRY": Words(
        QT_TRANSLATE_NOOP("core", "The cluster answers at {ip}: that is the right IP of {host}. It is not kept yet."),
        QT_TRANSLATE_NOOP("core", "Only this examination used it. Nobody else on this PC knows the name yet, not even KafkaDesk."),
        QT_TRANSLATE_NOOP("core", "Map it in KafkaDesk; or, for all programs on this PC, add it to the hosts file."),
    ),
    "P": Words(
        QT_TRANSLATE_NOOP("core", "This is not an address: {fault}"),
        QT_TRANSLATE_NOOP("core", "An address is a name or an IP, a colon and the number of a port. Nothing was tried yet."),
        QT_TRANSLATE_NOOP("core", "Write host:port, several with commas: kafka-1:9092,kafka-2:9092"),
    ),
    "D1": Words(
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
    "D2": Words(
        QT_TRANSLATE_NOOP("core", "The DNS server did not answer when asked for {host}."),
        QT_TRANSLATE_NOOP("core", "The DNS server is where this PC looks up names. Whether the name is right is not known yet."),
        QT_TRANSLATE_NOOP("core", "Other names may fail too: check network and VPN, then try again."),
    ),
    "D3": Words(
        QT_TRANSLATE_NOOP("core", "{host} is not a valid host name: a part of it is empty, or longer than 63 characters."),
        QT_TRANSLATE_NOOP("core", "Such a name can lead nowhere, so nothing was connected."),
        QT_TRANSLATE_NOOP("core", "Check its spelling: two dots in a row, or a part that is too long."),
    ),
    "T1": Words(
        QT_TRANSLATE_NOOP("core", "{host} answers, but nothing listens on port {port}."),
        QT_TRANSLATE_NOOP(
            "core", "The computer is there and refused at once. Most often the broker, the server program of Kafka, does not run."
        ),
        QT_TRANSLATE_NOOP("core", "Ask whoever runs it whether the broker is up, and on which port: 9092 is usual."),
    ),
    "T2": Words(
        QT_TRANSLATE_NOOP("core", "No answer from {endpoint}."),
        QT_TRANSLATE_NOOP("core", "Nothing came back: not even a refusal."),
        QT_TRANSLATE_NOOP(
            "core",
            "Is the VPN on? Is that the right IP? Else a firewall drops the connection: ask your network's administrator to open this "
            "address and port.",
        ),
    ),
    "T3": Words(
        QT_TRANSLATE_NOOP("core", "This PC has no way to the network of {host} (no route)."),
        QT_TRANSLATE_NOOP("core", "Nothing was sent: this PC does not know in which direction that address lies."),
        QT_TRANSLATE_NOOP("core", "Is the VPN on, and the network cable in?"),
    ),
    "T4": Words(
        QT_TRANSLATE_NOOP("core", "This PC itself blocks the connection to {endpoint}."),
        QT_TRANSLATE_NOOP("core", "The connection was forbidden before it left this PC."),
        QT_TRANSLATE_NOOP("core", "Security software or a local firewall does that: allow KafkaDesk there, or ask your administrator to."),
    ),
    "T5": Words(
        QT_TRANSLATE_NOOP("core", "{host} has several addresses, and at {ip} nothing listens."),
        QT_TRANSLATE_NOOP(
            "core", "One of them works. A program that tries the dead one first may start slowly, or say that there is no broker."
        ),
        QT_TRANSLATE_NOOP("core", "Use the address that answers: {working}."),
    ),
    "X1": Words(
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
    "X2": Words(
        QT_TRANSLATE_NOOP("core", "{endpoint} is not encrypted, but the profile wants TLS."),
        QT_TRANSLATE_NOOP("core", "KafkaDesk sends nothing unencrypted where the profile wants encryption."),
        QT_TRANSLATE_NOOP(
            "core",
            "Ask for the port with TLS. Only on a network that you trust use PLAINTEXT or SASL_PLAINTEXT in the profile: then nothing is "
            "encrypted, not even a password.",
        ),
    ),
    "X3": Words(
        QT_TRANSLATE_NOOP("core", "Something answers at {endpoint}, but it is not Kafka: {evidence}."),
        QT_TRANSLATE_NOOP("core", "A program runs there, but another one."),
        QT_TRANSLATE_NOOP(
            "core",
            "Ask for the port of a Kafka broker: 9092 is usual. 8081, 8083 and 2181 belong to Schema Registry, Kafka Connect and "
            "ZooKeeper.",
        ),
    ),
    "X4": Words(
        QT_TRANSLATE_NOOP("core", "{endpoint} takes the connection, but nobody answers."),
        QT_TRANSLATE_NOOP("core", "A Kafka broker would have answered at once. Nothing can be sent or read."),
        QT_TRANSLATE_NOOP(
            "core",
            "Send the report to whoever runs the cluster. It may be a proxy or load balancer without a broker behind it, a frozen broker, "
            "or the wrong service.",
        ),
    ),
    "X4_SLOW": Words(
        QT_TRANSLATE_NOOP(
            "core", "{endpoints}: each step took so long that the time of the examination was up before the cluster answered."
        ),
        QT_TRANSLATE_NOOP("core", "The network is slow. Nothing is proved to be wrong."),
        QT_TRANSLATE_NOOP("core", "Examine again. If it stays so, ask your network's administrator, or look at the VPN."),
    ),
    "L1": Words(
        QT_TRANSLATE_NOOP("core", "The certificate of {endpoint} is signed by an authority that this PC does not know ({evidence})."),
        QT_TRANSLATE_NOOP(
            "core", "Without it nobody can tell whether that is the real server, so KafkaDesk sent nothing, no password either."
        ),
        QT_TRANSLATE_NOOP(
            "core", "Choose the CA file of the cluster in the profile (often ca.pem or ca.crt). Whoever runs the cluster has it."
        ),
    ),
    "L2": Words(
        QT_TRANSLATE_NOOP("core", "The certificate of {endpoint} is for another name ({evidence})."),
        QT_TRANSLATE_NOOP("core", "It may be another server than the one that you mean, so KafkaDesk sent nothing."),
        QT_TRANSLATE_NOOP("core", "Connect by a name that is in the certificate; the name map of the profile can lead it to the IP."),
    ),
    "L3": Words(
        QT_TRANSLATE_NOOP("core", "The certificate of {endpoint} is not valid today ({evidence}); the clock of this PC says {today}."),
        QT_TRANSLATE_NOOP("core", "A certificate that is out of date proves nothing, so KafkaDesk sent nothing."),
        QT_TRANSLATE_NOOP("core", "Whoever runs the cluster has to renew it. Or is the clock of this PC wrong?"),
    ),
    "L4": Words(
        QT_TRANSLATE_NOOP("core", "{endpoint} wants a client certificate (mTLS)."),
        QT_TRANSLATE_NOOP("core", "The server lets in only programs that show a certificate of their own."),
        QT_TRANSLATE_NOOP("core", "Give client certificate and key in the profile. Whoever runs the cluster issues them."),
    ),
    "L5": Words(
        QT_TRANSLATE_NOOP("core", "{endpoint} and this PC found no TLS version and cipher that both take ({evidence})."),
        QT_TRANSLATE_NOOP("core", "There is no encryption that both sides know."),
        QT_TRANSLATE_NOOP("core", "KafkaDesk needs TLS 1.2 or newer: whoever runs the broker must switch that on."),
    ),
    "S1": Words(
        QT_TRANSLATE_NOOP("core", "{endpoint} takes these logins: {offered}. The profile uses {mechanism}."),
        QT_TRANSLATE_NOOP(
            "core", "There are several ways to log in to Kafka, and this broker does not take the one of the profile. No password was sent."
        ),
        QT_TRANSLATE_NOOP("core", "Choose one of the offered ways as the SASL mechanism of the profile."),
    ),
    "S2": Words(
        QT_TRANSLATE_NOOP("core", "{endpoint} needs no login, but the profile has one."),
        QT_TRANSLATE_NOOP("core", "The broker was asked for a login and does not know what that is on this port."),
        QT_TRANSLATE_NOOP("core", "Choose SSL in the profile if it says SASL_SSL now, else PLAINTEXT. Or ask for the port with a login."),
    ),
    "S3": Words(
        QT_TRANSLATE_NOOP("core", "The broker refused the user {user}. KafkaDesk tried once and stopped."),
        QT_TRANSLATE_NOOP("core", "The broker is reached. It knows no such user, or the password is another one."),
        QT_TRANSLATE_NOOP(
            "core",
            "Type the password anew in the profile, and check user name and mechanism. Examine again only then: too many attempts may "
            "lock the account.",
        ),
    ),
    "S4": Words(
        QT_TRANSLATE_NOOP("core", "{endpoint} requires a login (SASL), and the profile has none."),
        QT_TRANSLATE_NOOP(
            "core",
            "The broker is reached, but hangs up on programs that do not log in. They say “socket disconnected” or NoBrokersAvailable.",
        ),
        QT_TRANSLATE_NOOP("core", "Choose SASL_SSL in the profile if it says SSL now, else SASL_PLAINTEXT, with user name and password."),
    ),
    "S5": Words(
        QT_TRANSLATE_NOOP("core", "There was nothing to log in with: {evidence}"),
        QT_TRANSLATE_NOOP("core", "The broker is reached. No login was tried."),
        QT_TRANSLATE_NOOP("core", "Give user name and password in the profile."),
    ),
    "N": Words(
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
    "S3": Words(
        QT_TRANSLATE_NOOP("core", "The broker refused the token of the client {user}. KafkaDesk tried once and stopped."),
        QT_TRANSLATE_NOOP("core", "The token server gave a token, but this broker does not take it."),
        QT_TRANSLATE_NOOP("core", "Ask whoever runs the cluster which token server and scope it trusts; and check the clock of this PC."),
    ),
    "S5": Words(
        QT_TRANSLATE_NOOP("core", "There was no token to log in with: {evidence}"),
        QT_TRANSLATE_NOOP("core", "The broker is reached. A token from a token server has to be shown to it, and there was none."),
        QT_TRANSLATE_NOOP("core", "Check token server, client ID and client secret in the profile, and the clock of this PC."),
    ),
}
