"""The log book: bounded, redacted, repeats counted, lines of other processes put together again."""

import logging
import time
from collections.abc import Iterator

import pytest

from kafkadesk.core.log import book as logbook
from kafkadesk.core.log.book import LogBook
from kafkadesk.core.log.redact import redacted
from kafkadesk.core.log.words import meaning
from kafkadesk.transport.client import logs

CANARY = "CANARY-7f3a"


@pytest.mark.parametrize(
    "text",
    [
        f"Unrecognized configs: {{'sasl_password': '{CANARY}'}}",
        f"{{'sasl_plain_password': 'it\\'s {CANARY}', 'x': 1}}",
        f"ssl.key.password={CANARY}",
        f'sasl.jaas.config=PlainLoginModule required username="u" password="{CANARY}";',
        f"https://user:{CANARY}@registry:8081/subjects",
        f"Authorization: Bearer {CANARY}-abcdef",
        f"Passphrase: {CANARY}",
        f"SaslAuthenticateRequest(auth_bytes=b'\\x00user\\x00{CANARY}')",
    ],
)
def test_a_secret_is_masked_by_its_name(text: str) -> None:
    assert CANARY not in redacted(text)
    assert "***" in redacted(text)


def test_a_known_secret_is_masked_wherever_it_stands() -> None:
    book = LogBook()
    book.conceal(CANARY)
    book.add(logging.ERROR, "x", f"it was {CANARY} then", details=f"Traceback\nValueError: {CANARY}")
    book.add_line("p", f"2026-01-01 10:00:00,000 WARNING kafka.net: got {CANARY}")
    book.add_line("p", f"  and {CANARY}")
    assert CANARY not in book.as_text()
    assert book.as_text().count("***") == 4


@pytest.mark.parametrize("text", ["Request timed out after 5000 ms.", "topic t partition 3: offset 7", "http://host:9092/x"])
def test_other_text_stays(text: str) -> None:
    assert redacted(text) == text


def test_the_newest_comes_first_and_the_book_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logbook, "KEPT", 10)
    book = LogBook()
    for n in range(25):
        book.add(logging.INFO, "x", f"line {n}")
    assert [entry.text for entry in book.entries()] == [f"line {n}" for n in range(24, 14, -1)]
    book.add(logging.INFO, "x", "y" * 10_000, details="z" * 100_000)
    assert len(book.as_text()) < 11_000


def test_the_same_again_is_counted_and_becomes_the_newest() -> None:
    book = LogBook()
    for text in ("a", "b", "a", "a"):
        book.add(logging.WARNING, "x", text)
    assert [(entry.text, entry.count) for entry in book.entries()] == [("a", 3), ("b", 1)]
    book.add(logging.WARNING, "x", "a", details="ValueError: another")
    assert [(entry.text, entry.count) for entry in book.entries()] == [("a", 1), ("a", 3), ("b", 1)]


def test_level_and_text_choose() -> None:
    book = LogBook()
    book.add(logging.INFO, "kafka.x", "Joined")
    book.add(logging.ERROR, "kafkadesk.y", "Broken", details="in BLUE")
    assert [e.text for e in book.entries(level=logging.WARNING)] == ["Broken"]
    assert [e.text for e in book.entries(containing="blue")] == ["Broken"]
    assert [e.text for e in book.entries(containing="JOIN")] == ["Joined"]


def test_the_lines_of_a_process_become_entries_and_tracebacks_their_details() -> None:
    book = LogBook()
    for line in (
        "2026-01-01 10:00:00,000 WARNING kafka.coordinator: Heartbeat session expired, marking coordinator dead",
        "2026-01-01 10:00:00,001 ERROR kafkadesk.transport.consumer.worker: It failed",
        "Traceback (most recent call last):",
        "ValueError: x",
    ):
        book.add_line("Consumer 1", line)
    book.add_line("Consumer 2", "Segmentation fault")
    stray, failed, beat = book.entries()
    assert (stray.who, stray.text, stray.level) == ("Consumer 2", "Segmentation fault", logging.WARNING)
    assert (failed.source, failed.details) == ("kafkadesk.transport.consumer.worker", "Traceback (most recent call last):\nValueError: x")
    assert beat.meaning is not None
    assert beat.meaning.render().startswith("The group's coordinator has not answered for a whole session timeout.")


def test_our_own_lines_need_no_translation() -> None:
    assert meaning("kafkadesk.desk", "Heartbeat session expired") is None
    assert meaning("kafka.x", "something new") is None


@pytest.fixture
def book() -> Iterator[LogBook]:
    """A book that keeps what this process logs."""
    made = LogBook()
    end = logs.keep_in(made)
    yield made
    end()


@pytest.mark.allow_logs(".")
def test_what_the_library_and_the_app_log_is_kept_once(book: LogBook) -> None:
    logging.getLogger("kafka.net.manager").info("Bootstrap complete")
    logging.getLogger("kafkadesk.desk.x").warning("Trouble with %s", "it")
    try:
        raise ValueError(f"password={CANARY}")
    except ValueError:
        logging.getLogger("kafkadesk.y").exception("Failed")
    assert [(e.level, e.text) for e in book.entries()] == [
        (logging.ERROR, "Failed"), (logging.WARNING, "Trouble with it"), (logging.INFO, "Bootstrap complete"),
    ]  # fmt: skip
    assert "ValueError: password=***" in book.entries()[0].details


@pytest.mark.allow_logs(".")
def test_debug_is_refused_whatever_the_loggers_are_set_to(book: LogBook) -> None:
    loggers = [logging.getLogger(name) for name in ("kafka.protocol.parser", "kafka", "kafkadesk.x")]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
        logger.debug("Request: %s", CANARY)
    for logger, level in zip(loggers, before, strict=True):
        logger.setLevel(level)
    assert book.entries() == []


@pytest.mark.allow_logs(".")
def test_a_line_that_comes_a_thousand_times_a_second_costs_one_entry(book: LogBook) -> None:
    for _ in range(1000):
        logging.getLogger("kafka.net.metadata").warning("No node available for metadata refresh - backoff/retry")
    [entry] = book.entries()
    assert entry.count <= 2


@pytest.mark.parametrize("text", ["z" * 1_000_000, "password" * 100_000, "a://" * 200_000, "password='" * 100_000])
def test_a_long_line_costs_no_time(text: str) -> None:
    began = time.monotonic()
    LogBook().add(logging.INFO, "x", text, details=text)
    assert time.monotonic() - began < 1
