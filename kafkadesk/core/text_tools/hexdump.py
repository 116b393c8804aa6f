"""Bytes as lines of 16: offset, hexadecimal, text; and what somebody looks for among them."""

import re

WIDTH = 16
FIRST_PRINTED, LAST_PRINTED = 0x20, 0x7E
PAIRS = re.compile(r"(?:0x)?([0-9a-fA-F]{2}(?:\s*[0-9a-fA-F]{2})*)")
SEARCH_STEP = 1024 * 1024  # bytes looked through before the caller is given a turn


def line_count(size: int) -> int:
    """Return how many lines that many bytes take."""
    return -(-size // WIDTH)


def offset_digits(size: int) -> int:
    """Return how many hexadecimal digits the offsets of that many bytes take: an even number, 4 at least."""
    digits = len(f"{max(0, size - 1):x}")
    return max(4, digits + digits % 2)


def hex_text(data: bytes) -> str:
    """Return "de ad be ef"."""
    return data.hex(" ")


def side_text(data: bytes) -> str:
    """Return the bytes as ASCII, with a dot for each that is no visible ASCII."""
    return "".join(chr(b) if FIRST_PRINTED <= b <= LAST_PRINTED else "·" for b in data)


def wanted_bytes(query: str) -> bytes:
    """Return the bytes that a search is for: "0xdead" and "de ad" are bytes, all else is text in UTF-8."""
    query = query.strip() if query.strip().startswith("0x") else query
    found = PAIRS.fullmatch(query.strip())
    if found is not None and (query.startswith("0x") or " " in query.strip()):
        return bytes.fromhex(found[1])
    return query.encode("utf-8", "surrogatepass")
