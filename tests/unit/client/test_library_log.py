import logging
from collections.abc import Iterator

import pytest

from kafkadesk.core.log.redact import redacted
from kafkadesk.transport.client.logs import LIBRARY, LibraryLog, quiet


@pytest.fixture
def library_log() -> Iterator[LibraryLog]:
    """The library's log as quiet() makes it, on a logger that is as before afterwards."""
    logger = logging.getLogger(LIBRARY)
    before = (logger.handlers[:], logger.level, logger.propagate)
    logger.handlers = []
    yield quiet()
    logger.handlers, logger.level, logger.propagate = before


def test_a_warning_is_kept_and_goes_nowhere_else(library_log: LibraryLog, capfd: pytest.CaptureFixture[str]) -> None:
    logging.getLogger("kafka.net.manager").warning("Bootstrap connection to %s failed", "x:1")
    assert [line.partition("WARNING ")[2] for line in library_log.lines()] == ["kafka.net.manager: Bootstrap connection to x:1 failed"]
    assert capfd.readouterr() == ("", "")


def test_calling_it_twice_changes_nothing(library_log: LibraryLog) -> None:
    assert quiet() is library_log
    assert [h for h in logging.getLogger(LIBRARY).handlers if isinstance(h, LibraryLog)] == [library_log]


def test_debug_is_refused_even_where_a_child_logger_asks_for_it(library_log: LibraryLog) -> None:
    child = logging.getLogger("kafka.protocol.parser")
    child.setLevel(logging.DEBUG)
    try:
        child.debug("auth_bytes=b'canary'")
    finally:
        child.setLevel(logging.NOTSET)
    assert library_log.lines() == ()


def test_memory_is_bounded(library_log: LibraryLog) -> None:
    for n in range(1000):
        logging.getLogger("kafka").error("line %s", n)
    assert len(library_log.lines()) == 300
    assert library_log.lines()[-1].endswith("line 999")


@pytest.mark.parametrize(
    "text",
    [
        "Unrecognized configs: {'sasl_password': 'CANARY-1'}",
        "SaslAuthenticateRequest(auth_bytes=b'\\x00user\\x00CANARY-1')",
        "ssl_password=CANARY-1, x",
        'token: "CANARY-1"',
    ],
)
def test_secrets_are_masked(text: str) -> None:
    assert "CANARY" not in redacted(text)
    assert "***" in redacted(text)


def test_other_text_stays() -> None:
    text = "Request timed out after 5000 ms. Closing connection."
    assert redacted(text) == text
