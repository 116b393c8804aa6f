"""Library errors -> core errors, as a table by class name.

By name, so that this module needs no `import kafka` (180 ms) and so that a test can ask whether every name still exists.
"""

from dataclasses import dataclass

from kafkadesk.core.errors import AuthError, ConnectError, KafkaRefusedError, UserError
from kafkadesk.core.log.redact import redacted
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text


@dataclass(frozen=True, slots=True)
class ErrorRow:
    """What one library error means to a user. {detail}: what the library or the broker said, in their words."""

    title: str
    hint: str | None = None
    retry: bool = False
    kind: type[UserError] = KafkaRefusedError


_AGAIN = QT_TRANSLATE_NOOP("core", "It may pass by itself: try again in a moment.")
_ASK_OPERATOR = QT_TRANSLATE_NOOP("core", "Ask whoever runs the cluster to allow it (an ACL), or connect as another user.")
_RESEND = QT_TRANSLATE_NOOP("core", "Look whether the record is there before sending it again: it may come twice.")
_IN_SYNC = QT_TRANSLATE_NOOP("core", "Wait until the brokers are back, or lower min.insync.replicas of the topic.")

BY_NAME = {
    # the connection
    "KafkaTimeoutError": ErrorRow(
        QT_TRANSLATE_NOOP("core", "Kafka did not answer in time."),
        QT_TRANSLATE_NOOP("core", "Is the broker running, and does this PC reach it? Try again."),
        True,
        ConnectError,
    ),
    "KafkaConnectionError": ErrorRow(
        QT_TRANSLATE_NOOP("core", "The connection to Kafka was lost or refused: {detail}."),
        QT_TRANSLATE_NOOP("core", "Is the broker running, and is the port right?"),
        True,
        ConnectError,
    ),
    "NodeNotReadyError": ErrorRow(QT_TRANSLATE_NOOP("core", "No broker can be reached just now."), _AGAIN, True, ConnectError),
    "Cancelled": ErrorRow(QT_TRANSLATE_NOOP("core", "The connection was closed before Kafka answered."), _AGAIN, True, ConnectError),
    "CorrelationIdError": ErrorRow(
        QT_TRANSLATE_NOOP("core", "The answer was not from a Kafka broker, or was damaged on its way."),
        QT_TRANSLATE_NOOP("core", "Is this the port of a Kafka broker?"),
        True,
        ConnectError,
    ),
    "KafkaProtocolError": ErrorRow(
        QT_TRANSLATE_NOOP("core", "The answer does not look like Kafka's: {detail}."),
        QT_TRANSLATE_NOOP("core", "Is this the port of a Kafka broker, and not of a web server or a TLS listener?"),
        False,
        ConnectError,
    ),
    "MetadataEmptyBrokerList": ErrorRow(QT_TRANSLATE_NOOP("core", "The cluster names no brokers yet."), _AGAIN, True, ConnectError),
    "TooManyInFlightRequests": ErrorRow(QT_TRANSLATE_NOOP("core", "The broker has too many requests open."), _AGAIN, True),
    "UnknownBrokerIdError": ErrorRow(
        QT_TRANSLATE_NOOP("core", "The cluster does not know this broker any more: {detail}."), _AGAIN, True, ConnectError
    ),
    "UnrecognizedBrokerVersion": ErrorRow(
        QT_TRANSLATE_NOOP("core", "This broker is too old for KafkaDesk, or not Kafka."), None, False, ConnectError
    ),
    "InvalidReceiveError": ErrorRow(
        QT_TRANSLATE_NOOP("core", "The broker's answer is larger than what KafkaDesk reads, or is no answer of Kafka's: {detail}."),
        QT_TRANSLATE_NOOP("core", "Lists of a cluster are read up to 16 MiB: some 250,000 topics. Is it a Kafka broker?"),
        False,
        ConnectError,
    ),
    "SaslAuthenticationFailedError": ErrorRow(
        QT_TRANSLATE_NOOP("core", "The broker refused this user name or password. KafkaDesk tried once and stopped."),
        QT_TRANSLATE_NOOP(
            "core", "Check both, and the mechanism, in the profile, then connect again. Too many attempts may lock the account."
        ),
        False,
        AuthError,
    ),
    "UnsupportedSaslMechanismError": ErrorRow(
        QT_TRANSLATE_NOOP("core", "The broker does not offer the SASL mechanism of the profile."),
        QT_TRANSLATE_NOOP("core", "Choose another mechanism in the profile: whoever runs the cluster knows which."),
        False,
        AuthError,
    ),
    "IllegalSaslStateError": ErrorRow(
        QT_TRANSLATE_NOOP("core", "The broker did not expect a login on this port."),
        QT_TRANSLATE_NOOP("core", "Choose PLAINTEXT or SSL in the profile, or the port of the listener with a login."),
        False,
        AuthError,
    ),
    # topics and records
    "UnknownTopicOrPartitionError": ErrorRow(
        QT_TRANSLATE_NOOP("core", "The topic or partition does not exist on the cluster."),
        QT_TRANSLATE_NOOP("core", "Create it, or choose another one. A user without the right to describe it sees the same."),
    ),
    "UnknownTopicIdError": ErrorRow(
        QT_TRANSLATE_NOOP("core", "The topic was deleted, or deleted and made again."),
        QT_TRANSLATE_NOOP("core", "Choose the topic again."),
        True,
    ),
    "InvalidTopicError": ErrorRow(
        QT_TRANSLATE_NOOP("core", "Kafka does not allow this topic name."),
        QT_TRANSLATE_NOOP("core", "Use letters, digits, “.”, “_” and “-”, at most 249 of them."),
    ),
    "TopicAlreadyExistsError": ErrorRow(QT_TRANSLATE_NOOP("core", "A topic of this name is there already.")),
    "InvalidPartitionsError": ErrorRow(QT_TRANSLATE_NOOP("core", "Kafka does not accept this number of partitions.")),
    "InvalidReplicationFactorError": ErrorRow(
        QT_TRANSLATE_NOOP("core", "The cluster has too few brokers for this replication factor."),
        QT_TRANSLATE_NOOP("core", "Leave the replication factor to the cluster."),
    ),
    "InvalidConfigurationError": ErrorRow(QT_TRANSLATE_NOOP("core", "Kafka does not accept this setting: {detail}.")),
    "PolicyViolationError": ErrorRow(QT_TRANSLATE_NOOP("core", "A policy of the cluster forbids it: {detail}."), _ASK_OPERATOR),
    "TopicDeletionDisabledError": ErrorRow(QT_TRANSLATE_NOOP("core", "The cluster is set not to delete topics."), _ASK_OPERATOR),
    "MessageSizeTooLargeError": ErrorRow(
        QT_TRANSLATE_NOOP("core", "The record is larger than the broker allows for this topic."),
        QT_TRANSLATE_NOOP("core", "Make it smaller, or raise max.message.bytes of the topic (message.max.bytes of the broker)."),
    ),
    "RecordListTooLargeError": ErrorRow(
        QT_TRANSLATE_NOOP("core", "The batch is larger than a log segment of the topic."),
        QT_TRANSLATE_NOOP("core", "Make the record smaller, or raise segment.bytes of the topic."),
    ),
    "InvalidTimestampError": ErrorRow(
        QT_TRANSLATE_NOOP("core", "The broker does not accept the timestamp of the record."),
        QT_TRANSLATE_NOOP("core", "Is the clock of this PC right?"),
    ),
    "InvalidRecordError": ErrorRow(
        QT_TRANSLATE_NOOP("core", "The broker does not accept this record: {detail}."),
        QT_TRANSLATE_NOOP("core", "A compacted topic takes only records with a key."),
    ),
    "CorruptRecordError": ErrorRow(
        QT_TRANSLATE_NOOP("core", "The record arrived damaged, or a compacted topic got one without a key."), _AGAIN, True
    ),
    "UnsupportedCompressionTypeError": ErrorRow(QT_TRANSLATE_NOOP("core", "The broker does not accept this compression.")),
    "UnsupportedForMessageFormatError": ErrorRow(QT_TRANSLATE_NOOP("core", "The topic keeps an old record format that cannot hold this.")),
    "UnsupportedVersionError": ErrorRow(QT_TRANSLATE_NOOP("core", "This broker is too old for what was asked: {detail}.")),
    "UnsupportedCodecError": ErrorRow(QT_TRANSLATE_NOOP("core", "The compression of these records cannot be read: {detail}.")),
    "OffsetOutOfRangeError": ErrorRow(
        QT_TRANSLATE_NOOP("core", "This offset is not in the partition: it was deleted, or is not written yet."),
        QT_TRANSLATE_NOOP("core", "Choose an offset between earliest and latest."),
    ),
    # leaders and replicas
    "LeaderNotAvailableError": ErrorRow(QT_TRANSLATE_NOOP("core", "The partition has no leader just now."), _AGAIN, True),
    "NotLeaderForPartitionError": ErrorRow(QT_TRANSLATE_NOOP("core", "The partition has just moved to another broker."), _AGAIN, True),
    "ReplicaNotAvailableError": ErrorRow(QT_TRANSLATE_NOOP("core", "The replica of the partition is not there just now."), _AGAIN, True),
    "NotEnoughReplicasError": ErrorRow(
        QT_TRANSLATE_NOOP("core", "Too few in-sync replicas: the partition has fewer than min.insync.replicas."), _IN_SYNC, True
    ),
    "NotEnoughReplicasAfterAppendError": ErrorRow(
        QT_TRANSLATE_NOOP("core", "The leader wrote the record, but too few in-sync replicas have it."), _RESEND, True
    ),
    "RequestTimedOutError": ErrorRow(QT_TRANSLATE_NOOP("core", "The broker took too long."), _AGAIN, True),
    "NetworkExceptionError": ErrorRow(QT_TRANSLATE_NOOP("core", "The broker lost a connection while it answered."), _AGAIN, True),
    "KafkaStorageError": ErrorRow(
        QT_TRANSLATE_NOOP("core", "The broker cannot use its disk."),
        QT_TRANSLATE_NOOP("core", "Is the disk of the broker full or damaged? Its log says more."),
        True,
    ),
    "NotControllerError": ErrorRow(QT_TRANSLATE_NOOP("core", "The cluster is choosing a controller."), _AGAIN, True),
    "ThrottlingQuotaExceededError": ErrorRow(QT_TRANSLATE_NOOP("core", "A quota of the cluster holds this back."), _AGAIN, True),
    # rights
    "TopicAuthorizationFailedError": ErrorRow(QT_TRANSLATE_NOOP("core", "This user may not do that with this topic."), _ASK_OPERATOR),
    "GroupAuthorizationFailedError": ErrorRow(QT_TRANSLATE_NOOP("core", "This user may not use this consumer group."), _ASK_OPERATOR),
    "ClusterAuthorizationFailedError": ErrorRow(
        QT_TRANSLATE_NOOP("core", "This user may not do that on this cluster: {detail}."), _ASK_OPERATOR
    ),
    "TransactionalIdAuthorizationFailedError": ErrorRow(
        QT_TRANSLATE_NOOP("core", "This user may not use this transactional ID."), _ASK_OPERATOR
    ),
    "AuthorizationError": ErrorRow(QT_TRANSLATE_NOOP("core", "This user is not allowed to do that: {detail}."), _ASK_OPERATOR),
    # the producer's identity
    "OutOfOrderSequenceNumberError": ErrorRow(
        QT_TRANSLATE_NOOP("core", "The broker found a gap before this record in what this producer sent."), _RESEND
    ),
    "UnknownProducerIdError": ErrorRow(QT_TRANSLATE_NOOP("core", "The broker does not know this producer any more."), _RESEND),
    "InvalidProducerEpochError": ErrorRow(QT_TRANSLATE_NOOP("core", "The broker holds this producer for an outdated one."), _RESEND),
    "ProducerFencedError": ErrorRow(QT_TRANSLATE_NOOP("core", "Another producer took the place of this one."), _RESEND),
    # groups
    "CoordinatorNotAvailableError": ErrorRow(QT_TRANSLATE_NOOP("core", "The group has no coordinator just now."), _AGAIN, True),
    "CoordinatorLoadInProgressError": ErrorRow(QT_TRANSLATE_NOOP("core", "The coordinator of the group is still starting."), _AGAIN, True),
    "NotCoordinatorError": ErrorRow(QT_TRANSLATE_NOOP("core", "The group has just moved to another coordinator."), _AGAIN, True),
    "UnknownMemberIdError": ErrorRow(
        QT_TRANSLATE_NOOP("core", "The group does not know this member, or has members of its own."),
        QT_TRANSLATE_NOOP("core", "Offsets of a group can only be set while it has no members."),
    ),
    "IllegalGenerationError": ErrorRow(QT_TRANSLATE_NOOP("core", "The group has moved on to another generation."), _AGAIN, True),
    "RebalanceInProgressError": ErrorRow(QT_TRANSLATE_NOOP("core", "The group is rebalancing."), _AGAIN, True),
    "CommitFailedError": ErrorRow(
        QT_TRANSLATE_NOOP("core", "The commit came too late: the group had given the partitions to others."),
        QT_TRANSLATE_NOOP("core", "The records since the last commit will be delivered again."),
    ),
    "FencedInstanceIdError": ErrorRow(QT_TRANSLATE_NOOP("core", "Another consumer uses the same static member ID.")),
    "GroupMaxSizeReachedError": ErrorRow(QT_TRANSLATE_NOOP("core", "The group is full.")),
    "GroupIdNotFoundError": ErrorRow(QT_TRANSLATE_NOOP("core", "There is no such group.")),
    "NonEmptyGroupError": ErrorRow(
        QT_TRANSLATE_NOOP("core", "The group has members."),
        QT_TRANSLATE_NOOP("core", "Offsets of a group can only be set while it has no members."),
    ),
    "InvalidGroupIdError": ErrorRow(QT_TRANSLATE_NOOP("core", "Kafka does not allow this group ID.")),
    "InconsistentGroupProtocolError": ErrorRow(
        QT_TRANSLATE_NOOP("core", "The members of the group share partitions out by another strategy, or it is no consumer group."),
        QT_TRANSLATE_NOOP(
            "core",
            "Choose their strategy under Assignment in the menu of the pane and join again, or join another group. "
            "Share groups, and groups of Kafka Streams or Kafka Connect, cannot be joined.",
        ),
    ),
    "InvalidSessionTimeoutError": ErrorRow(
        QT_TRANSLATE_NOOP("core", "The broker does not accept this session timeout."),
        QT_TRANSLATE_NOOP("core", "A stock broker takes 6 s to 30 min."),
    ),
    "OffsetMetadataTooLargeError": ErrorRow(QT_TRANSLATE_NOOP("core", "The note kept with the committed offset is too long.")),
}

_BOOTSTRAP = ErrorRow(
    QT_TRANSLATE_NOOP("core", "No broker can be reached at {servers}."),
    QT_TRANSLATE_NOOP(
        "core", "Is it running, are address and port right, does a firewall let it through? (Older clients call this NoBrokersAvailable.)"
    ),
    True,
    ConnectError,
)
_TOKEN_REFUSED = ErrorRow(
    QT_TRANSLATE_NOOP("core", "The broker refused the token that the token server gave. KafkaDesk tried once and stopped."),
    QT_TRANSLATE_NOOP(
        "core",
        "Has it expired or been revoked, is it for another audience or scope, is a clock wrong? The broker's log says. "
        "Connecting again fetches a new one.",
    ),
    False,
    AuthError,
)
_UNKNOWN_CODE = ErrorRow(QT_TRANSLATE_NOOP("core", "Kafka answered with error {code}, which KafkaDesk does not know."))
_NAMED_CODE = ErrorRow(QT_TRANSLATE_NOOP("core", "Kafka answered with error {code}, {name}: {detail}."))
_OTHER = ErrorRow(QT_TRANSLATE_NOOP("core", "The Kafka client failed: {name}: {detail}."), _AGAIN, True)
_NO_DETAIL = "—"


def describe(exc: BaseException) -> UserError:
    """Return what the library's error means to a user; a UserError is returned as it is."""
    if isinstance(exc, UserError):
        return exc
    if unknown := getattr(exc, "unknown_name", None):  # of sockets.UnknownNameError
        return unknown_name(*unknown)
    if in_words := getattr(exc, "in_words", None):  # of sockets.TokenUnreachedError and single_login.NotLoggedInError
        assert isinstance(in_words, UserError)
        return in_words
    detail = _detail(exc)
    if type(exc).__name__ == "KafkaTimeoutError" and detail.startswith("Unable to bootstrap"):
        return _made(_BOOTSTRAP, servers=_servers(detail))
    if type(exc).__name__ == "SaslAuthenticationFailedError" and ("OAUTHBEARER" in detail or '{"status":' in detail):
        # The broker's words, the library's, or those of RFC 7628, section 3.2.2.
        return _made(_TOKEN_REFUSED)
    if type(exc).__name__ != "UnrecognizedBrokerError":
        for cls in type(exc).__mro__:
            if row := BY_NAME.get(cls.__name__):
                return _made(row, detail=detail)
    code = getattr(exc, "errno", None)
    message = getattr(exc, "message", None)  # Kafka's own name of the error, such as INVALID_REQUEST
    if isinstance(exc, OSError) or not isinstance(code, int):
        return _made(_OTHER, name=type(exc).__name__, detail=detail)
    if type(exc).__name__ == "UnrecognizedBrokerError" or not message:
        return _made(_UNKNOWN_CODE, code=code)
    return _made(_NAMED_CODE, code=code, name=message, detail=redacted(getattr(exc, "description", None) or detail).rstrip("."))


def unreachable(host: str, port: int, *, timeout_s: float) -> ConnectError:
    """Return the error of a broker that did not answer within `timeout_s` seconds."""
    return ConnectError(
        Text(
            QT_TRANSLATE_NOOP("core", "{host}:{port} does not answer within {seconds} s."),
            {"host": host, "port": port, "seconds": f"{timeout_s:g}"},
        ),
        Text(QT_TRANSLATE_NOOP("core", "Is it running, are address and port right, does a firewall let it through?")),
        retry=True,
    )


def refused(host: str, port: int, exc: BaseException) -> ConnectError:
    """Return the error of a broker to which the connection failed."""
    return ConnectError(
        Text(QT_TRANSLATE_NOOP("core", "No connection to {host}:{port}: {detail}."), {"host": host, "port": port, "detail": _detail(exc)}),
        Text(QT_TRANSLATE_NOOP("core", "Is it running, are address and port right, does a firewall let it through?")),
        retry=True,
    )


def unknown_name(host: str, port: int) -> ConnectError:
    """Return the error of a broker whose advertised name this PC cannot resolve."""
    return ConnectError(
        Text(
            QT_TRANSLATE_NOOP("core", "This PC does not know the name {host}, by which the cluster wants to be called ({host}:{port})."),
            {"host": host, "port": port},
        ),
        Text(QT_TRANSLATE_NOOP("core", "Map the name to the broker's IP: in the profile's name map, or in the hosts file of this PC.")),
        retry=True,
    )


def _made(row: ErrorRow, **args: object) -> UserError:
    return row.kind(Text(row.title, args), None if row.hint is None else Text(row.hint), retry=row.retry)


def _detail(exc: BaseException) -> str:
    """Return what the exception itself says, in one line, without the library's own prefix."""
    parts = [str(arg) for arg in exc.args if arg is not None and not isinstance(arg, type)]
    return redacted(" ".join(" ".join(parts).split()).rstrip(".")) or _NO_DETAIL  # a broker may repeat the password


def _servers(detail: str) -> str:
    """Return `h:1, h:2` from "Unable to bootstrap from ['h:1', 'h:2']"."""
    servers = detail.partition(" from ")[2]
    return servers.strip("[]").replace("'", "") or _NO_DETAIL
