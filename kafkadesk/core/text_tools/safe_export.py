"""What a file that leaves the program must be safe against: spreadsheets that run cells, and names that are no names."""

import re
import unicodedata

# A spreadsheet takes a cell that begins with one of these for a formula (OWASP ASVS 1.2.10, "CSV Injection"); the full-width
# forms are taken so by some in East Asian languages.
FORMULA_SIGNS = frozenset("=+-@＝＋－＠")
GUARD = "'"
NEEDS_QUOTES = re.compile(r'[",\r\n\t\0;]|^\s|\s$|^$')

MAX_NAME_BYTES = 120  # of UTF-8: room for a date, an ending and the folder below every file system's 255
RESERVED = re.compile(r"(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(COM|LPT)[0-9¹²³])\s*(\..*)?$", re.IGNORECASE)  # Windows, with any ending
NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*%~]')
INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})  # control, format (bidi), lone surrogates, unassigned


def csv_cell(text: str) -> str:
    """Return one cell of a CSV line (RFC 4180), one that no spreadsheet runs: what could be a formula gets a ' in front.

    The ' stays in the cell: CSV is for spreadsheets; JSONL is the lossless form.
    """
    if _could_run(text):
        text = GUARD + text
    return '"' + text.replace('"', '""') + '"' if NEEDS_QUOTES.search(text) else text


def csv_line(*cells: str) -> str:
    """Return one line of a CSV file, without its end (which is CR LF). Only for text: a plain number needs no guard."""
    return ",".join(map(csv_cell, cells))


def safe_name(text: str, *, fallback: str = "export") -> str:
    """Return a file name, without folder and ending, that every system takes: from a topic, say. Never empty, never two dots."""
    visible = "".join("_" if unicodedata.category(c) in INVISIBLE else c for c in unicodedata.normalize("NFC", text))
    name = NOT_IN_NAMES.sub("_", visible).strip(" .")
    name = name.encode()[:MAX_NAME_BYTES].decode(errors="ignore").strip(" .")
    if RESERVED.match(name):
        name = f"_{name}"
    return name if name.strip("_") else fallback


def _could_run(text: str) -> bool:
    """Whether a spreadsheet could take the text for a formula: it begins so, if need be after what an import strips."""
    if not text:
        return False
    first = next((c for c in text if not (c.isspace() or unicodedata.category(c) in INVISIBLE)), "")
    return text[0] in "\t\r\n\0" or first in FORMULA_SIGNS
