"""What a hosts file has about a name: lines as people write them, each with what keeps the system from heeding it."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kafkadesk.core.doctor.candidates import Origin, candidates
from kafkadesk.core.doctor.hosts import leading, lines_about, unheeded
from kafkadesk.core.doctor.pc_names import PcNames
from kafkadesk.core.hosts.file import CLOSE, OPEN

NAME = "kafka-1"


def about(data: bytes, *, windows: bool = False) -> list[tuple[int, str, str | None]]:
    """Return number, address and defect of each line about the name."""
    pc = PcNames(hosts=data, windows=windows)
    return [(line.number, line.ip, None if line.defect is None else line.defect.render()) for line in lines_about(pc, NAME)]


@pytest.mark.parametrize(
    ("line", "ip", "word"),
    [
        (b"#10.0.0.5 kafka-1", "10.0.0.5", "comment"),
        (b"  ## 10.0.0.5\tkafka-1 # ours", "10.0.0.5", "comment"),
        (b"10.0.0.5 # kafka-1", "10.0.0.5", "behind"),
        (b"kafka-1 10.0.0.5", "10.0.0.5", "before the name"),
        (b"10.0.0.256 kafka-1", "", "10.0.0.256"),
        (b"10.0.0 kafka-1", "", "10.0.0"),
        (b"10.0.0.5:9092 kafka-1", "10.0.0.5", "ports"),
        (b"http://10.0.0.5/ kafka-1", "10.0.0.5", "ports"),
        (b"10.0.0.5 kafka-1:9092", "10.0.0.5", "ports"),
        (b"10.0.0.5,kafka-1", "10.0.0.5", "blanks"),
        (b"10.0.0.5 kafka-0,kafka-1", "10.0.0.5", "blanks"),
        (b"10.0.0.5=kafka-1", "10.0.0.5", "blanks"),
        ("10.0.0.5\u00a0kafka-1".encode(), "10.0.0.5", "U+00A0"),
        ("10.0.0.5\u3000kafka-1".encode(), "10.0.0.5", "U+3000"),
        ("\u200b10.0.0.5 kafka-1".encode(), "10.0.0.5", "U+200B"),
        ("１０.0.0.5 kafka-1".encode(), "10.0.0.5", "U+FF11"),  # full-width digits, as a Chinese keyboard makes them
    ],
)
def test_a_line_that_is_not_heeded_says_why(line: bytes, ip: str, word: str) -> None:
    [(number, found, defect)] = about(b"127.0.0.1 localhost\r\n" + line + b"\r\n")
    assert (number, found) == (2, ip)
    assert defect is not None
    assert word in defect


@pytest.mark.parametrize(
    "line",
    [
        b"10.0.0.5 kafka-10", b"10.0.0.5 my-kafka-1", b"# ask Bob about kafka-1", b"# kafka-1 is at the office", b"kafka-1",
        b"10.0.0.5 broker # was kafka-1 once", b"10.0.0.5 kafka-1.example", b"",
    ],
)  # fmt: skip
def test_lines_that_do_not_mean_the_name_are_passed_over(line: bytes) -> None:
    assert about(line) == []


def test_what_is_wrong_with_the_whole_file() -> None:
    bom = about(b"\xef\xbb\xbf10.0.0.5 kafka-1\r\n10.0.0.6 other\r\n")
    assert [(number, ip) for number, ip, _ in bom] == [(1, "10.0.0.5")]
    assert "byte order mark" in str(bom[0][2])
    wide = about("127.0.0.1 localhost\r\n10.0.0.5 kafka-1\r\n".encode("utf-16"))
    assert [(number, ip) for number, ip, _ in wide] == [(2, "10.0.0.5")]
    assert "UTF-16" in str(wide[0][2])
    mac = about(b"127.0.0.1 localhost\r10.0.0.5 kafka-1\r")
    assert [(number, ip) for number, ip, _ in mac] == [(2, "10.0.0.5")]
    assert "CR" in str(mac[0][2])


def test_the_ninth_name_counts_on_windows_and_the_tenth_does_not() -> None:
    others = b" ".join(b"n%d" % n for n in range(8))
    assert about(b"10.0.0.5 " + others + b" kafka-1", windows=True) == [(1, "10.0.0.5", None)]
    tenth = b"10.0.0.5 n " + others + b" kafka-1"
    assert about(tenth) == [(1, "10.0.0.5", None)]
    assert "9 names" in str(about(tenth, windows=True)[0][2])


def test_a_broken_line_says_more_than_one_that_was_turned_off_and_hosts_txt_is_found() -> None:
    data = b"#10.0.0.4 kafka-1\n10.0.0.5:9092 kafka-1\n"
    found = unheeded(PcNames(hosts=data), NAME)
    assert found is not None
    assert found.number == 2
    found = unheeded(PcNames(hosts=b"127.0.0.1 localhost\n", beside=b"10.0.0.5 KAFKA-1\n"), NAME)
    assert found is not None
    assert "hosts.txt" in str(found.defect)
    found = unheeded(PcNames(hosts=b"10.0.0.5 kafka-1\n"), NAME)  # right, and the name is unknown all the same
    assert found is not None
    assert "does not use it" in str(found.defect)
    assert unheeded(PcNames(hosts=b"10.0.0.5 kafka-2\n"), NAME) is None


def test_the_line_that_leads_there_is_the_one_with_that_address_and_never_of_this_pc() -> None:
    data = b"10.0.0.4 kafka-1\n10.0.0.5 x Kafka-1.\n127.0.0.1 localhost pc\n"
    pc = PcNames(hosts=data, own=("PC",))
    found = leading(pc, NAME, ("10.0.0.5",))
    assert found is not None
    assert (found.number, found.text) == (2, "10.0.0.5 x Kafka-1.")
    assert leading(pc, NAME, ("10.9.9.9",)) is None
    assert leading(pc, "localhost", ("127.0.0.1",)) is None
    assert leading(pc, "pc", ("127.0.0.1",)) is None


def test_what_is_tried_for_a_name_comes_from_these_places_only() -> None:
    block = OPEN + b"\n10.0.0.9 broker-of-ours\n" + CLOSE + b"\n"
    data = b"#10.0.0.7 kafka-1.corp\n10.0.0.8 kafka-1\n10.0.0.66 ads.example\n" + block
    pc = PcNames(hosts=data, suffixes=("lan", "corp"))
    found = candidates("kafka-1.corp", pc, bootstrap=["10.0.0.1"], given=["10.0.0.2"], names={"kafka-9": "10.0.0.3"})
    assert [(c.target, c.origin) for c in found] == [
        ("10.0.0.1", Origin.BOOTSTRAP), ("10.0.0.2", Origin.GIVEN), ("10.0.0.3", Origin.MAP),
        ("10.0.0.7", Origin.HOSTS), ("10.0.0.8", Origin.HOSTS), ("10.0.0.9", Origin.HOSTS), ("kafka-1.corp.lan", Origin.SUFFIX),
    ]  # fmt: skip
    assert [c.target for c in candidates("kafka-1", pc, bootstrap=[])][-2:] == ["kafka-1.lan", "kafka-1.corp"]


@given(st.lists(st.sampled_from([b"10.0.0.5", b"kafka-1", b" ", b"#", b"\r", b"\n", b"\r\n", b"\0", b"\xef\xbb\xbf", b"\xff\xfe", b":9092", b",", b"\xe5", b"fe80::1"])).map(b"".join))  # fmt: skip
def test_any_bytes_are_looked_through(data: bytes) -> None:
    for line in lines_about(PcNames(hosts=data, windows=True), NAME):
        assert line.number >= 1
        assert line.ip in ("", str(ipaddress.ip_address(line.ip or "::")))
        assert line.defect is None or "{" not in line.defect.render()


@pytest.mark.parametrize(
    ("line", "entries"),
    [
        (b"# 10.0.0.5 kafka-1 kafka-2", [("10.0.0.5", "kafka-1"), ("10.0.0.5", "kafka-2")]),
        (b"10.0.0.5, kafka-1, kafka-2", [("10.0.0.5", "kafka-1"), ("10.0.0.5", "kafka-2")]),
        (b"kafka-1 10.0.0.5", [("10.0.0.5", "kafka-1")]),
        (b"10.0.0.5:9092 kafka-1", [("10.0.0.5", "kafka-1")]),
        (b"10.0.0.256 kafka-1", []),
        (b"# 10.0.0.5 kafka-1 localhost", [("10.0.0.5", "kafka-1")]),
    ],
)
def test_what_a_defective_line_was_to_say_is_known(line: bytes, entries: list[tuple[str, str]]) -> None:
    found = unheeded(PcNames(hosts=line), NAME)
    assert found is not None
    assert [(entry.ip, entry.name) for entry in found.entries(NAME)] == entries
