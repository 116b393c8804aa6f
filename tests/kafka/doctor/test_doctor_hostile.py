"""The doctor at brokers that lie: too many of them, too large answers, answers that are none, secrets that are repeated."""

import random
import struct
import time

import pytest
from PySide6.QtCore import QElapsedTimer
from pytestqt.qtbot import QtBot

from kafkadesk.core.cluster.profiles import Mechanism, Protocol, Secrets, Security
from kafkadesk.core.doctor.judge import Diagnosis, ProbeStep, Stage
from kafkadesk.core.doctor.report import Examined, to_json, to_text
from kafkadesk.transport.doctor.kafka_frames import MAX_ANSWER
from kafkadesk.transport.doctor.probe import Probe
from kafkadesk.widgets.doctor.doctor_dialog import DoctorDialog
from tests.rigs.doctor import ALL_S, examine
from tests.rigs.hostile_broker import METADATA, VERSIONS, Answer, cluster, hostile, refusing, versions

HOST = "127.0.0.1"
PASSWORD = "canary-Pass-7f3a"
LOGIN = Security(protocol=Protocol.SASL_PLAINTEXT, mechanism=Mechanism.PLAIN, username="me")


def many(n: int) -> tuple[tuple[str, int], ...]:
    """Return so many places at which nobody listens."""
    return tuple((f"127.{1 + i // 60_000}.{i // 250 % 240}.{1 + i % 250}", 1) for i in range(n))


def in_time(port: int) -> Diagnosis:
    began = time.monotonic()
    found = Probe([(HOST, port)]).run()
    assert time.monotonic() - began < ALL_S
    return found


def test_of_too_many_brokers_some_are_examined_and_the_rest_is_counted() -> None:
    with hostile({METADATA: cluster(*many(2_000))}) as port:
        found = in_time(port)
    assert (len(found.brokers), found.left_out) == (64, 1_936)
    assert "and 1,936 more brokers, which were not examined" in to_text(found)
    assert '"left_out": 1936' in to_json(found)


def oversized(_version: int, number: int) -> bytes:
    return struct.pack(">i", number) + bytes(MAX_ANSWER)


def test_an_answer_that_is_too_large_is_named_as_such() -> None:
    with hostile({METADATA: oversized}) as port:
        found = in_time(port)
    assert not found.well
    assert f"KafkaDesk reads {MAX_ANSWER:,} at most" in str(found.findings[0].evidence)


def test_what_a_broker_repeats_is_no_way_for_a_secret() -> None:
    with hostile(refusing(f"no such user me with password {PASSWORD}!")) as port:
        steps: list[ProbeStep] = []
        found = Probe([(HOST, port)], security=LOGIN, secrets=Secrets(password=PASSWORD), tell=steps.append).run()
    written = (to_json(found), to_text(found, steps, Examined(f"{HOST}:{port}")), repr(found), repr(steps))
    assert "no such user me" in written[0]
    assert not [text for text in written if PASSWORD in text]


def test_an_answer_without_the_topic_that_was_asked_for_ends_in_words() -> None:
    with hostile({METADATA: cluster((HOST, 1))}) as port:
        found = Probe([(HOST, port)], topic="t").run()
    assert "the answer cannot be understood (IndexError" in to_text(found)


def mutated(answer: Answer, chance: random.Random) -> Answer:
    """Return the answer with some of its bytes changed, cut or doubled."""

    def change(version: int, number: int) -> bytes:
        data = bytearray(answer(version, number))
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(4, len(data))
            match chance.randrange(4):
                case 0:
                    data[at] = chance.choice((0, 1, 0x7F, 0x80, 0xFF))
                case 1:
                    del data[at : at + chance.randint(1, 9)]
                case 2:
                    data[at:at] = chance.randbytes(chance.randint(1, 9))
                case _:
                    data[at : at + 4] = b"\xff" * 4
            if len(data) < 5:
                break
        return bytes(data)

    return change


@pytest.mark.parametrize("rounds", [25, pytest.param(3_000, marks=pytest.mark.long)])
def test_an_answer_that_is_none_ends_in_words(rounds: int) -> None:
    chance = random.Random(16)
    for _ in range(rounds):
        lie = mutated(cluster((HOST, 1)), chance)
        answers = {METADATA: lie} if chance.random() < 0.7 else {VERSIONS: mutated(versions, chance)}
        with hostile(answers) as port:
            examine(f"{HOST}:{port}", topic="t")  # within its time, and no exception


def test_the_window_goes_on_while_hundreds_of_steps_come(qtbot: QtBot) -> None:
    dialog = DoctorDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.begin(Examined("127.0.0.1:9092"))
    clock = QElapsedTimer()
    clock.start()
    began = time.thread_time()
    for host, port in many(64):
        for stage in (Stage.NAME, Stage.PORT):
            for ok in (None, stage is Stage.NAME):
                dialog.step(ProbeStep(endpoint=f"{host}:{port}", stage=stage, ok=ok, advertised=True))
    dialog.repaint()
    assert time.thread_time() - began < 0.25
