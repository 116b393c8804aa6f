"""The doctor's words for what is wrong once a bootstrap server has answered: brokers, topic, group, controller; see doctor_words.py."""

from kafkadesk.core.doctor.words_reach import Words
from kafkadesk.core.text import QT_TRANSLATE_NOOP

CLUSTER = {
    "A1": Words(
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
    "A2": Words(
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
    "A3": Words(
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
    "A4": Words(
        QT_TRANSLATE_NOOP("core", "The broker hands out {endpoint}, an address of its own network, which this PC does not reach."),
        QT_TRANSLATE_NOOP(
            "core",
            "The cluster is reached by its public address, but then it sends programs to one that exists only inside its own network. "
            "Sending and reading time out.",
        ),
        QT_TRANSLATE_NOOP("core", "Join that network by VPN, or have whoever runs the broker add a listener for the outside."),
    ),
    "A5": Words(
        QT_TRANSLATE_NOOP(
            "core", "The address that you gave works, but the broker sends every client to {endpoint}, where nothing listens."
        ),
        QT_TRANSLATE_NOOP("core", "The first contact works, and then sending and reading fail."),
        QT_TRANSLATE_NOOP(
            "core",
            "That port may be closed here: have it opened, or have whoever runs the broker correct its setting advertised.listeners.",
        ),
    ),
    "A6": Words(
        QT_TRANSLATE_NOOP("core", "{reached} of {all} brokers can be reached; the parts of topics (partitions) led by {endpoints} fail."),
        QT_TRANSLATE_NOOP("core", "A topic is spread over the brokers: some of its records can be sent and read, and others not."),
        QT_TRANSLATE_NOOP("core", "Look at what was found at the others."),
    ),
    "C1": Words(
        QT_TRANSLATE_NOOP("core", "The cluster answers, but it has no topic {topic}."),
        QT_TRANSLATE_NOOP("core", "Connecting works. Only this topic is not there."),
        QT_TRANSLATE_NOOP(
            "core", "Check its spelling: small and capital letters differ. Or create it; many clusters do not do so by themselves."
        ),
    ),
    "C2": Words(
        QT_TRANSLATE_NOOP("core", "The cluster answers, but the user {user} has no right to the topic {topic}."),
        QT_TRANSLATE_NOOP("core", "Connecting works, and so does the login. This user is only not allowed to see this topic."),
        QT_TRANSLATE_NOOP("core", "Ask whoever runs the cluster for an ACL, that is a right: Describe, and Read to read or Write to send."),
    ),
    "C3": Words(
        QT_TRANSLATE_NOOP("core", "{topic} is not a name that a topic can have."),
        QT_TRANSLATE_NOOP("core", "Connecting works. The cluster could not create such a topic either."),
        QT_TRANSLATE_NOOP("core", "Use letters, digits, “.”, “_” and “-” only, at most 249 of them, and neither “.” nor “..” alone."),
    ),
    "C4": Words(
        QT_TRANSLATE_NOOP(
            "core", "The topic {topic} has partitions without a leader ({partitions}): nobody can send to them or read them."
        ),
        QT_TRANSLATE_NOOP("core", "A partition is a part of a topic, and one broker leads it. Nobody leads these at the moment."),
        QT_TRANSLATE_NOOP("core", "The brokers that hold them are down or starting. Have them started; then it goes on by itself."),
    ),
    "C5": Words(
        QT_TRANSLATE_NOOP(
            "core",
            "The topic {topic} needs {needed} copies of each record that are up to date (in sync), and has {fewest}: sends are refused.",
        ),
        QT_TRANSLATE_NOOP("core", "The cluster accepts a record only when enough brokers can keep a copy of it."),
        QT_TRANSLATE_NOOP("core", "Have the missing brokers started. Reading works; sending does again when their copies have caught up."),
    ),
    "C6": Words(
        QT_TRANSLATE_NOOP("core", "The consumer group {group} cannot be used: {why}."),
        QT_TRANSLATE_NOOP(
            "core",
            "A consumer group is programs that share the reading of a topic. This one cannot be joined; observing without a group may work.",
        ),
        QT_TRANSLATE_NOOP(
            "core", "For a missing right, ask whoever runs the cluster for an ACL: Read on the group. Else try again in a moment."
        ),
    ),
    "C7": Words(
        QT_TRANSLATE_NOOP(
            "core", "The user {user} may not send as KafkaDesk does, safe from duplicates (idempotent): Kafka gave out no producer ID."
        ),
        QT_TRANSLATE_NOOP("core", "Connecting works, and reading may. Sends are refused."),
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
            "core", "The cluster is reached, but its short name leads to the wrong computer here. What is sent would go astray."
        ),
        QT_TRANSLATE_NOOP(
            "core",
            "A name without dots is completed by Windows or the network. Map {host} to the broker's IP, in KafkaDesk or in the hosts "
            "file. For everybody, whoever runs the broker has it advertise its full name.",
        ),
    ),
    "H1": Words(
        QT_TRANSLATE_NOOP("core", "{host} leads to {ip}, but another cluster answers there, or none."),
        QT_TRANSLATE_NOOP(
            "core", "A name map or a hosts file comes before anything else that knows the name, also when it is out of date."
        ),
        QT_TRANSLATE_NOOP(
            "core",
            "Correct where the name leads: in the name map of the profile, or in the hosts file. It may have moved to another address.",
        ),
    ),
    "H2": Words(
        QT_TRANSLATE_NOOP(
            "core", "This PC does not know the name {host}, though line {line} of its hosts file is about it: {defect}. The line: “{text}”"
        ),
        QT_TRANSLATE_NOOP("core", "The line is there, but Windows does not use it as it stands."),
        QT_TRANSLATE_NOOP(
            "core", "Correct the line, as administrator, or let KafkaDesk write its own. Or map {host} to its IP in KafkaDesk alone."
        ),
    ),
    "K1": Words(
        QT_TRANSLATE_NOOP("core", "{endpoint} is the port of a KRaft controller, or of a Kafka that is too old."),
        QT_TRANSLATE_NOOP("core", "A controller keeps the cluster in order. Programs that send and read talk to brokers."),
        QT_TRANSLATE_NOOP("core", "Use the port of a broker: 9092 is usual."),
    ),
    "K2": Words(
        QT_TRANSLATE_NOOP("core", "{endpoint} answers, but its cluster has no live brokers yet."),
        QT_TRANSLATE_NOOP("core", "Nothing can be sent or read yet."),
        QT_TRANSLATE_NOOP("core", "It may be starting: try again in a moment. Else ask whoever runs the cluster."),
    ),
    "K3": Words(
        QT_TRANSLATE_NOOP("core", "The cluster has no active controller."),
        QT_TRANSLATE_NOOP("core", "A controller keeps the cluster in order: it makes topics, and says who leads when a broker fails."),
        QT_TRANSLATE_NOOP("core", "Creating topics will fail until there is one; sending and reading may work."),
    ),
    "K4": Words(
        QT_TRANSLATE_NOOP("core", "The answer of {endpoint} about its versions was not understood: {evidence}."),
        QT_TRANSLATE_NOOP("core", "KafkaDesk cannot tell how to talk to it."),
        QT_TRANSLATE_NOOP(
            "core", "It may be a proxy, or a Kafka of a kind that is not known. Copy the report and send it to whoever runs the cluster."
        ),
    ),
    "K5": Words(
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
