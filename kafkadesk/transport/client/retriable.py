"""Which of the library's errors pass by themselves, so that a pane goes on with them, and which stop it."""

from kafka import errors

PASSING = (
    errors.CommitFailedError,
    errors.CorruptRecordError,  # said by the broker of its own log: the other partitions go on
    errors.IllegalGenerationError,
    errors.KafkaProtocolError,
    errors.NoOffsetForPartitionError,  # the start position is not resolved yet
    errors.RebalanceInProgressError,
    errors.UnknownError,
    errors.UnknownMemberIdError,
    errors.BrokerNotAvailableError,
)


def passes(error: BaseException) -> bool:
    """Whether waiting can help against this error of kafka-python. Denied, fenced, unsupported: no."""
    return isinstance(error, errors.KafkaError) and (error.retriable or isinstance(error, PASSING))
