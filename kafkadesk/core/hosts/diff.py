"""The difference of two hosts files, for a person and for `--dry-run`."""

import difflib
from dataclasses import dataclass

from kafkadesk.core.text_tools.one_line import one_line

EXACT_LINES = 400  # between the first difference and the last; more of them are one piece: comparing 4,000 like ones takes 6 s
CONTEXT = 3


@dataclass(frozen=True, slots=True)
class DiffLine:
    """A line of a difference. sign: "+", "-", " ", or "@" for where it is."""

    sign: str
    text: str


def unified(old: bytes, new: bytes, name: str) -> str:
    """Return a unified diff, "" when there is none. Bytes that are no UTF-8 are written in hex, hidden characters as escapes."""
    lines = diff_lines(old, new)
    if not lines:
        return ""
    body = [line.text if line.sign == "@" else line.sign + line.text for line in lines]
    return "\n".join([f"--- {one_line(name)}", f"+++ {one_line(name)}", *body]) + "\n"


def diff_lines(old: bytes, new: bytes) -> list[DiffLine]:
    """Return the lines that differ with those around them; line ends count, and are told where only they differ."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    if before == after:
        return []
    out: list[DiffLine] = []
    for group in _groups(before, after):
        first, last = group[0], group[-1]
        out.append(DiffLine("@", f"@@ -{_span(first[1], last[2])} +{_span(first[3], last[4])} @@"))
        for tag, i1, i2, j1, j2 in group:
            if tag == "equal":
                out += [DiffLine(" ", _shown(line)) for line in before[i1:i2]]
                continue
            out += [line for text in before[i1:i2] for line in _lines("-", text)]
            out += [line for text in after[j1:j2] for line in _lines("+", text)]
    return out


def _groups(before: list[bytes], after: list[bytes]) -> list[list[tuple[str, int, int, int, int]]]:
    least = min(len(before), len(after))
    head = next((i for i in range(least) if before[i] != after[i]), least)
    tail = next((i for i in range(least - head) if before[-1 - i] != after[-1 - i]), least - head)
    start, more = max(head - CONTEXT, 0), min(tail, CONTEXT)
    i2, j2 = len(before) - tail, len(after) - tail
    if max(i2, j2) - head <= EXACT_LINES:
        matcher = difflib.SequenceMatcher(None, before[start : i2 + more], after[start : j2 + more], autojunk=False)
        return [
            [(tag, i + start, j + start, k + start, m + start) for tag, i, j, k, m in group]
            for group in matcher.get_grouped_opcodes(CONTEXT)
        ]
    return [
        [
            ("equal", start, head, start, head),
            ("replace", head, i2, head, j2),
            ("equal", i2, i2 + more, j2, j2 + more),
        ]
    ]


def _span(start: int, stop: int) -> str:
    """Return a range as diff writes it: from 1, an empty one from the line before it."""
    count = stop - start
    return f"{start + 1 if count else start},{count}"


def _lines(sign: str, line: bytes) -> list[DiffLine]:
    said = [DiffLine(sign, _shown(line))]
    if not line.endswith((b"\n", b"\r")):
        said.append(DiffLine("\\", " No newline at end of file"))
    return said


def _shown(line: bytes) -> str:
    return one_line(line.rstrip(b"\r\n").decode("utf-8", "backslashreplace").replace("\t", "    "))
