"""The hosts file as bytes: what our edits change, what they never change, and what is refused."""

import contextlib
import time
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kafkadesk.core.hosts.answers import Answer, HostsError
from kafkadesk.core.hosts.diff import diff_lines, unified
from kafkadesk.core.hosts.entries import HostEntry, parse_entries
from kafkadesk.core.hosts.file import CLOSE, MAX_BYTES, NO_LINE_END, OPEN, Edit, add, find_block, foreign, remove, undo
from tests.rigs.hosts_files import entries, files_with_ours, plain_files, soups

A, B = HostEntry("10.0.0.1", "a"), HostEntry("10.0.0.2", "b")
ORDINARY, LONG = 800, 35_000  # examples of each of the three property tests


def test_the_lines_are_put_at_the_end_in_a_block() -> None:
    edit = add(b"# mine\r\n10.0.4.17 jenkins\r\n", [A, B], windows=True)
    assert edit.new == (
        b"# mine\r\n10.0.4.17 jenkins\r\n"
        b"# >>> KafkaDesk v1 - managed, do not edit inside\r\n10.0.0.1 a\r\n10.0.0.2 b\r\n# <<< KafkaDesk v1\r\n"
    )
    assert edit.start == len(edit.old)
    assert undo(edit.new).new == edit.old


def test_a_file_without_final_line_end_gets_one_and_loses_it_again() -> None:
    edit = add(b"x", [A], windows=False)
    assert edit.new == b"x\n" + OPEN + b"\n" + NO_LINE_END + b"\n10.0.0.1 a\n" + CLOSE + b"\n"
    more = add(edit.new, [B], windows=False)
    assert undo(more.new).new == b"x"
    followed = undo(edit.new + b"10.9.9.9 later\n")
    assert followed.new == b"x\n10.9.9.9 later\n"  # taking the line end out now would glue two lines of others together


def test_a_name_of_ours_gets_its_new_address_in_its_place() -> None:
    first = add(b"", [A, B], windows=False).new
    again = add(first + b"# later\n", [HostEntry("10.0.0.9", "A")], windows=False)
    assert again.new == OPEN + b"\n10.0.0.9 A\n10.0.0.2 b\n" + CLOSE + b"\n# later\n"


def test_what_is_in_force_already_is_not_written() -> None:
    for line in (b"10.0.0.1 x a # me", b"10.0.0.1\tA", b" 10.0.0.1 a#"):
        edit = add(line, [A], windows=True)
        assert not edit.changes
        assert edit.already == (A,)
    twice = add(add(b"", [A], windows=True).new, [A], windows=True)
    assert not twice.changes


def test_another_address_elsewhere_is_a_conflict_with_its_line() -> None:
    edit = add(b"\r\n# 10.0.0.7 a\r\n10.0.0.5 A z\r\n", [A, B], windows=True)
    assert [(found.number, found.entry.ip, found.text) for found in edit.conflicts] == [(3, "10.0.0.5", "10.0.0.5 A z")]
    assert b"10.0.0.2 b" in edit.new
    assert b"10.0.0.1 a" not in edit.new


def test_a_line_that_stands_against_is_turned_off_when_asked_and_on_again_by_undo() -> None:
    data = b"10.0.0.5 A z\r\n10.0.0.6 y\r\n10.0.0.7 a"
    assert [found.number for found in add(data, [A], windows=True).conflicts] == [1, 3]
    half = add(data, [A], windows=True, off={1, 2})
    assert [found.number for found in half.conflicts] == [1, 3]
    assert not half.changes  # line 3 would win all the same
    edit = add(data, [A, B], windows=True, off={1, 2, 3, 99})
    assert edit.new.startswith(b"# KafkaDesk off: 10.0.0.5 A z\r\n10.0.0.6 y\r\n# KafkaDesk off: 10.0.0.7 a\r\n" + OPEN)
    assert [found.number for found in edit.turned_off] == [1, 3]
    assert edit.old == data
    assert undo(edit.new).new == data
    assert remove(edit.new, [A, B]).new == data
    more = add(remove(edit.new, [B]).new + b"10.0.0.8 c\n", [HostEntry("10.0.0.9", "c")], windows=True, off={1, 2, 3, 4, 5, 6, 7, 8})
    assert undo(more.new).new == data + b"\r\n10.0.0.8 c\n"


def test_a_comment_that_looks_like_a_line_turned_off_is_somebodys_own() -> None:
    data = b"# KafkaDesk off: 10.0.0.5 b\n10.0.0.5 a\n"
    assert undo(data).new == data
    assert undo(add(data, [A, B], windows=False, off={2}).new).new == data


def test_families_do_not_stand_against_each_other() -> None:
    assert add(b"::1 a\n", [A], windows=True).conflicts == ()


def test_names_that_windows_passes_over_are_no_conflict_there() -> None:
    line = b"10.0.0.5 1 2 3 4 5 6 7 8 9 a\n"
    assert add(line, [A], windows=True).conflicts == ()
    assert [found.number for found in add(line, [A], windows=False).conflicts] == [1]


def test_removing_the_last_entry_takes_the_block_out() -> None:
    both = add(b"x\n", [A, B], windows=False).new
    one = remove(both, [A]).new
    assert one == b"x\n" + OPEN + b"\n10.0.0.2 b\n" + CLOSE + b"\n"
    assert remove(one, [B]).new == b"x\n"
    assert not remove(one, [A]).changes


REFUSED = {
    Answer.MALFORMED: [
        OPEN + b"\n",
        CLOSE + b"\n",
        CLOSE + b"\n" + OPEN + b"\n",
        OPEN + b"\n" + CLOSE + b"\n",
        OPEN + b"\n10.0.0.1 a\n" + CLOSE + b"x\n",
        OPEN + b"\n10.0.0.1 a\n" + OPEN + b"\n10.0.0.1 b\n" + CLOSE + b"\n" + CLOSE,
        OPEN + b"\n10.0.0.1 a b\n" + CLOSE + b"\n",
        OPEN + b"\n10.0.0.1 a\n10.0.0.2 a\n" + CLOSE + b"\n",
        OPEN + b"\n# mine\n" + CLOSE + b"\n",
        b"# >>> KafkaDesk v2\n",
        b"x\r" + OPEN + b"\r10.0.0.1 a\r" + CLOSE + b"\r",
    ],
    Answer.ENCODING: [b"\xff\xfe1\x00", b"\xfe\xff\x001", b"a\0b", b"x" * (MAX_BYTES + 1)],
}


@pytest.mark.parametrize(("code", "data"), [(code, data) for code, files in REFUSED.items() for data in files])
def test_what_is_doubtful_is_refused(code: Answer, data: bytes) -> None:
    changes: list[Callable[[], Edit]] = [lambda: add(data, [A], windows=True), lambda: undo(data), lambda: remove(data, [A])]
    for change in changes:
        with pytest.raises(HostsError) as caught:
            change()
        assert caught.value.code is code


def test_a_list_of_a_hundred_thousand_lines_takes_less_than_a_second() -> None:
    data = b"".join(b"0.0.0.0 ads%d.example\r\n" % i for i in range(100_000)) + b"10.9.9.9 b\r\n"
    begun = time.perf_counter()
    edit = add(data, parse_entries("\n".join(f"10.0.0.{i} kafka-{i}" for i in range(1, 60)) + "\n10.0.0.2 b"), windows=True)
    assert edit.conflicts[0].number == 100_001
    assert undo(edit.new).new == data
    assert time.perf_counter() - begun < 1.0
    assert unified(data, edit.new, "hosts").count("\n+") == 61 + 1


def test_the_diff_is_one_that_patch_reads() -> None:
    edit = add(b"a\nb\nc\nd", [A], windows=False)
    assert unified(edit.old, edit.new, "hosts") == (
        "--- hosts\n+++ hosts\n@@ -1,4 +1,8 @@\n a\n b\n c\n-d\n\\ No newline at end of file\n+d\n"
        f"+{OPEN.decode()}\n+{NO_LINE_END.decode()}\n+10.0.0.1 a\n+{CLOSE.decode()}\n"
    )
    assert unified(b"a", b"a", "hosts") == ""


def outside(data: bytes) -> tuple[bytes, bytes]:
    block = find_block(data)
    return (data, b"") if block is None else (data[: block.start], data[block.end :])


def check_plain(data: bytes, wanted: list[HostEntry], *, windows: bool) -> None:
    edit = add(data, wanted, windows=windows)
    assert edit.new.startswith(data)
    assert not add(edit.new, wanted, windows=windows).changes
    block = find_block(edit.new)
    ours = set() if block is None else set(block.entries)
    against = {other.entry.key for other in edit.conflicts}
    for entry in wanted:
        assert (entry in ours) + (entry in edit.already) + (entry.key in against) == 1
    assert undo(edit.new).new == data
    assert remove(edit.new, wanted).new == data
    forced = add(data, wanted, windows=windows, off={other.number for other in edit.conflicts})
    assert not forced.conflicts
    assert undo(forced.new).new == data


def check_steps(data: bytes, first: list[HostEntry], second: list[HostEntry], tail: bytes) -> None:
    """Others write behind our block, then we change it: what is theirs stays, byte by byte."""
    once = add(data, first, windows=True).new
    if find_block(once) is None or find_block(tail) is not None:
        return
    theirs = once + tail
    head, behind = outside(theirs)
    assert behind == tail
    for edit in (add(theirs, second, windows=False), remove(theirs, first[:1]), remove(theirs, second)):
        after_head, after_tail = outside(edit.new)
        if find_block(edit.new) is None:
            assert edit.new in (head + tail, data + tail)
        else:
            assert (after_head, after_tail) == (head, tail)
    assert undo(theirs).new in (head + tail, data + tail)


def check_soup(data: bytes, wanted: list[HostEntry]) -> None:
    """Whatever it is: either refused, or everything outside our block is as it was."""
    edits: list[Edit] = []
    with contextlib.suppress(HostsError):
        edits = [add(data, wanted, windows=True), remove(data, wanted), undo(data)]
        list(foreign(data, None, windows=True))
    for edit in edits:
        block = find_block(data)
        if block is None:
            assert edit.new.startswith(data)
        else:
            kept = data[: block.start].removesuffix(b"\n").removesuffix(b"\r") if block.line_end_added else data[: block.start]
            assert edit.new.startswith(kept)
            assert edit.new.endswith(data[block.end :])
        assert edit.new.replace(b"\r", b"").count(OPEN) <= 1


@settings(max_examples=ORDINARY, deadline=None)
@given(data=files_with_ours, wanted=entries, windows=st.booleans())
def test_adding_keeps_every_byte_and_undo_is_exact(data: bytes, wanted: list[HostEntry], *, windows: bool) -> None:
    check_plain(data, wanted, windows=windows)


@settings(max_examples=ORDINARY, deadline=None)
@given(data=plain_files, first=entries, second=entries, tail=plain_files)
def test_bytes_of_others_stay_in_every_order_of_edits(data: bytes, first: list[HostEntry], second: list[HostEntry], tail: bytes) -> None:
    check_steps(data, first, second, tail)


@settings(max_examples=ORDINARY, deadline=None)
@given(data=soups, wanted=entries)
def test_marker_soup_is_refused_or_kept(data: bytes, wanted: list[HostEntry]) -> None:
    check_soup(data, wanted)


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_a_hundred_thousand_files() -> None:
    every = settings(max_examples=LONG, deadline=None)
    every(given(data=files_with_ours, wanted=entries, windows=st.booleans())(check_plain))()
    every(given(data=plain_files, first=entries, second=entries, tail=plain_files)(check_steps))()
    every(given(data=soups, wanted=entries)(check_soup))()


@given(st.lists(st.sampled_from(["a", "b", "c", "#"]), max_size=40), st.lists(st.sampled_from(["a", "b", "c", "#"]), max_size=40))
def test_a_difference_holds_every_line_that_goes_and_comes(old: list[str], new: list[str]) -> None:
    lines = diff_lines("".join(f"{line}\n" for line in old).encode(), "".join(f"{line}\n" for line in new).encode())
    count = Counter(old)
    count.subtract(line.text for line in lines if line.sign == "-")
    count.update(line.text for line in lines if line.sign == "+")
    assert +count == Counter(new)
    assert min(count.values(), default=0) >= 0


def test_a_difference_of_a_large_file_is_there_at_once() -> None:
    """Of four thousand like lines, as a block list or an empty comment has them; it once took six seconds of the window's thread."""
    like = [b"#\n"] * 3_900
    for old, new in ((like, [*like[:-1], b"a\n"]), ([*like, b"x\n"] * 2, [b"x\n", *like] * 2)):
        began = time.process_time()
        assert diff_lines(b"".join(old), b"".join(new))
        assert time.process_time() - began < 1.0
