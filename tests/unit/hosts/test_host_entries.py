"""`IP name` lines: what is taken, and the sentence for each that is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kafkadesk.core.errors import InputError
from kafkadesk.core.hosts.entries import HostEntry, check_entries, check_ip, check_name, is_loopback, parse_entries, shown_name

TAKEN = {
    "192.168.23.200 kafka-node-1": ["192.168.23.200 kafka-node-1"],
    "10.0.0.1 a b\n10.0.0.2\tc": ["10.0.0.1 a", "10.0.0.1 b", "10.0.0.2 c"],
    "# brokers\r\n\r\n  10.0.0.1 a # the first\r\n": ["10.0.0.1 a"],
    "10.0.0.1 a\n10.0.0.1 A": ["10.0.0.1 a"],
    "10.0.0.1 a\n2001:DB8::0:1 a": ["10.0.0.1 a", "2001:db8::1 a"],
    "10.0.0.1 my_broker.lan": ["10.0.0.1 my_broker.lan"],
    "10.0.0.1 Kafka-1": ["10.0.0.1 Kafka-1"],
    "10.0.0.1 bücher.example": ["10.0.0.1 xn--bcher-kva.example"],
    "127.0.0.1 kafka": ["127.0.0.1 kafka"],
}

REFUSED = {
    "": "There is no entry here.",
    "# nothing": "There is no entry here.",
    "10.0.0.1": "“10.0.0.1” has no name after it.",
    "kafka-1 10.0.0.1": "The IP address comes first: “10.0.0.1 kafka-1”.",
    "http://kafka 10.0.0.1": "“http://kafka”: a host name cannot contain “:”.",
    "10.0.0.256 a": "“10.0.0.256” is not an IP address.",
    "10.0.0.1:9092 a": "“10.0.0.1:9092” is not an IP address.",
    "10.0.0.1 a:9092": "“a:9092”: a host name cannot contain “:”.",
    "0.0.0.0 a": "“0.0.0.0” is the address of no computer: a server listens there on all of its own.",
    ":: a": "“::” is the address of no computer: a server listens there on all of its own.",
    "::ffff:0.0.0.0 a": "“::ffff:0.0.0.0” is the address of no computer: a server listens there on all of its own.",
    "224.0.0.1 a": "“224.0.0.1” is a multicast or broadcast address: many computers have it, not one broker.",
    "255.255.255.255 a": "“255.255.255.255” is a multicast or broadcast address: many computers have it, not one broker.",
    "ff02::1 a": "“ff02::1” is a multicast or broadcast address: many computers have it, not one broker.",
    "fe80::1%eth0 a": "“fe80::1%eth0” has a zone (what follows “%”): it would mean something else on another PC.",
    "10.0.0.1 localhost": "“localhost” always means this PC itself; it cannot be given to a broker.",
    "10.0.0.1 LocalHost": "“LocalHost” always means this PC itself; it cannot be given to a broker.",
    "10.0.0.1 my-pc": "“my-pc” is the name of this PC; other programs rely on it.",
    "10.0.0.1 10.0.0.2": "“10.0.0.2” is a number, not a name.",
    "10.0.0.1 12345": "“12345” is a number, not a name.",
    "10.0.0.1 １２７.０.０.１": "“１２７.０.０.１” is a number, not a name.",
    "10.0.0.1 a.": "“a.” ends with a dot: leave that out.",
    "10.0.0.1 a..b": "“a..b” has nothing between two dots.",
    "10.0.0.1 -a": "“-a”: a part of it begins or ends with “-”.",
    "10.0.0.1 " + "a" * 64: "“" + "a" * 59 + "…”: a part of it is longer than 63 characters.",
    "10.0.0.1 update.microsoft.com": "“update.microsoft.com” is a name that Windows itself needs, for updates or to sign in.",
    "10.0.0.1 a\x00b": "“aU+0000b” contains the invisible character U+0000.",
    "\ufeff10.0.0.1 a": "“U+FEFF10.0.0.1” contains the invisible character U+FEFF.",
    "10.0.0.1\u00a0a": "“10.0.0.1U+00A0a” contains the invisible character U+00A0.",
    "10.0.0.1 a\n10.0.0.2 A": "Line 2: “A” has two addresses here, 10.0.0.1 and 10.0.0.2: only the first would count.".replace(
        "“a”", "“A”"
    ),
    "10.0.0.1 a\nx\n1 b": "Line 2: “x” is not an IP address. Line 3: “1” is not an IP address.",
}


@pytest.mark.parametrize(("text", "lines"), TAKEN.items())
def test_lines_that_are_taken(text: str, lines: list[str]) -> None:
    assert [entry.line for entry in parse_entries(text, this_pc="my-pc")] == lines


@pytest.mark.parametrize(("text", "sentence"), REFUSED.items())
def test_lines_that_are_refused(text: str, sentence: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_entries(text, this_pc="MY-PC.corp.example")
    assert caught.value.title.render() == sentence


def test_the_error_knows_the_first_wrong_line() -> None:
    with pytest.raises(InputError) as caught:
        parse_entries("10.0.0.1 a\n\n10.0.0.1 b:1\n???")
    assert caught.value.line == 3


def test_no_more_entries_than_the_helper_carries() -> None:
    assert len(parse_entries("\n".join(f"10.0.0.{i} n{i}" for i in range(1, 65)))) == 64
    with pytest.raises(InputError, match="65 entries; at most 64 at a time"):
        parse_entries("\n".join(f"10.0.0.{i} n{i}" for i in range(1, 66)))
    with pytest.raises(InputError, match="too long"):
        parse_entries("#" * 70_000)


def test_international_names_are_shown_both_ways() -> None:
    assert shown_name(check_name("bücher.example")) == "xn--bcher-kva.example (bücher.example)"
    assert shown_name("kafka-1") == "kafka-1"


@pytest.mark.parametrize(
    ("ip", "loopback"), [("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("::ffff:127.0.0.1", True), ("10.0.0.1", False)]
)
def test_loopback_is_known_in_every_form(ip: str, loopback: bool) -> None:
    assert is_loopback(check_ip(ip)) is loopback


def test_pairs_keep_the_same_rules() -> None:
    assert check_entries([("10.0.0.1", "a"), ("10.0.0.1", "A")]) == (HostEntry("10.0.0.1", "a"),)
    with pytest.raises(InputError, match="two addresses"):
        check_entries([("10.0.0.1", "a"), ("10.0.0.2", "a")])


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_and_what_is_read_is_plain_ascii(text: str) -> None:
    try:
        entries = parse_entries(text)
    except InputError:
        entries = ()
    for entry in entries:
        assert entry.line.isascii()
        assert entry.line.isprintable()
        assert parse_entries(entry.line) == (entry,)
