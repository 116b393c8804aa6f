"""How the batches of one KafkaProducer fare: what was put into a request, and how each request ended.

The library says of a failed send only that it failed. Private methods of its sender are wrapped here (pinned by
tests/kafka/sends/test_producer.py). One of them is also the gate: once it is shut, what was not handed over never will be,
whatever the sender's thread is stuck in.

And faults of the library (3.0.12) are mended:
- One record that the broker refuses, say as too large, made the whole idempotent producer unusable (all other open sends failed with
  that same error), and left a gap in the partition's sequence numbers, so that the next record there was refused too.
- A batch that was taken for a request and then found too old was failed, and sent all the same: written though it was "expired".
- After a batch that expired between two attempts the library throws its producer id away and never asks for another one: nothing
  was sent any more. What it had just taken for requests it forgot, and kept their partitions blocked.
"""

import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any

from kafka import errors as kafka_errors

from kafkadesk.transport.client import library
from kafkadesk.transport.client.library import Method, replace_method

# Broker errors after which the record is certainly not in the log. Not among them: 6 (the leader may move while the record
# waits for replicas), 7, 13, 20, 56, -1, and those about the producer's sequence (45, 47, 59, 90).
CERTAINLY_NOT_WRITTEN = frozenset({2, 3, 5, 10, 17, 18, 19, 21, 29, 31, 32, 33, 34, 35, 42, 43, 44, 53, 54, 58, 76, 87, 89})
NEVER_LEFT = (kafka_errors.NodeNotReadyError, kafka_errors.TooManyInFlightRequests)  # raised before a byte is written
KEEP_FAILED_S = 60.0


class Attempt:
    """How the requests that held one batch have gone.

    tries: how many there were. doubtful: one of them may have been written without our knowing. last_error: the broker's last answer,
    if it was the last word.
    """

    __slots__ = ("doubtful", "in_flight", "last_error", "tries")

    def __init__(self) -> None:
        self.tries = 1
        self.in_flight = True
        self.doubtful = False
        self.last_error: BaseException | None = None

    @property
    def may_be_written(self) -> bool:
        """Whether the records of the batch may be in the log."""
        return self.in_flight or self.doubtful

    @property
    def refused(self) -> bool:
        """Whether the last word was an answer that the record is not written."""
        return self.last_error is not None and getattr(self.last_error, "errno", None) in CERTAINLY_NOT_WRITTEN


class BatchWatch:
    """Watches the sender of one idempotent KafkaProducer. requests: produce requests made so far, repeated ones included.

    ended: called, on the sender's thread, when a batch has its end and the callbacks of its records were called.
    """

    def __init__(self, sender: Any, *, ended: Callable[[], None]) -> None:
        self.requests = 0
        self._ended = ended
        self._sender = sender
        self._identity = library.transaction_manager(sender)
        self._attempts: dict[Any, Attempt] = {}
        self._failed: deque[tuple[float, Any]] = deque()
        self._gate = threading.Lock()
        self._shut = False
        self._build_requests = replace_method(sender, Method.CREATE_PRODUCE_REQUESTS, self._only_live)
        self._build_request = replace_method(sender, Method.PRODUCE_REQUEST, self._requested)
        self._answered = replace_method(sender, Method.COMPLETE_BATCH, self._answer)
        self._unanswered = replace_method(sender, Method.COMPLETE_BATCH_WITH_EXCEPTION, self._no_answer)
        self._classified = replace_method(self._identity, Method.CLASSIFY_BATCH_ERROR, self._classify)
        self._reset = replace_method(self._identity, Method.RESET_PRODUCER_ID, self._reset_identity)

    @property
    def usable(self) -> bool:
        """Whether new sends can be handed over."""
        return not self._shut and not self._identity.has_fatal_error()

    def shut(self) -> None:
        """Let nothing be put into a request from now on."""
        with self._gate:
            self._shut = True

    def attempt(self, record_future: Any) -> Attempt | None:
        """Return how the batch of this record fared; None if it was never put into a request."""
        return self._attempts.get(library.produce_future(record_future))

    def _only_live(self, batches_by_node: dict[int, list[Any]]) -> Any:
        """Build the requests of one round, without batches that have failed since they were taken for it."""
        for batches in batches_by_node.values():
            for batch in [b for b in batches if b.final_state is not None]:
                batches.remove(batch)
                if batch.produce_future not in self._attempts and self._identity.producer_id_and_epoch.match(batch):
                    self._identity.set_sequence_number(batch.topic_partition, batch.base_sequence)  # never used: the next one's
        return self._build_requests(batches_by_node)

    def _requested(self, node_id: int, acks: int, timeout: int, batches: list[Any]) -> Any:
        with self._gate:
            if self._shut:
                raise kafka_errors.IllegalStateError("Producer is closed forcefully.")
            self.requests += 1
            for batch in batches:
                if known := self._attempts.get(batch.produce_future):
                    known.in_flight = True
                    known.tries += 1
                else:
                    self._attempts[batch.produce_future] = Attempt()
                    batch.produce_future.add_callback(self._batch_ended, batch.produce_future)
        return self._build_request(node_id, acks, timeout, batches)

    def _batch_ended(self, future: Any, result: tuple[int, int, Any]) -> None:
        """Forget how a batch went; of one that failed only later, as the thread in send() may not have its future yet."""
        now = time.monotonic()
        failed = result[2] is not None
        if failed:
            self._failed.append((now, future))
        else:
            self._attempts.pop(future, None)
        while self._failed and self._failed[0][0] < now - KEEP_FAILED_S:
            self._attempts.pop(self._failed.popleft()[1], None)
        self._ended()

    def _answer(self, batch: Any, response: Any) -> None:
        attempt = self._attempts.get(batch.produce_future)
        if response.error_code and attempt is not None:
            attempt.in_flight = False
            attempt.last_error = kafka_errors.for_code(response.error_code)(response.error_message)
            attempt.doubtful = attempt.doubtful or response.error_code not in CERTAINLY_NOT_WRITTEN
        self._answered(batch, response)
        if (
            response.error_code in CERTAINLY_NOT_WRITTEN
            and batch.final_state is not None
            and attempt is not None
            and not attempt.doubtful
            and self._identity.producer_id_and_epoch.match(batch)
        ):
            # Never written, so its sequence numbers are free; only one batch a partition is in flight at a time. If an earlier
            # attempt may have been written they are not: the broker would take the next batch for that one and confirm it unwritten.
            self._identity.set_sequence_number(batch.topic_partition, batch.base_sequence)

    def _classify(self, error: Any, batch: Any, log_start_offset: int = -1) -> Any:
        found = self._classified(error, batch, log_start_offset=log_start_offset)
        harmless = getattr(error, "errno", None) in CERTAINLY_NOT_WRITTEN and type(error) not in library.fatal_errors(self._identity)
        if found == self._identity.ERROR_CLASS_FATAL and harmless:
            return self._identity.ERROR_CLASS_RETRIABLE  # at this point: let this batch fail, and nothing else
        return found

    def _reset_identity(self) -> None:
        self._reset()
        # From here on the library waits for a producer id that it only asks for in this state. Batches that were sent before keep
        # the old one, so that the broker still knows them again.
        library.request_producer_id(self._identity)
        for batch in library.in_flight(self._sender):
            attempt = self._attempts.get(batch.produce_future)
            if batch.final_state is None and (attempt is None or not attempt.in_flight):  # taken in this round, which ends here
                library.requeue(self._sender, batch)

    def _no_answer(self, batch: Any, exception: Any) -> Any:
        if (attempt := self._attempts.get(batch.produce_future)) and attempt.in_flight:
            attempt.in_flight = False
            attempt.last_error = None
            attempt.doubtful = attempt.doubtful or not isinstance(exception, NEVER_LEFT)
        return self._unanswered(batch, exception)
