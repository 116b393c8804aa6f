"""What is composed, on a real broker: limits to the byte, every kind of value, key and header as another library reads it."""

import asyncio
import uuid
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kafka.admin import ConfigResource, ConfigResourceType, NewTopic
from kafka.record.default_records import DefaultRecordBatchBuilder

from kafkadesk.core.compose.sizes import Limits, TopicSettings, batch_size
from kafkadesk.core.delivery import Encoding, SendPlan, Verdict
from kafkadesk.core.errors import InputError
from kafkadesk.core.events import SendConfirmed, SendFailed
from kafkadesk.desk.desk import Desk
from tests.rigs.broker import Broker
from tests.rigs.clients import Sent, record, sending
from tests.rigs.desk import desk_on, new_topic, send

LIMIT = 2_000


@pytest.fixture
def sent(broker: Broker) -> Iterator[Sent]:
    with sending(broker.bootstrap) as made:
        yield made


def configure(sent: Sent, topic: str, **settings: str) -> None:
    """Change a topic's configuration, as its owner would."""
    calls = sent.admin.connected_client()
    calls.kafka.alter_configs(
        [ConfigResource(ConfigResourceType.TOPIC, topic, configs={k.replace("_", "."): v for k, v in settings.items()})]
    )


def test_what_a_topic_takes_is_told(sent: Sent) -> None:
    topic = sent.topic(1)
    assert sent.admin.topic_settings(topic) == TopicSettings(max_message_bytes=1_048_588, compacted=False)
    configure(sent, topic, max_message_bytes=str(LIMIT), cleanup_policy="compact,delete")
    assert sent.admin.topic_settings(topic) == TopicSettings(max_message_bytes=LIMIT, compacted=True)


@pytest.mark.parametrize("headers", [(), (("trace", b"x" * 130), ("消息", b""))], ids=["bare", "headers"])
def test_the_size_is_the_brokers_to_the_byte(sent: Sent, headers: tuple[tuple[str, bytes], ...]) -> None:
    topic = f"test-{uuid.uuid4().hex[:8]}"  # made with its limit: one that is changed later holds a moment after the answer
    made = NewTopic(topic, 1, topic_configs={"max.message.bytes": str(LIMIT)})
    sent.admin.connected_client().kafka.create_topics([made], wait_for_metadata=True)
    sizes = [(len(name.encode()), len(value)) for name, value in headers]
    room = max(n for n in range(LIMIT) if batch_size(3, n, sizes) <= LIMIT)
    assert batch_size(3, room, sizes) == LIMIT
    fits, larger = sent.send(
        record(topic, 1, key=b"key", value=b"x" * room, headers=headers),
        record(topic, 2, key=b"key", value=b"x" * (room + 1), headers=headers),
    )
    assert isinstance(fits, SendConfirmed)
    assert isinstance(larger, SendFailed)
    assert not larger.may_be_written
    assert Limits(topic=LIMIT).fault(batch_size(3, room, sizes)) is None
    assert Limits(topic=LIMIT).fault(batch_size(3, room + 1, sizes)) is not None


parts = st.none() | st.integers(0, 300) | st.integers(8_000, 20_000)


@given(parts, parts, st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200)), max_size=70))
def test_the_size_is_the_librarys(key: int | None, value: int | None, headers: list[tuple[int, int]]) -> None:
    builder = DefaultRecordBatchBuilder(
        magic=2, compression_type=0, is_transactional=False, producer_id=-1, producer_epoch=-1, base_sequence=-1, batch_size=10**6
    )
    made = [("n" * name, b"v" * content) for name, content in headers]
    builder.append(0, 1_700_000_000_000, None if key is None else b"k" * key, None if value is None else b"v" * value, made)
    assert len(builder.build()) == batch_size(key, value, headers)


KINDS = [
    (SendPlan(topic="", value='{"a": 1.50}', value_encoding=Encoding.JSON, key="{{ seq }}"), b'{"a": 1.50}', b"1"),
    (SendPlan(topic="", value="", key="k"), b"", b"k"),
    (SendPlan(topic="", value=None, key="gone"), None, b"gone"),
    (SendPlan(topic="", value="de ad", value_encoding=Encoding.HEX, key="/w==", key_encoding=Encoding.BASE64), b"\xde\xad", b"\xff"),
    (SendPlan(topic="", value="{{ seq }}", templates=False), b"{{ seq }}", None),
    (SendPlan(topic="", value="no-break\u00a0space", key=""), "no-break\u00a0space".encode(), b""),
]


async def check_kinds(desk: Desk, sent: Sent) -> None:
    for plan, value, key in KINDS:
        topic = await new_topic(desk, 1)
        headers = (("h", "00 ff"), ("h", ""), ("h", "消息"), ("", "nameless"))
        encodings = (Encoding.HEX,)
        desk.sends.book.seq_base = desk.sends.book.last_number
        await send(
            desk,
            SendPlan(
                **{name: getattr(plan, name) for name in plan.__slots__}
                | {"topic": topic, "headers": headers, "header_encodings": encodings}
            ),
        )
        (found,) = sent.admin.read_range(topic, {0: 0}, {0: 1}, 10.0)
        assert (found.value, found.key) == (value, key)
        assert found.headers == (("h", b"\x00\xff"), ("h", b""), ("h", "消息".encode()), ("", b"nameless"))


def test_every_kind_arrives_as_it_was_meant(broker: Broker, sent: Sent) -> None:
    async def main() -> None:
        async with desk_on(broker.bootstrap) as desk:
            await check_kinds(desk, sent)

    asyncio.run(main())


WRONG = [
    (SendPlan(topic="", value=None), "A null value needs a key.", (None, None)),
    (SendPlan(topic="", value='{"a": NaN}', value_encoding=Encoding.JSON), "JSON has no NaN.", (1, 7)),
    (SendPlan(topic="", value="00 0", value_encoding=Encoding.HEX), "The digit 0 stands alone: a byte has two hexadecimal digits.", (1, 4)),
    (SendPlan(topic="", value="x", key="QQ", key_encoding=Encoding.BASE64),
     "Key: Base64 comes in groups of four characters, filled up with =: the last one is not whole.", (1, 3)),
    (SendPlan(topic="", value="\ud800"), "U+D800 is half of a character: it cannot be sent as UTF-8.", (1, 1)),
    (SendPlan(topic="", value="x", headers=(("h", "zz"),), header_encodings=(Encoding.HEX,)),
     "Header “h”: “z” is not a hexadecimal digit: these are 0 to 9 and a to f.", (1, 1)),
]  # fmt: skip


def test_what_cannot_be_bytes_is_refused_with_its_place_before_anything_is_sent(broker: Broker) -> None:
    async def main() -> None:
        async with desk_on(broker.bootstrap) as desk:
            topic = await new_topic(desk, 1)
            for plan, title, at in WRONG:
                with pytest.raises(InputError) as caught:
                    desk.send(replace(plan, topic=topic))
                assert (caught.value.title.render(), (caught.value.line, caught.value.column)) == (title, at)
            assert await desk.end_offsets(topic) == {0: 0}
            await send(desk, SendPlan(topic=topic, value="{}"), Verdict.CONFIRMED)

    asyncio.run(main())
