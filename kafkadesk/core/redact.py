"""Secrets out of text: before it is logged, shown in a report, or written to a file."""

import re
from collections.abc import Iterable

MASK = "***"
# No pattern begins with an unbounded run: on a line of a million letters that would take minutes.
_NAMED = r"(?:password|passwd|passphrase|secret|token|auth_bytes|api[_-]?key|credentials?)[\w.-]{0,60}"
_QUOTED = r"b?'(?:\\.|[^'\\])*'|b?\"(?:\\.|[^\"\\])*\""
# kafka-python writes the SASL password in clear at DEBUG, in three places, and puts a misspelt option into an error.
_VALUE = re.compile(rf"(?i)({_NAMED}['\"]?\s*[:=]\s*)({_QUOTED}|[^\s,;)}}\]]+)")
_USER_INFO = re.compile(r"(://[^\s/:@]{1,200}:)[^\s/@]+(@)")
_BEARER = re.compile(r"(?i)\b(bearer|basic)(\s+)[\w.~+/=-]{8,}")


def redacted(text: str, secrets: Iterable[str] = ()) -> str:
    """Return the text with these secrets, and the value of anything named like one, masked."""
    for secret in secrets:
        text = text.replace(secret, MASK)
    text = _VALUE.sub(rf"\1{MASK}", text)
    text = _USER_INFO.sub(rf"\1{MASK}\2", text)
    return _BEARER.sub(rf"\1\2{MASK}", text)
