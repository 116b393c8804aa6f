"""The help finds what a client said, however it is typed or pasted; and it says what the document says."""

import re

import pytest

from kafkadesk.core.doctor.error_help import ENTRIES, search
from tests import ROOT

PAGE = (ROOT / "docs" / "troubleshooting.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("NoBrokersAvailable", "NoBrokersAvailable"),
        ("nobrokers", "NoBrokersAvailable"),
        ("Unable to bootstrap", "NoBrokersAvailable"),
        ("KafkaTimeoutError", "KafkaTimeoutError"),
        ("getaddrinfo failed", "getaddrinfo failed"),
        ("11001", "getaddrinfo failed"),
        ("socket.gaierror: [Errno 11001] getaddrinfo failed", "getaddrinfo failed"),
        ("kafka.errors.NoBrokersAvailable: NoBrokersAvailable", "NoBrokersAvailable"),
        ("ConnectionRefusedError: [WinError 10061] No connection could be made", "10061"),
        ("hangs", "advertised.listeners"),
        ("firewall", "NoBrokersAvailable"),
    ],
)
def test_what_was_said_is_found_first(typed: str, first: str) -> None:
    assert first in search(typed)[0].said


def test_nothing_typed_shows_all_and_nonsense_nothing() -> None:
    assert search("  ") == list(ENTRIES)
    assert search("qqqq zzzz") == []


def test_a_whole_line_finds_its_message_and_not_whatever_shares_a_word() -> None:
    found = search('KafkaTimeoutError: "KafkaTimeoutError: Failed to update metadata after 60.0 secs."')
    assert [entry.said[0] for entry in found] == ["KafkaTimeoutError"]


def test_what_is_searched_is_what_the_document_has() -> None:
    rows = [line.split("|")[1] for line in PAGE.splitlines() if line.startswith("| `")]
    for row in rows:
        for message in re.findall(r"`([^`]+)`", row):
            assert any(said.casefold() in message.casefold() or message in said for entry in ENTRIES for said in entry.said), message
    for entry in ENTRIES[:-1]:  # the last is of the paragraph below the table
        for said in entry.said:
            assert said in PAGE
    assert ENTRIES[-1].said[0] in PAGE
