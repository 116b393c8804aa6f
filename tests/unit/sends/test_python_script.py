"""Show as Python: the scripts compile, import what they use, and send what the window would send."""

import contextlib
import json
import sys
import types
from typing import Any

import pytest

from kafkadesk.core.compose.fields import Composer
from kafkadesk.core.compose.template import MONITOR_EVENT, TEMPLATES, Template, encode
from kafkadesk.core.delivery import Encoding, Mode, Partitioning, SendPlan
from kafkadesk.core.python_script import ASSIGNORS, consumer_script, producer_script
from kafkadesk.core.read_plan import Assignor, CommitMode, ReadPlan
from kafkadesk.core.start_position import Start, StartKind

HERE = (("127.0.0.1", 9092), ("::1", 9093))


class Exited(Exception):  # noqa: N818  # it is not an error
    """Stands for the end of the process."""


class Recorder:
    """Stands where the script expects KafkaProducer, and notes what is asked of it."""

    def __init__(self) -> None:
        self.settings: dict[str, Any] = {}
        self.sent: list[dict[str, Any]] = []
        self.calls: list[str] = []

    def __call__(self, **settings: object) -> "Recorder":
        self.settings = settings
        return self

    def partitions_for(self, _: str) -> set[int]:
        return {0, 1, 2, 3}

    def send(self, topic: str, **record: object) -> "Recorder":
        self.sent.append({"topic": topic, **record})
        self.calls.append("send")
        return self

    def get(self, timeout: float) -> object:
        self.calls.append("get")
        return types.SimpleNamespace(topic="t", partition=0, offset=timeout)

    def flush(self, timeout: float) -> None:
        self.calls.append(f"flush {timeout}")

    def close(self) -> None:
        self.calls.append("close")


def run(monkeypatch: pytest.MonkeyPatch, plan: SendPlan) -> Recorder:
    """Run the script of a plan with a recorder in the place of the library."""
    recorder = Recorder()
    library = types.ModuleType("kafka")
    monkeypatch.setattr(library, "KafkaProducer", recorder, raising=False)
    monkeypatch.setitem(sys.modules, "kafka", library)
    monkeypatch.setattr("time.sleep", lambda seconds: recorder.calls.append(f"sleep {seconds}"))

    def hard_exit(_: int) -> None:
        recorder.calls.append("exit")
        raise Exited

    monkeypatch.setattr("os._exit", hard_exit)
    with contextlib.suppress(Exited):
        exec(compile(producer_script(plan, HERE), "script", "exec"), {})  # running it is the test
    return recorder


def test_sends_what_the_window_sends(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = SendPlan(
        topic="t", value=MONITOR_EVENT, key="k-{{ seq }}", headers=(("a", "消息"), ("a", "2"), ("n", None)), count=3, partition=2
    )
    recorder = run(monkeypatch, plan)
    assert recorder.settings["bootstrap_servers"] == ["127.0.0.1:9092", "[::1]:9093"]
    assert recorder.settings["allow_auto_create_topics"] is False
    assert recorder.sent == [
        {
            "topic": "t",
            "value": Template(MONITOR_EVENT).render(seq).encode(),
            "key": f"k-{seq}".encode(),
            "headers": [("a", "消息".encode()), ("a", b"2"), ("n", None)],
            "partition": 2,
        }
        for seq in (1, 2, 3)
    ]


@pytest.mark.parametrize(
    ("mode", "calls"),
    [
        (Mode.CONFIRM, ["send", "get", "send", "get", "close"]),
        (Mode.PIPELINED, ["send", "send", "flush 30", "get", "get", "close"]),
        (Mode.FORGET, ["send", "send", "exit"]),
    ],
)
def test_goes_the_way_of_the_mode(monkeypatch: pytest.MonkeyPatch, mode: Mode, calls: list[str]) -> None:
    assert run(monkeypatch, SendPlan(topic="t", value="x", count=2, mode=mode)).calls == calls


def test_keeps_the_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(monkeypatch, SendPlan(topic="t", value="x", count=2, every_ms=1500)).calls == ["send", "get", "sleep 1.5"] * 2 + ["close"]


def test_spreads_as_the_window_does(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [record["partition"] for record in run(monkeypatch, SendPlan(topic="t", value="x", count=6)).sent] == [0, 1, 2, 3, 0, 1]


def test_leaves_the_partition_to_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    recorder = run(monkeypatch, SendPlan(topic="t", value="x", partition=Partitioning.AUTOMATIC))
    assert recorder.sent == [{"topic": "t", "value": b"x"}]


def test_a_tombstone(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(monkeypatch, SendPlan(topic="t", value=None, key="k", partition=0)).sent == [
        {"topic": "t", "value": None, "key": b"k", "partition": 0}
    ]


@pytest.mark.parametrize(
    "value", ["", "消息 😀", "a'''b", "back\\slash\n'", "both \"\"\" and '''\n", "tab\t\nline\r\n", "'", "{{ seq }}{}", "\x00\n"]
)
@pytest.mark.parametrize("ascii_escaped", [False, True])
def test_any_text_arrives_as_it_is(monkeypatch: pytest.MonkeyPatch, value: str, ascii_escaped: bool) -> None:
    (record,) = run(monkeypatch, SendPlan(topic="t", value=value, ascii_escaped=ascii_escaped)).sent
    assert record["value"] == encode(Template(value).render(1), ascii_escaped)


def test_templates_that_do_more_than_name_their_places(monkeypatch: pytest.MonkeyPatch) -> None:
    value = '{"all": [{% for i in range(2) %}{{ seq + i }},{% endfor %}0], "id": ["{{ uuid }}", "{{ uuid() }}"], "at": "{{ now() }}", "n": {{ randint(1, 1) }}}'
    recorder = run(monkeypatch, SendPlan(topic="t", value=value, count=2, ascii_escaped=True))
    first, second = (json.loads(record["value"]) for record in recorder.sent)
    assert (first["all"], second["all"]) == ([1, 2, 0], [2, 3, 0])
    assert len({*first["id"], *second["id"]}) == 4
    assert first["n"] == 1


def test_a_message_has_one_uuid(monkeypatch: pytest.MonkeyPatch) -> None:
    recorder = run(monkeypatch, SendPlan(topic="t", value="{{ uuid }}", key="{{uuid}}", headers=(("at", "{{ now }}"),), count=2))
    assert [record["key"] == record["value"] for record in recorder.sent] == [True, True]
    assert recorder.sent[0]["key"] != recorder.sent[1]["key"]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: str(template.name))
@pytest.mark.parametrize("mode", list(Mode))
def test_every_template_of_the_menu_runs(monkeypatch: pytest.MonkeyPatch, template: Any, mode: Mode) -> None:
    assert len(run(monkeypatch, SendPlan(topic="t", value=template.text, count=2, mode=mode)).sent) == 2


PLANS = [
    SendPlan(topic="t", value="de ad\nbe ef", value_encoding=Encoding.HEX, key="a0 0", key_encoding=Encoding.TEXT),
    SendPlan(topic="t", value="3q2+\n7w==", value_encoding=Encoding.BASE64, key="00 ff", key_encoding=Encoding.HEX, ascii_escaped=True),
    SendPlan(topic="t", value="0{{ seq }}", value_encoding=Encoding.HEX, headers=(("h", "/w=="),), header_encodings=(Encoding.BASE64,)),
    SendPlan(topic="t", value='{"a": "{{ seq }} é"}', value_encoding=Encoding.JSON, ascii_escaped=True, templates=False),
    SendPlan(topic="t", value="{% if %} {{ broken", key="{{ uuid }}", headers=(("h", "{{"), ("i", "4a")), templates=False,
             header_encodings=(Encoding.TEXT, Encoding.HEX)),
    SendPlan(topic="t", value="{% for i in range(3) %}4{{ i }}{% endfor %}", value_encoding=Encoding.HEX),
]  # fmt: skip


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.value_encoding.value)
def test_bytes_and_literal_braces_are_those_that_the_window_sends(monkeypatch: pytest.MonkeyPatch, plan: SendPlan) -> None:
    (record,) = run(monkeypatch, plan).sent
    content = Composer(plan).make(1)
    assert (record["value"], record.get("key"), tuple(record.get("headers", ()))) == (content.value, content.key, content.headers)


STARTS = [
    Start(),
    Start(StartKind.EARLIEST),
    Start(StartKind.LAST, 5),
    Start(StartKind.OFFSET, 97),
    Start(StartKind.TIME, 1_777_629_600_000),
]


@pytest.mark.parametrize("group", [None, "monitoring"])
@pytest.mark.parametrize("start", STARTS, ids=lambda start: start.kind)
@pytest.mark.parametrize("commit", CommitMode)
def test_every_way_of_reading_is_a_script(group: str | None, start: Start, commit: CommitMode) -> None:
    script = consumer_script(ReadPlan(topic="t", group=group, start=start, commit=commit), HERE)
    compile(script, "script", "exec")
    assert ("consumer.subscribe([topic])" in script) == (group is not None)
    assert ("consumer.commit()" in script) == (group is not None and commit is CommitMode.SHOWN)
    assert ("def start_position" in script) == (group is None or start.kind.takes_value)
    assert "enable_auto_commit=False" in script


@pytest.mark.parametrize("assignor", Assignor)
def test_the_assignor_is_one_that_the_library_has(assignor: Assignor) -> None:
    script = consumer_script(ReadPlan(topic="t", group="g", assignor=assignor), HERE)
    imports = [line for line in script.splitlines() if line.startswith("from kafka")]
    exec("\n".join(imports), {})  # whether these imports work is the test
    assert ASSIGNORS[assignor][1] in imports[-1]
