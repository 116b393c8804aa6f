"""What the lines that Kafka's library logs mean, in words; kafka-python 3.0.12, whose sources the patterns are taken from."""

import re

from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

LIBRARY = "kafka"
_MEANINGS = (
    (
        r"Heartbeat session expired",
        QT_TRANSLATE_NOOP(
            "core",
            "The group's coordinator has not answered for a whole session timeout. The group counts this consumer as gone; it joins again "
            "as soon as the broker answers.",
        ),
    ),
    (
        r"Heartbeat failed.*coordinator|[Mm]arking (the )?coordinator dead|coordinator \(node",
        QT_TRANSLATE_NOOP(
            "core", "The broker that coordinates the group is away or has handed the group over. The consumer looks for the new coordinator."
        ),
    ),
    (
        r"Heartbeat failed.*generation|member_id was not recognized|lost membership|obsolete|generation id is not",
        QT_TRANSLATE_NOOP(
            "core",
            "The group went on without this consumer, so its place is no longer valid. It joins again; what it had not committed is read "
            "once more, by whoever has the partitions now.",
        ),
    ),
    (
        r"is rebalancing; rejoining|RebalanceInProgress|\(Re-\)joining group|coordinator rebalance",
        QT_TRANSLATE_NOOP("core", "The group shares out its partitions anew, since a member came, went or changed. This is normal."),
    ),
    (
        r"[Pp]oll timeout|max_poll_interval|leaving the group because",
        QT_TRANSLATE_NOOP("core", "The consumer was busy for longer than max.poll.interval.ms, so it left the group. It joins again."),
    ),
    (
        r"fenced",
        QT_TRANSLATE_NOOP("core", "Another consumer uses the same group.instance.id. Only one of them can be in the group."),
    ),
    (
        r"Bootstrap (connection|attempt) to .* failed|Bootstrap failed|Bootstrap .* not ready|Unable to bootstrap",
        QT_TRANSLATE_NOOP("core", "The first broker of the address could not be reached. The library tries again."),
    ),
    (
        r"DNS|getaddrinfo|Name or service not known|nodename nor servname",
        QT_TRANSLATE_NOOP("core", "This computer does not know the broker's host name. The broker may advertise a name that only its own network knows."),
    ),
    (
        r"ECONNREFUSED|[Cc]onnection refused",
        QT_TRANSLATE_NOOP("core", "Nobody listens at this address: the broker is not running, or the port is another one."),
    ),
    (
        r"Request timed out after \d+ ms",
        QT_TRANSLATE_NOOP("core", "The broker took the request and did not answer in time: it is frozen, very busy, or the network drops its answers."),
    ),
    (
        r"[Cc]onnection lost|socket disconnected|Connection failed|Abort \(",
        QT_TRANSLATE_NOOP("core", "The connection to a broker was lost. The library connects again by itself."),
    ),
    (
        r"No node available for metadata refresh|Metadata refresh: failed|Metadata refresh loop error",
        QT_TRANSLATE_NOOP("core", "No broker answers the question who leads which partition. The library keeps asking."),
    ),
    (
        r"Got error produce response .*retrying",
        QT_TRANSLATE_NOOP("core", "The broker refused a batch for now and the library sends it again. With idempotence nothing is written twice."),
    ),
    (
        r"out of order sequence|producer id/epoch changed|Bumping producer epoch",
        QT_TRANSLATE_NOOP("core", "The broker and the producer no longer agree on the batches' order. The fate of those batches is unknown; a new producer takes over."),
    ),
    (
        r"Uncaught error in kafka producer I/O thread",
        QT_TRANSLATE_NOOP("core", "The library's sending thread failed. Sends that were open get the verdict “unknown” at their deadline."),
    ),
    (
        r"Fetch offset .* is out of range",
        QT_TRANSLATE_NOOP("core", "The records at this offset no longer exist: they were deleted after the topic's retention time."),
    ),
    (r"Truncation detected", QT_TRANSLATE_NOOP("core", "The partition's log was cut back after a leader was lost: records that were read are no longer in it.")),
    (
        r"[Oo]ffset ?[Cc]ommit.*fail|commit failed",
        QT_TRANSLATE_NOOP("core", "A commit did not go through. The records stay uncommitted and may be read once more."),
    ),
    (r"[Nn]ot authorized|authorization", QT_TRANSLATE_NOOP("core", "The cluster's access rules (ACLs) do not allow this to the user of the connection.")),
    (r"in the clear", QT_TRANSLATE_NOOP("core", "User name and password go over the network unencrypted. Use SASL_SSL where the network is not yours alone.")),
    (r"throttled by broker", QT_TRANSLATE_NOOP("core", "The broker slows this client down: a quota of the cluster is used up.")),
    (r"[Cc]onnection closed|Closing (idle )?connection", QT_TRANSLATE_NOOP("core", "A connection to a broker was closed.")),
)  # fmt: skip
MEANINGS = tuple((re.compile(pattern), sentence) for pattern, sentence in _MEANINGS)


def meaning(source: str, text: str) -> Text | None:
    """Return what a line of the library means; None where its own words have to do, and for lines of ours."""
    if source.partition(".")[0] != LIBRARY:
        return None
    return next((Text(sentence) for pattern, sentence in MEANINGS if pattern.search(text)), None)
