"""Which bracket belongs to which, in JSON that may still be half typed."""

import re

from kafkadesk.core.jsontext.tokens import CLOSING

LOOKED_AT = 300_000  # characters of a text: in a longer one nobody waits for brackets
PARTS = re.compile(r'\{\{.*?\}\}|"(?:[^"\\\n]|\\.)*"?|[{}\[\]]')  # no string goes on behind a line's end


def partner(text: str, at: int) -> int | None:
    """Return where the bracket stands that belongs to the one at `at`; None: there is none, or it is in a string or a template."""
    if not 0 <= at < len(text) <= LOOKED_AT or text[at] not in "{}[]":
        return None
    open_at: list[int] = []
    for part in PARTS.finditer(text):
        if part[0] in CLOSING:
            open_at.append(part.start())
        elif part[0] in ("}", "]"):
            begin = open_at.pop() if open_at else None
            matches = begin is not None and CLOSING[text[begin]] == part[0]
            if part.start() == at:
                return begin if matches else None
            if begin == at:
                return part.start() if matches else None
    return None
