"""Answers that one broker alone does not give: rewritten on their way through the proxy, or given by it in the broker's stead."""

from itertools import count

from kafka.protocol.producer import InitProducerIdResponse, ProduceRequest, ProduceResponse

from tests.rigs.fault_proxy import Change, Stand

INIT_PRODUCER_ID = 22  # an API key of Kafka's protocol
Topic = ProduceResponse.TopicProduceResponse
Partition = Topic.PartitionProduceResponse


def written_but(code: int, *, times: int | None = None) -> Change:
    """Let the answers to the next produce requests (None: to all) carry an error, though the broker has written the records."""
    seen = count()

    def change(version: int, answer: bytes) -> bytes:
        if times is not None and next(seen) >= times:
            return answer
        response = ProduceResponse.decode(answer, version=version, header=True)
        for topic in response.responses:
            for partition in topic.partition_responses:
                partition.error_code = code
                partition.base_offset = -1
        return bytes(response.encode(header=True))

    return change


def not_written(code: int, *, times: int | None = None, text: str | None = None) -> Stand:
    """Refuse the next produce requests (None: all) with an error; the broker never sees them."""
    seen = count()

    def stand(version: int, request: bytes) -> bytes | None:
        if times is not None and next(seen) >= times:
            return None
        asked = ProduceRequest.decode(request, version=version, header=True)
        response = ProduceResponse(
            responses=[
                Topic(
                    name=topic.name,
                    partition_responses=[
                        Partition(
                            index=p.index, error_code=code, base_offset=-1, log_append_time_ms=-1, log_start_offset=-1, error_message=text
                        )
                        for p in topic.partition_data
                    ],
                )
                for topic in asked.topic_data
            ],
            throttle_time_ms=0,
        )
        response.API_VERSION = version
        response.with_header(correlation_id=asked.header.correlation_id)
        return bytes(response.encode(header=True))

    return stand


def swallowed(*, times: int) -> Change:
    """Let the next answers never arrive."""
    seen = count()
    return lambda _, answer: None if next(seen) < times else answer


def no_producer_id(code: int) -> Change:
    """Let the broker refuse every producer id."""

    def change(version: int, answer: bytes) -> bytes:
        response = InitProducerIdResponse.decode(answer, version=version, header=True)
        response.error_code = code
        response.producer_id = response.producer_epoch = -1
        return bytes(response.encode(header=True))

    return change
