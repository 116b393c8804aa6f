"""Bootstrap servers as people type and paste them -> (host, port), or a sentence for each token that is wrong.

The library takes "h:9092," "http://h:9092" and port 99999 without a word and fails later, elsewhere; so the text is read here.
"""

import functools
import ipaddress
import re
from collections.abc import Iterable
from typing import NoReturn

from kafkadesk.core.errors import AddressError
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.core.text_tools.printable import printable, shortened

MAX_HOST = 253  # characters of a whole host name
MAX_LABEL = 63  # characters between two dots of it
NAMED = 6  # faults that are spelt out; of the others the number is told

# What stands before the servers where they were copied from: Python, Java properties, YAML, a command line.
PASTED = re.compile(r"""^(?:[\w.]+\s*\(\s*)?(?:["']?bootstrap[._]servers["']?\s*(?:=|:(?=[\s"'\[]))|--bootstrap-servers?(?:=|\s))\s*""")
CLOSING = {"[": "]", "(": ")", "{": "}"}
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+._-]*://")
LABEL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")
WIDE = {"：": ":", "，": ",", "、": ",", "；": ",", "。": ".", "［": "[", "］": "]"}


def parse_bootstrap(text: str) -> tuple[tuple[str, int], ...]:
    """Return (host, port) of each server in host:port[,host:port]; raise AddressError that names each wrong token.

    Also taken: what was pasted as bootstrap_servers=["h:9092", 'x:1'], one server a line, servers separated by spaces,
    IPv6 in brackets, and international names, which come back in their ASCII form.
    """
    servers: list[tuple[str, int]] = []
    faults: list[Text] = []
    tokens = _tokens(text)
    for i, token in enumerate(tokens):
        try:
            servers.append(_read(token) if token else _empty(tokens, i))
        except AddressError as error:
            faults.append(error.title)
    if not servers and not faults:
        faults.append(Text(QT_TRANSLATE_NOOP("core", "There is no server here.")))
    if faults:
        raise AddressError(
            _joined(faults), Text(QT_TRANSLATE_NOOP("core", "Type host:port, with commas between servers: kafka-1:9092,kafka-2:9092"))
        )
    return tuple(servers)


def format_bootstrap(servers: Iterable[tuple[str, int]]) -> str:
    """Return servers as parse_bootstrap reads them: host:port[,host:port], IPv6 in brackets."""
    return ",".join(f"[{host}]:{port}" if ":" in host else f"{host}:{port}" for host, port in servers)


def _tokens(text: str) -> list[str]:
    """Return what stands between commas and line breaks; an empty one where a comma has nothing beside it."""
    body, is_list = _unwrapped(text.strip())
    if not body:
        return []
    if is_list and body.endswith(","):
        body = body[:-1]  # Python allows a comma after the last one
    tokens: list[str] = []
    for part in re.split(r",(?:[ \t]*\r?\n)?", body):
        lines = [line.strip() for line in part.splitlines() if line.strip()]
        tokens += [token for line in lines for token in _spaced(line)] or [""]
    return [_unquoted(token) for token in tokens]


def _spaced(line: str) -> list[str]:
    """Return the servers of a line with only spaces between them; the line as it is when it is anything else."""
    pieces = [piece for piece in line.split(" ") if piece]
    return pieces if all(":" in piece.strip(":\"'") for piece in pieces) else [line]


def _unwrapped(text: str) -> tuple[str, bool]:
    """Return the servers of a pasted setting without what is around them, and whether they stood in a list."""
    if found := PASTED.match(text):
        text = text[found.end() :].strip()
        if text[:1] in ('"', "'") and (end := text.find(text[0], 1)) > 0:
            text = text[: end + 1]  # other arguments may follow
        elif text[:1] in CLOSING and (closed := _closed_at(text)) is not None and text[closed + 1 : closed + 2] != ":":
            text = text[: closed + 1]
        text = text.rstrip(" ,)};") if text[-1:] in ",)};" else text
    if text[:1] in CLOSING and _closed_at(text) == len(text) - 1 and not _is_ipv6(text[1:-1]):
        return text[1:-1].strip(), True
    return _unquoted(text), False


def _closed_at(text: str) -> int | None:
    """Return where the bracket that opens `text` is closed."""
    depth = 0
    for i, char in enumerate(text):
        depth += (char in CLOSING) - (char in CLOSING.values())
        if depth == 0:
            return i
    return None


def _unquoted(token: str) -> str:
    inner = token[1:-1]
    return inner.strip() if len(token) > 1 and token[0] == token[-1] and token[0] in "\"'" and token[0] not in inner else token


def _empty(tokens: list[str], i: int) -> NoReturn:
    if i > 0 and tokens[i - 1]:
        raise _fault(Text(QT_TRANSLATE_NOOP("core", "“{token},” has an empty server after the comma."), {"token": _short(tokens[i - 1])}))
    beside = _short(tokens[i + 1]) if i + 1 < len(tokens) else ""
    raise _fault(Text(QT_TRANSLATE_NOOP("core", "“,{token}” has an empty server before the comma."), {"token": beside}))


def _read(token: str) -> tuple[str, int]:
    """Return the server of one token, or raise AddressError with one sentence: first for what is odd about its text."""
    shown = {"token": _short(token)}
    if scheme := SCHEME.match(token):
        raise _fault(Text(QT_TRANSLATE_NOOP("core", "“{token}” begins with {scheme}: leave that out."), {**shown, "scheme": scheme[0]}))
    if ";" in token:
        raise _fault(Text(QT_TRANSLATE_NOOP("core", "“{token}” has a “;”: separate servers by commas."), shown))
    if wide := next((char for char in token if char in WIDE), None):
        what = {**shown, "wide": wide, "plain": WIDE[wide]}
        raise _fault(Text(QT_TRANSLATE_NOOP("core", "“{token}” has a full-width “{wide}”: type “{plain}”."), what))
    if "\t" in token:
        raise _fault(Text(QT_TRANSLATE_NOOP("core", "“{token}” contains a tab."), shown))
    if " " in token:
        raise _fault(Text(QT_TRANSLATE_NOOP("core", "“{token}” contains a space."), shown))
    if hidden := next((char for char in token if printable(char) != char), None):
        raise _fault(
            Text(QT_TRANSLATE_NOOP("core", "“{token}” contains the invisible character {char}."), {**shown, "char": printable(hidden)})
        )
    return _server(token)


def _server(token: str) -> tuple[str, int]:
    if token.startswith("["):
        host, bracket, rest = token[1:].partition("]")
        if not bracket or not _is_ipv6(host):
            raise _fault(Text(QT_TRANSLATE_NOOP("core", "“{token}” is not an IPv6 address in brackets."), {"token": _short(token)}))
        if not rest.startswith(":"):
            raise _no_port(token)
        return host, _port(token, rest[1:])
    host, colon, port = token.rpartition(":")
    if _is_ipv6(token) or ":" in host:
        raise _fault(
            Text(
                QT_TRANSLATE_NOOP("core", "“{token}” has several colons: write host:port, and an IPv6 address as [::1]:9092."),
                {"token": _short(token)},
            )
        )
    if not colon:
        raise _no_port(token)
    if not host:
        raise _fault(Text(QT_TRANSLATE_NOOP("core", "“{token}” has no host before the colon."), {"token": _short(token)}))
    return _host(token, host), _port(token, port)


def _port(token: str, port: str) -> int:
    if not port:
        raise _no_port(token)
    if not (port.isascii() and port.isdigit()):
        raise _fault(
            Text(QT_TRANSLATE_NOOP("core", "“{token}”: “{port}” is not a port number."), {"token": _short(token), "port": _short(port)})
        )
    if not (len(port) < 10 and 1 <= int(port) <= 65_535):
        raise _fault(Text(QT_TRANSLATE_NOOP("core", "“{token}”: a port is a number from 1 to 65535."), {"token": _short(token)}))
    return int(port)


def _no_port(token: str) -> AddressError:
    return _fault(Text(QT_TRANSLATE_NOOP("core", "“{token}” has no port. Kafka's usual one is 9092."), {"token": _short(token)}))


def _host(token: str, host: str) -> str:
    """Return the host in ASCII, or raise what is wrong with it: otherwise the library meets a bare UnicodeError while connecting."""
    labels = host.removesuffix(".").split(".")
    shown = {"token": _short(token)}
    if "" in labels:
        raise _fault(Text(QT_TRANSLATE_NOOP("core", "“{token}”: the host name has nothing between two dots."), shown))
    if labels[-1].isascii() and labels[-1].isdigit():
        if not _is_ipv4(host):
            raise _fault(Text(QT_TRANSLATE_NOOP("core", "“{token}” is not a valid IPv4 address."), shown))
        return host
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            raise _fault(Text(QT_TRANSLATE_NOOP("core", "“{token}” is not a valid international host name."), shown)) from None
        labels = host.removesuffix(".").split(".")
    if any(len(label) > MAX_LABEL for label in labels):
        raise _fault(
            Text(
                QT_TRANSLATE_NOOP("core", "“{token}”: a part of the host name is longer than {limit} characters."),
                {**shown, "limit": MAX_LABEL},
            )
        )
    if len(host) > MAX_HOST:
        raise _fault(
            Text(QT_TRANSLATE_NOOP("core", "“{token}”: the host name is longer than {limit} characters."), {**shown, "limit": MAX_HOST})
        )
    for label in labels:
        if wrong := re.search(r"[^A-Za-z0-9_-]", label):
            raise _fault(
                Text(QT_TRANSLATE_NOOP("core", "“{token}”: a host name cannot contain “{char}”."), {**shown, "char": printable(wrong[0])})
            )
        if not LABEL.fullmatch(label):
            raise _fault(Text(QT_TRANSLATE_NOOP("core", "“{token}”: a part of the host name begins or ends with “-”."), shown))
    return host


def _is_ipv4(host: str) -> bool:
    try:
        ipaddress.IPv4Address(host)
    except ValueError:
        return False
    return True


def _is_ipv6(host: str) -> bool:
    try:
        ipaddress.IPv6Address(host)
    except ValueError:
        return False
    return True


def _fault(title: Text) -> AddressError:
    return AddressError(title)


def _short(token: str) -> str:
    return shortened(token.replace("\t", "→"))


def _joined(faults: list[Text]) -> Text:
    named = faults[:NAMED]
    if len(faults) > NAMED:
        named.append(Text(QT_TRANSLATE_NOOP("core", "And {n} more."), {"n": len(faults) - NAMED}))
    return functools.reduce(lambda first, more: Text(QT_TRANSLATE_NOOP("core", "{first} {more}"), {"first": first, "more": more}), named)
