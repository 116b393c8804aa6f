"""Secrets out of text: before it is logged, shown in a report, or written to a file.

Two nets: what the app knows to be a secret is masked wherever it stands, however it is written; and what is named like one, or looks
like one, is masked though nobody knows it. Rather too much than too little: a value without quotes is masked to the end of its line.
"""

import base64
import json
import re
import threading
from collections.abc import Iterable
from urllib.parse import quote, quote_plus

MASK = "***"
LEAST_SECRET = 4  # characters; masking every "a" would tell more than it hides
# No pattern begins with an unbounded run, and none looks for an end that may not come more than once a line: on a line of a million
# letters that would take minutes.
_NAMED = (
    r"(?:pass[ _-]?word|passwd|pass[ _-]?phrase|(?<![a-z])pwd|\bpass\b|secret|token|auth_bytes|authorization|(?:api|access|private|keystore)[._-]?key"
    r"|credentials?|user[._]info|jaas[._]config)[\w.-]{0,60}"
)
_QUOTED = r"b?'(?:\\.|''|[^'\\])*(?:'|\Z)|b?\"(?:\\.|\"\"|[^\"\\])*(?:\"|\Z)"  # one that has no end goes to the end of the text
_ESCAPED = r"(?P<mark>\\{1,8}['\"]).*?(?:(?<!\\)(?P=mark)|$)"  # quoted inside what is quoted
_BARE = r"[\[({].*|(?:\\\r?\n|[^\n])*?(?=[,;&]\s{0,9}['\"]?[\w.-]{1,80}['\"]?\s{0,9}[=:]|$)"  # up to the next name, else the whole line
_BETWEEN = r"(?:\\{0,8}['\"])?\s{0,99}(?:=>|:=|[:=])[ \t]*(?:\r?\n\s{0,99}(?=b?\\{0,8}['\"]))?|\\{0,8}['\"]\s{0,99},\s{0,99}"
# kafka-python writes the SASL password in clear at DEBUG, in three places, and puts a misspelt option into an error.
_VALUE = re.compile(rf"(?im)({_NAMED}(?:{_BETWEEN}))(?:{_QUOTED}|{_ESCAPED}|{_BARE})")
_ARGUMENT = re.compile(rf"(?i)(--[\w.-]{{0,40}}{_NAMED}\s{{1,9}})(?:{_QUOTED}|\S+)")
_ELEMENT = re.compile(rf"(?i)(<[\w.:-]{{0,40}}{_NAMED}[^>\n]{{0,99}}>)[^<]+")
_PEM = re.compile(r"(?s)-----BEGIN ([A-Z0-9 ]{1,40})-----.*?(?:-----END [A-Z0-9 ]{1,40}-----|\Z)")
_PEM_LINE = re.compile(r"(?m)^[ \t]{0,40}[A-Za-z0-9+/]{60,80}={0,2}$")  # where a key came line by line
_USER_INFO = re.compile(r"(://)[^\s'\"]{1,300}(@)")
_BEARER = re.compile(r"(?i)\b(bearer|basic)(\s{1,9})[^\s,;'\"]{8,}")
_JWT = re.compile(r"\beyJ[\w-]{8,}\.[\w-]{1,}(?:\.[\w-]*)?")

_lock = threading.Lock()
_known: tuple[str, ...] = ()


def conceal(secret: str) -> None:
    """Mask this text, also quoted, escaped or in base64, wherever redacted() meets it in this process from now on. Thread: any."""
    global _known  # noqa: PLW0603  # what is secret is so for the whole process, whoever logs
    if len(secret) >= LEAST_SECRET:
        with _lock:
            _known = _longest_first({*_known, *_forms(secret)})


def redacted(text: str, secrets: Iterable[str] = ()) -> str:
    """Return the text with the known secrets, these, and the value of anything named like one, masked."""
    for secret in (*_longest_first(secrets), *_known):
        text = text.replace(secret, MASK)
    text = _PEM.sub(rf"-----BEGIN \1-----{MASK}-----END \1-----", text)
    text = _PEM_LINE.sub(MASK, text)
    text = _ELEMENT.sub(rf"\1{MASK}", text)
    text = _VALUE.sub(rf"\1{MASK}", text)
    text = _ARGUMENT.sub(rf"\1{MASK}", text)
    text = _USER_INFO.sub(rf"\1{MASK}\2", text)
    text = _BEARER.sub(rf"\1\2{MASK}", text)
    return _JWT.sub(MASK, text)


def _longest_first(texts: Iterable[str]) -> tuple[str, ...]:
    """Return them so that one that holds another is masked as a whole."""
    return tuple(sorted(texts, key=lambda text: (-len(text), text)))


def _forms(secret: str) -> set[str]:
    """Return a secret in the ways in which programs write it."""
    raw = secret.encode("utf-8", "surrogatepass")
    forms = {secret, json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1], repr(secret)[1:-1], repr(raw)[2:-1]}
    forms |= {quote(raw), quote(raw, safe=""), quote_plus(raw), base64.b64encode(raw).decode(), base64.urlsafe_b64encode(raw).decode()}
    return {form for form in forms if len(form) >= LEAST_SECRET}
