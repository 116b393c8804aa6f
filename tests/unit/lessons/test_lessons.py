"""Lesson files: what is read from them, and the sentence for each thing that is wrong."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kafkadesk import resources
from kafkadesk.core.delivery import Mode, Partitioning, SendPlan
from kafkadesk.core.errors import LessonError
from kafkadesk.core.lessons.file import parse_lesson
from kafkadesk.core.lessons.steps import (
    CommitStep,
    ConnectStep,
    DoctorStep,
    Expectation,
    ExpectStep,
    JoinPart,
    JoinStep,
    KillStep,
    LeaveStep,
    Lesson,
    LessonText,
    MapNamesStep,
    ObservePart,
    ObserveStep,
    RestartKafkaStep,
    SayStep,
    SeekStep,
    SendStep,
    StopSendStep,
    SwitchStep,
    ThrottleStep,
    WaitReceivedStep,
    WaitSecondsStep,
    WaitSentStep,
    WaitStableStep,
)
from kafkadesk.core.read_plan import Assignor, CommitMode
from kafkadesk.core.start_position import Start, StartKind

HEAD = """
format = 1
title = "T"
topic = { name = "lesson-{run}", partitions = 4 }
[[pane]]
name = "A1"
[[pane]]
name = "A2"
[[step]]
join = [ { pane = "A1", group = "A" } ]
[[step]]
send = { name = "first", count = 3, value = "x" }
"""


def read(steps: str, *, local: bool = True) -> Lesson:
    """Return a lesson with two panes, a join of group A, a send named first, and these steps from the third on."""
    return parse_lesson((HEAD + steps).encode(), local=local)


def refusal(steps: str, *, local: bool = True) -> LessonError:
    with pytest.raises(LessonError) as caught:
        read(steps, local=local)
    return caught.value


VERBS = {
    'say = "Hello"': SayStep(),
    'join = [ { pane = "A2", group = "B", from = "earliest", commit = "manual", assignor = "sticky" } ]': JoinStep(
        (JoinPart("A2", "B", Start(StartKind.EARLIEST), CommitMode.MANUAL, Assignor.STICKY),)
    ),
    'observe = [ { pane = "A1" }, { pane = "A2", from = "earliest" } ]': ObserveStep(
        (ObservePart("A1", Start()), ObservePart("A2", Start(StartKind.EARLIEST)))
    ),
    'leave = ["A1", "A2"]': LeaveStep(("A1", "A2")),
    'kill = ["A1"]': KillStep(("A1",)),
    'switch = { pane = "A1", group = "B" }': SwitchStep(JoinPart("A1", "B", Start(), CommitMode.SHOWN, Assignor.RANGE)),
    'send = { value = "{{ seq }}" }': SendStep(SendPlan(topic="lesson-{run}", value="{{ seq }}")),
    'send = { name = "n", count = 10, every_ms = 5, key = "k", headers = { h = "{{ now }}" }, partition = 3, mode = "pipelined", background = true }': SendStep(
        SendPlan(
            topic="lesson-{run}",
            value=None,
            key="k",
            headers=(("h", "{{ now }}"),),
            partition=3,
            count=10,
            every_ms=5,
            mode=Mode.PIPELINED,
            name="n",
        ),
        background=True,
    ),
    'send = { value = "", partition = "auto", mode = "forget" }': SendStep(
        SendPlan(topic="lesson-{run}", value="", partition=Partitioning.AUTOMATIC, mode=Mode.FORGET)
    ),
    'stop_send = "first"': StopSendStep("first"),
    "wait = { received = { A1 = 3, A2 = 0 } }": WaitReceivedStep((("A1", 3), ("A2", 0))),
    'wait = { stable = "A" }': WaitStableStep("A"),
    'wait = { sent = "first" }': WaitSentStep("first"),
    "wait = { seconds = 1.5 }": WaitSecondsStep(1.5),
    "wait = { seconds = 2 }": WaitSecondsStep(2.0),
    'throttle = { pane = "A1", per_second = 0 }': ThrottleStep("A1", 0),
    'commit = { pane = "A1" }': CommitStep("A1"),
    'seek = { pane = "A1", to = "earliest" }': SeekStep("A1", Start(StartKind.EARLIEST)),
    'seek = { pane = "A1", to = { offset = 7, partition = 2 } }': SeekStep("A1", Start(StartKind.OFFSET, 7), 2),
    'seek = { pane = "A1", to = { time = "2026-05-01T10:00:00Z" } }': SeekStep("A1", Start(StartKind.TIME, 1_777_629_600_000)),
    'seek = { pane = "A1", to = { time = 2026-05-01T10:00:00 } }': SeekStep("A1", Start(StartKind.TIME, 1_777_629_600_000)),
    'seek = { pane = "A1", to = { time = 2026-05-01T12:00:00+02:00 } }': SeekStep("A1", Start(StartKind.TIME, 1_777_629_600_000)),
    "restart_kafka = {}": RestartKafkaStep(),
    'expect = { each_once = ["A"], all = ["A1", "A2"] }': ExpectStep(
        (Expectation(name="each_once", of="A"), Expectation(name="all", of="A1"), Expectation(name="all", of="A2"))
    ),
    'expect = { received = { A1 = 2 }, at_least = { A2 = 1 }, none = ["A2"] }': ExpectStep(
        (
            Expectation(name="received", of="A1", minimum=2, maximum=2),
            Expectation(name="at_least", of="A2", minimum=1),
            Expectation(name="none", of="A2"),
        )
    ),
    'expect = { balanced = ["A"], idle = { A = 0 }, lag = { A = 5 }, ordered_by_key = ["A1"] }': ExpectStep(
        (
            Expectation(name="balanced", of="A"),
            Expectation(name="idle", of="A", minimum=0, maximum=0),
            Expectation(name="lag", of="A", minimum=5, maximum=5),
            Expectation(name="ordered_by_key", of="A1"),
        )
    ),
    "expect = { confirmed = 1, rejected = 0, unknown = 0, lost = { min = 1, max = 10 } }": ExpectStep(
        (
            Expectation(name="confirmed", minimum=1, maximum=1),
            Expectation(name="rejected", minimum=0, maximum=0),
            Expectation(name="unknown", minimum=0, maximum=0),
            Expectation(name="lost", minimum=1, maximum=10),
        )
    ),
    "expect = { redelivered = { A = { min = 1 } }, connected = true }": ExpectStep(
        (Expectation(name="redelivered", of="A", minimum=1), Expectation(name="connected", wanted=True))
    ),
}


@pytest.mark.parametrize(("step", "action"), VERBS.items())
def test_reads_a_step(step: str, action: object) -> None:
    found = read(f"[[step]]\n{step}").steps[2]
    assert found.action == action
    assert found.verb == step.split(" ", 1)[0]
    assert found.number == 3


def test_sends_are_compared_by_name() -> None:
    steps = '[[step]]\nsend = { name = "second", value = "y" }\n[[step]]\nexpect = { fewer_requests = ["first", "second"], faster = ["second", "first"] }'
    assert read(steps).steps[3].action == ExpectStep(
        (Expectation(name="fewer_requests", of="first", other="second"), Expectation(name="faster", of="second", other="first"))
    )


def test_reads_what_stands_beside_the_verb() -> None:
    step = read(
        """
[[step]]
say = "  Look.\\n"
say_zh = "看。"
ask = { question = "How many?", question_zh = "几条？", choices = ["1", "2"], choices_zh = ["一", "二"], answer = "2" }
point = ["producer", "pane:A1", "flow:P3", "matrix"]
mark = true
timeout_s = 2.5
leave = ["A1"]
"""
    ).steps[2]
    assert step.say == LessonText("Look.", "看。")
    assert step.ask is not None
    assert (step.ask.question.pick("zh_CN"), [choice.pick("zh") for choice in step.ask.choices], step.ask.answer) == (
        "几条？",
        ["一", "二"],
        1,
    )
    assert step.point == ("producer", "pane:A1", "flow:P3", "matrix")
    assert (step.mark, step.timeout_s) == (True, 2.5)


def test_an_answer_may_be_an_index_from_0() -> None:
    ask = read('[[step]]\nsay = "x"\nask = { question = "?", choices = ["a", "b"], answer = 0 }').steps[2].ask
    assert ask is not None
    assert ask.answer == 0


def test_a_step_that_is_asked_to_take_long_gets_the_time() -> None:
    lesson = read(
        '[[step]]\nwait = { seconds = 30 }\n[[step]]\nsend = { count = 100, every_ms = 1000, value = "x" }\n[[step]]\nleave = ["A1"]'
    )
    assert [step.timeout_s for step in lesson.steps] == [20, 20, 50, 120, 20]


def test_the_head_of_a_lesson() -> None:
    lesson = read("")
    assert (lesson.title, lesson.minutes, lesson.topic, lesson.partitions) == (LessonText("T"), None, "lesson-{run}", 4)
    assert (lesson.panes, lesson.exact_groups, len(lesson.steps)) == (("A1", "A2"), False, 2)
    assert parse_lesson(("exact_groups = true\nminutes = 2.5" + HEAD).encode(), local=True).exact_groups


def test_a_language_without_a_text_falls_back_to_english() -> None:
    assert LessonText("yes").pick("zh_CN") == "yes"
    assert LessonText("yes", "是").pick("en") == "yes"
    assert LessonText("yes", "是").pick(None) == "yes"


# A step and the sentence; the step is the third of the lesson.
WRONG_STEPS = {
    'leave = ["X9"]': "Step 3: there is no pane “X9”.",
    'join = [ { pane = "X9", group = "A" } ]': "Step 3: there is no pane “X9”.",
    "wait = { received = { X9 = 1 } }": "Step 3: there is no pane “X9”.",
    'expect = { all = ["X9"] }': "Step 3: there is no pane “X9”.",
    'expect = { each_once = ["Z"] }': "Step 3: no pane of this lesson joins a group “Z”.",
    'wait = { stable = "Z" }': "Step 3: no pane of this lesson joins a group “Z”.",
    'stop_send = "third"': "Step 3: there is no send named “third” before this step.",
    'expect = { faster = ["first", "third"] }': "Step 3: there is no send named “third” before this step.",
    'expect = { faster = ["first"] }': "Step 3: expect: “faster” compares two sends.",
    'send = { name = "first", value = "x" }': "Step 3: there is already a send named “first”.",
    'leave = ["A1"]\nkill = ["A2"]': "Step 3: it has two verbs, “leave” and “kill”: make two steps of it.",
    'jump = ["A1"]': "Step 3: “jump” is not a verb, nor anything else that a step has.",
    "doctor = { deep = true }": "Step 3: doctor: there is no “deep” in the format.",
    "doctor = true": "Step 3: “doctor” must be a table.",
    'connect = "remote"': "Step 3: “connect” cannot be “remote”; it is one of: local, advertised.",
    "connect = {}": "Step 3: “connect” must be a text.",
    'connect = "advertised"': (
        'Step 3: to connect to “advertised”, the lesson needs a line such as: local = { advertise = "kafka-node-1" }'
    ),
    "map_names = {}": "Step 3: there is no “doctor” before it, whose proposal could be mapped.",
    'expect = { doctor = "Z9" }': "Step 3: expect: the doctor has no verdict “Z9”.",
    "expect = { doctor = 1 }": "Step 3: expect: “doctor” must be a text.",
    "mark = true": "Step 3: it has neither a verb nor “say”.",
    'say_zh = "看"': "Step 3: there is “say_zh” but no “say”.",
    "say = 3": "Step 3: “say” must be a text.",
    f'say = "{"x" * 10_001}"': "Step 3: “say” is longer than 10000 characters.",
    'join = { pane = "A1", group = "A" }': "Step 3: “join” must be a list.",
    "join = []": "Step 3: “join” is an empty list.",
    "leave = []": "Step 3: “leave” is an empty list.",
    'leave = ["A1", "A1"]': "Step 3: “leave” names the pane “A1” twice.",
    "leave = [1]": "Step 3: “leave” must be a text.",
    'join = [ { pane = "A1" } ]': "Step 3: join: “group” is missing.",
    'join = [ { pane = "A1", group = "" } ]': "Step 3: join: The group ID is empty.",
    'join = [ { pane = "A1", grop = "A", group = "A" } ]': "Step 3: join: there is no “grop” in the format.",
    'join = [ { pane = "A1", group = "A", from = "now" } ]': "Step 3: join: “from” cannot be “now”; it is one of: latest, earliest.",
    'send = { value = "x", count = 0 }': "Step 3: send: “count” must be 1 to 100000, not 0.",
    'send = { value = "x", count = 100001 }': "Step 3: send: “count” must be 1 to 100000, not 100001.",
    'send = { value = "x", count = true }': "Step 3: send: “count” must be a whole number.",
    'send = { value = "x", count = 1.5 }': "Step 3: send: “count” must be a whole number.",
    'send = { value = "x", partition = 4 }': "Step 3: send: “partition” must be 0 to 3, not 4.",
    'send = { value = "x", partition = "some" }': "Step 3: send: “partition” cannot be “some”; it is one of: auto, spread.",
    'send = { value = "x", mode = "fast" }': "Step 3: send: “mode” cannot be “fast”; it is one of: confirm, pipelined, forget.",
    'send = { value = "x", topic = "t" }': "Step 3: send: there is no “topic” in the format.",
    'send = { value = "{{ nope }}" }': "Step 3: send: There is no “nope” in a template.",
    'send = { value = "x", key = "{{ seq" }': (
        "Step 3: send: The template cannot be read: unexpected end of template, expected 'end of print statement'."
    ),
    'send = { value = "x", headers = { h = "{% x %}" } }': "Step 3: headers: The template cannot be read: Encountered unknown tag 'x'.",
    'send = { value = "x", headers = { h = 1 } }': "Step 3: headers: “h” must be a text.",
    "send = {}": "Step 3: send: a value is missing. (With a key and no value, a null is sent: a tombstone.)",
    "wait = {}": "Step 3: wait: it waits for exactly one of: received, stable, sent, seconds.",
    'wait = { seconds = 1, stable = "A" }': "Step 3: wait: it waits for exactly one of: received, stable, sent, seconds.",
    "wait = { received = {} }": "Step 3: wait: “received” names no pane.",
    "wait = { minutes = 1 }": "Step 3: wait: there is no “minutes” in the format.",
    "wait = { seconds = -1 }": "Step 3: wait: “seconds” must be 0 to 3600, not -1.0.",
    'throttle = { pane = "A1" }': "Step 3: throttle: “per_second” is missing.",
    'seek = { pane = "A1" }': "Step 3: seek: “to” is missing.",
    'seek = { pane = "A1", to = "end" }': "Step 3: seek: “to” cannot be “end”; it is one of: latest, earliest.",
    'seek = { pane = "A1", to = { partition = 0 } }': "Step 3: to: it holds either an offset or a time.",
    'seek = { pane = "A1", to = { offset = 1, partition = 9 } }': "Step 3: to: “partition” must be 0 to 3, not 9.",
    'seek = { pane = "A1", to = { time = "noon" } }': "Step 3: to: “noon” is not a time such as 2026-05-01T10:00:00Z.",
    "restart_kafka = { hard = true }": "Step 3: restart_kafka: there is no “hard” in the format.",
    "expect = {}": "Step 3: expect: nothing is expected.",
    "expect = { each_once = [] }": "Step 3: expect: “each_once” is an empty list.",
    'expect = { each_once = "A" }': "Step 3: expect: “each_once” must be a list.",
    "expect = { twice = 1 }": "Step 3: expect: there is no “twice” in the format.",
    "expect = { lost = {} }": "Step 3: lost: “min” or “max” is missing.",
    "expect = { lost = { min = 2, max = 1 } }": "Step 3: lost: “min” is more than “max”.",
    "expect = { lost = { min = -1 } }": "Step 3: lost: “min” must be 0 to 9007199254740992, not -1.",
    'say = "x"\npoint = ["nowhere"]': "Step 3: there is no “nowhere” to point at.",
    'say = "x"\npoint = ["pane:X9"]': "Step 3: there is no pane “X9”.",
    'say = "x"\npoint = ["flow:P4"]': "Step 3: there is no partition “flow:P4” to point at.",
    'say = "x"\ntimeout_s = 0': "Step 3: “timeout_s” must be 0.1 to 7200, not 0.0.",
    'say = "x"\ntimeout_s = nan': "Step 3: “timeout_s” must be 0.1 to 7200, not nan.",
    'say = "x"\nask = { question = "?", choices = ["a"], answer = 0 }': "Step 3: ask: a question has at least two choices.",
    'say = "x"\nask = { question = "?", choices = ["a", "b"], answer = 2 }': "Step 3: ask: “answer” must be 0 to 1, not 2.",
    'say = "x"\nask = { question = "?", choices = ["a", "b"], answer = "c" }': "Step 3: ask: the answer “c” is not among the choices.",
    'say = "x"\nask = { question = "?", choices = ["a", "b"], choices_zh = ["一"], answer = 0 }': (
        "Step 3: ask: “choices” and “choices_zh” are not of one length."
    ),
    'say = "x"\nask = { choices = ["a", "b"], answer = 0 }': "Step 3: ask: “question” is missing.",
}


@pytest.mark.parametrize(("step", "sentence"), WRONG_STEPS.items())
def test_a_wrong_step_is_named_with_its_fault(step: str, sentence: str) -> None:
    error = refusal(f"[[step]]\n{step}")
    assert error.title.render() == sentence
    assert error.step == 3


def test_a_verb_of_local_kafka_is_refused_elsewhere() -> None:
    error = refusal("[[step]]\nrestart_kafka = {}", local=False)
    assert error.title.render() == "Step 3: “restart_kafka” works on Local Kafka only, not on another cluster."


STEP = '\n[[step]]\nsay = "x"\n'
TOPIC = '\ntitle = "T"\ntopic = { name = "t" }\n'
WRONG_FILES = {
    b"": "“format” is missing.",
    b"format = 2": "The lesson has format 2; this version of KafkaDesk plays format 1.",
    b'format = "1"': "“format” must be a whole number.",
    b"format = 1": "“title” is missing.",
    b'format = 1\ntitle = "a\\nb"': "“title” must be one line.",
    b'format = 1\ntitle = "T"': "“topic” is missing.",
    b'format = 1\ntitle = "T"\ntopic = { name = "a b" }': "topic: A topic name cannot contain a space.",
    b'format = 1\ntitle = "T"\ntopic = { name = "t", partitions = 0 }': "topic: “partitions” must be 1 to 10000, not 0.",
    b'format = 1\ntitle = "T"\ntopic = { name = "t", parts = 1 }': "topic: there is no “parts” in the format.",
    f"format = 1{TOPIC}".encode(): "“step” is missing.",
    f"format = 1{TOPIC}step = []".encode(): "“step” is an empty list.",
    f"format = 1\nspeed = 2{TOPIC}{STEP}".encode(): "there is no “speed” in the format.",
    f"format = 1\nminutes = -1{TOPIC}{STEP}".encode(): "“minutes” must be 0 to 600, not -1.0.",
    f"format = 1\nlocal = {{}}{TOPIC}{STEP}".encode(): "local: “advertise” is missing.",
    f'format = 1\nlocal = {{ advertise = "x", port = 1 }}{TOPIC}{STEP}'.encode(): "local: there is no “port” in the format.",
    f'format = 1{TOPIC}[[pane]]\nname = "A"\n[[pane]]\nname = "A"{STEP}'.encode(): "there are two panes called “A”.",
    f'format = 1{TOPIC}[[pane]]\nname = " "{STEP}'.encode(): "a pane's name is 1 to 40 visible characters: “ ” is not.",
    f'format = 1{TOPIC}[[pane]]\nname = "A"\ngroup = "G"{STEP}'.encode(): "pane: there is no “group” in the format.",
    f"format = 1{TOPIC}{''.join(f'[[pane]]{chr(10)}name = {chr(34)}{i}{chr(34)}{chr(10)}' for i in range(33))}{STEP}".encode(): (
        "The lesson has 33 panes; 32 are allowed."
    ),
    f"format = 1{TOPIC}{STEP * 201}".encode(): "The lesson has 201 steps; 200 are allowed.",
    b"\xff\xfe": "The lesson file is not UTF-8 text.",
    b"format = ": "The lesson file is not TOML: ",
    b"format = 1\nformat = 1": "The lesson file is not TOML: ",
    b"a = " + b"[" * 100_000: "The lesson file is not one that can be read.",
    b"#" * (1024 * 1024 + 1): "The lesson file is larger than 1048576 bytes.",
}


@pytest.mark.parametrize(("data", "sentence"), WRONG_FILES.items(), ids=range(len(WRONG_FILES)))
def test_a_wrong_file_is_refused(data: bytes, sentence: str) -> None:
    with pytest.raises(LessonError) as caught:
        parse_lesson(data, local=True)
    found = caught.value.title.render()
    assert found.startswith(sentence) if sentence.endswith(": ") else found == sentence  # after it, the words of Python's own reader
    assert caught.value.step is None


@given(st.text(alphabet="[]{}=\"'\n stepjoinwaitsend123A.,", max_size=60))
def test_any_file_gives_a_lesson_or_a_sentence(text: str) -> None:
    with pytest.raises(LessonError):
        read("[[step]]\n" + text + "\n[[step]]\n")  # the empty last step is wrong in any case


# the lessons that come with the app


def built_in() -> list[Path]:
    return sorted(resources.path("lessons").glob("*.toml"), key=lambda path: int(path.stem.split("-", 1)[0]))


def words_of(lesson: Lesson) -> Iterator[LessonText]:
    yield lesson.title
    for step in lesson.steps:
        if step.say is not None:
            yield step.say
        if step.ask is not None:
            yield from (step.ask.question, *step.ask.choices)


def test_the_built_in_lessons_are_there_in_order() -> None:
    titles = [(path.stem, str(parse_lesson(path.read_bytes(), local=True).title)) for path in built_in()]
    assert titles == [
        ("1-promise", "A send is only a promise"),
        ("2-everyone", "Everyone gets everything"),
        ("3-shared", "Shared inside a group"),
        ("4-fan-out", "Fan-out and load-sharing"),
        ("5-second-joins", "The second one joins"),
        ("6-order-and-keys", "Order and keys"),
        ("7-remembers", "A consumer remembers"),
        ("8-kafka-remembers", "Kafka remembers"),
        ("9-batches", "Batches"),
        ("10-name-problem", "The name problem"),
    ]


@pytest.mark.parametrize("path", built_in(), ids=lambda path: path.stem)
def test_a_built_in_lesson_teaches_in_both_languages(path: Path) -> None:
    lesson = parse_lesson(path.read_bytes(), local=True)
    for words in words_of(lesson):
        assert words.en
        assert words.en.isascii(), words.en
        assert words.zh, words.en
        assert "\n\n" not in words.zh or words.zh.count("\n\n") == words.en.count("\n\n"), words.en
        assert any("\u4e00" <= char <= "\u9fff" for char in words.zh) or words.en == words.zh, words.en
    assert any(isinstance(step.action, ExpectStep) for step in lesson.steps)
    assert any(step.ask for step in lesson.steps)
    assert any(step.point for step in lesson.steps)
    assert all(step.say for step in lesson.steps)
    assert lesson.minutes
    assert lesson.topic == "lesson-{run}"


def test_every_key_of_the_format_is_in_its_reference() -> None:
    reference = resources.read_text("lessons", "README.md")
    from kafkadesk.core.lessons.file import STEP_KEYS
    from kafkadesk.core.lessons.judge import JUDGES
    from kafkadesk.core.lessons.verbs import VERBS as READERS

    missing = [name for name in (*READERS, *JUDGES, *STEP_KEYS) if f"`{name}" not in reference]
    assert missing == []


# the verbs of lesson 10

ADVERTISED = HEAD.replace('title = "T"', 'title = "T"\nlocal = { advertise = "kafka-node-1" }')
NAME_STEPS = """
[[step]]
connect = "advertised"
[[step]]
doctor = {}
[[step]]
expect = { doctor = "A1", connected = false }
[[step]]
map_names = {}
[[step]]
connect = "local"
"""


def test_the_verbs_about_names() -> None:
    made = parse_lesson((ADVERTISED + NAME_STEPS).encode(), local=True)
    assert made.advertise == "kafka-node-1"
    assert [step.action for step in made.steps[2:]] == [
        ConnectStep(advertised=True),
        DoctorStep(),
        ExpectStep((Expectation(name="doctor", of="A1"), Expectation(name="connected", wanted=False))),
        MapNamesStep(),
        ConnectStep(advertised=False),
    ]


def test_a_second_listener_is_local_kafkas_alone_and_its_name_is_a_name() -> None:
    with pytest.raises(LessonError, match="“local” works on Local Kafka only, not on another cluster"):
        parse_lesson(ADVERTISED.encode(), local=False)
    for name in ("", "a b", "kafka\\nlisteners=x", "x" * 300):
        with pytest.raises(LessonError, match=r"^local: "):
            parse_lesson(ADVERTISED.replace("kafka-node-1", name).encode(), local=True)


@pytest.mark.parametrize("step", ['connect = "local"', "doctor = {}\n[[step]]\nmap_names = {}"])
def test_verbs_of_local_kafka_are_refused_elsewhere(step: str) -> None:
    with pytest.raises(LessonError, match="works on Local Kafka only, not on another cluster"):
        parse_lesson((HEAD + "[[step]]\n" + step).encode(), local=False)


def test_the_doctor_may_be_asked_on_any_cluster() -> None:
    assert parse_lesson((HEAD + "[[step]]\ndoctor = {}").encode(), local=False).steps[2].action == DoctorStep()


@pytest.mark.parametrize(
    "template", ["{{ 1|round(-100000000) }}", "{{ (9999999 * 9999999) // 3 }}" * 300, "{{ '" + "x" * 9_000 + "' * 900000 }}"]
)
def test_a_lesson_that_holds_a_hostile_template_is_read_at_once(template: str) -> None:
    began = time.thread_time()
    send = f'[[step]]\nsend = {{ name = "hostile", value = "{template}" }}\n'
    assert len(read(send).steps) == 3
    assert time.thread_time() - began < 1.0
