"""Messages of a file on a real broker: what was exported is sent again byte for byte, with a verdict for each line."""

import asyncio
import json
import random
import uuid
from pathlib import Path

import pytest
from kafka import KafkaConsumer
from kafka.structs import TopicPartition

from kafkadesk.cli.main import run
from kafkadesk.core.compose.message_file import read_messages
from kafkadesk.core.delivery import Verdict
from kafkadesk.core.errors import InputError
from kafkadesk.core.events import RecordsArrived
from kafkadesk.core.rows.export import Format, lines
from kafkadesk.core.rows.ring import RecordRing
from kafkadesk.core.start_position import EARLIEST
from tests.rigs.broker import Broker
from tests.rigs.desk import WAIT_S, desk_on, new_topic, received
from tests.rigs.processes import cluster_on


def content(bootstrap: str, topic: str, partitions: int, count: int) -> list[tuple[object, ...]]:
    """Return what a plain consumer gets, in the order of each partition."""
    consumer = KafkaConsumer(
        bootstrap_servers=bootstrap, auto_offset_reset="earliest", group_id=None, consumer_timeout_ms=int(WAIT_S * 1000)
    )
    consumer.assign([TopicPartition(topic, p) for p in range(partitions)])
    rows = []
    for row in consumer:
        rows.append((row.partition, row.offset, row.timestamp, row.key, row.value, tuple(row.headers)))
        if len(rows) == count:
            break
    consumer.close()
    return sorted(rows, key=lambda row: row[:2])


def test_exported_rows_are_sent_again_byte_for_byte(broker: Broker) -> None:
    odd = random.Random(5)
    with cluster_on(broker.bootstrap) as cluster:
        topic = cluster.topic(3)
        for n in range(60):
            value = odd.choice([None, b"", b"\xff\x00" + odd.randbytes(9), "中文 🙂 \u2028 \x85".encode(), b'{"n": 1.10}'])
            headers = [("trace", b"1"), ("trace", b"\xfe"), ("名", b"")][: n % 4]
            cluster.send(topic, [value], n % 3, key=odd.choice([b"", b"\xff", b"k"]), headers=headers, timestamp_ms=1_700_000_000_000 + n)

        async def work() -> str:
            async with desk_on(broker.bootstrap) as desk:
                ring, pane = RecordRing(), desk.add_pane()
                desk.listen(lambda event: ring.add(event.batch) if isinstance(event, RecordsArrived) else None)
                desk.observe(pane, topic, EARLIEST)
                await received(desk, pane, 60)
                written = "\n".join(lines(ring.view(), Format.JSONL, str)).encode()
                again = await new_topic(desk, 3)
                found = read_messages(written)
                assert (len(found.messages), found.faults) == (60, [])
                send_id = desk.sends.send_messages(again, found.messages, where=True, when=True)
                await desk.sends.finished(send_id)
                assert desk.sends.log.totals() == {Verdict.CONFIRMED: 60}
                return again

        again = asyncio.run(work())
        assert content(broker.bootstrap, again, 3, 60) == content(broker.bootstrap, topic, 3, 60)


def test_the_command_gives_a_verdict_for_each_line(broker: Broker, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with cluster_on(broker.bootstrap) as cluster:
        topic = cluster.topic(1)
    file = tmp_path / "orders.jsonl"
    row = {"topic": "other", "partition": 7, "headers": [], "key": None, "value": "x"}
    file.write_text('{"n": 1}\n{"n": \n{"n": 3}\n' + json.dumps(row) + "\n")
    where = ["--bootstrap", broker.bootstrap]
    assert run(["send", topic, str(file), *where]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "Line 2, column 6: " in err
    assert "Nothing was sent" in err
    assert run(["send", topic, str(file), *where, "--skip-wrong", "--partitions"]) == 1
    out, err = capsys.readouterr()
    found = {line["line"]: line for line in map(json.loads, out.splitlines())}
    assert [(n, found[n]["verdict"], found[n]["offset"]) for n in sorted(found)] == [
        (1, "confirmed", 0),
        (3, "confirmed", 1),
        (4, "rejected", None),
    ]
    assert "There is no partition 7" in found[4]["reason"]
    assert "2 of 3 messages are confirmed." in err
    assert [value for *_, value, _ in content(broker.bootstrap, topic, 1, 2)] == [b'{"n": 1}', b'{"n": 3}']


def test_wrong_use_of_the_command_sends_nothing(broker: Broker, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "x.jsonl"
    file.write_text("1\n")
    assert run(["send", "t", str(tmp_path / "none"), "--bootstrap", broker.bootstrap]) == 2
    assert "cannot be read" in capsys.readouterr().err
    assert run(["send", "t", str(file), "--key", "id", "--bootstrap", broker.bootstrap]) == 2
    assert "CSV" in capsys.readouterr().err
    assert run(["send", f"no-such-{uuid.uuid4().hex}", str(file), "--bootstrap", broker.bootstrap]) == 1
    assert "There is no topic" in capsys.readouterr().err


def test_no_message_is_no_press_of_send(broker: Broker) -> None:
    async def work() -> None:
        async with desk_on(broker.bootstrap) as desk:
            topic = await new_topic(desk, 1)
            with pytest.raises(InputError, match="There is no message to send"):
                desk.sends.send_messages(topic, [])

    asyncio.run(work())


@pytest.mark.long
def test_100_000_lines_with_three_wrong_ones(broker: Broker, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with cluster_on(broker.bootstrap) as cluster:
        topic = cluster.topic(4)
    file, wrong = tmp_path / "orders.jsonl", {17, 50_000, 99_999}
    file.write_text("".join("{\n" if n in wrong else f'{{"n": {n}, "text": "中文"}}\n' for n in range(1, 100_001)), encoding="utf-8")
    assert run(["send", topic, str(file), "--bootstrap", broker.bootstrap]) == 2
    err = capsys.readouterr().err
    assert [n for n in wrong if f"Line {n:,}, column 2" in err] == list(wrong)
    assert run(["send", topic, str(file), "--bootstrap", broker.bootstrap, "--skip-wrong"]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {line["line"] for line in found} == set(range(1, 100_001)) - wrong
    sent = [json.loads(row[4])["n"] for row in content(broker.bootstrap, topic, 4, 99_997)]  # type: ignore[arg-type]
    assert sorted(sent) == sorted(line["line"] for line in found)
