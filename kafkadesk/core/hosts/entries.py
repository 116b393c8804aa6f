"""`IP name` as people type and paste it -> entries of a hosts file or of a profile's name map, or a sentence on what is wrong.

The one place that knows which addresses and names are taken: the window, the command line, the name map and the elevated
helper ask it. Only the standard library is needed, because the helper may import nothing else.
"""

import functools
import ipaddress
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kafkadesk.core.errors import InputError
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.core.text_tools.printable import printable, shortened

MAX_ENTRIES = 64  # at a time: as many as the elevated helper's command line carries
MAX_NAME = 253  # characters of a whole host name
MAX_LABEL = 63  # characters between two dots of it
MAX_TEXT = 64 * 1024  # characters of pasted lines: far beyond what MAX_ENTRIES lines need
NAMED = 6  # faults that are spelt out; of the others the number is told

# Windows updates, sign-in and its test for Internet access: whoever holds these names holds the PC. Malware takes them over, and
# virus scanners undo a hosts file that names them (Microsoft Defender: SettingsModifier:Win32/HostsFileHijack).
DENIED = frozenset(
    [
        "microsoft.com",
        "windows.com",
        "windowsupdate.com",
        "microsoftonline.com",
        "live.com",
        "msftconnecttest.com",
        "msftncsi.com",
        "office.com",
    ]
)
# Last parts that nobody owns on the Internet (RFC 2606, RFC 6762 appendix G, ICANN's .internal) or that clusters use inside.
PRIVATE = frozenset(["corp", "example", "home", "internal", "intranet", "invalid", "lan", "local", "localdomain", "private", "svc", "test"])
THIS_NETWORK = ipaddress.IPv4Network("0.0.0.0/8")
BROADCAST = ipaddress.IPv4Address("255.255.255.255")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True, order=True)
class HostEntry:
    """A name and the address it is to have. Both were checked, by check_ip and check_name."""

    ip: str
    name: str

    @property
    def family(self) -> int:
        """4 or 6. A name can have one address of each in a hosts file."""
        return 6 if ":" in self.ip else 4

    @property
    def key(self) -> tuple[str, int]:
        """What can be there once: the name without regard to case, and the family."""
        return self.name.lower(), self.family

    @property
    def line(self) -> str:
        """The entry as a line, without its end."""
        return f"{self.ip} {self.name}"


def check_ip(text: str) -> str:
    """Return an IPv4 or IPv6 address in its usual form; raise InputError when it is none, or none that a broker can have."""
    ip = text.strip(" \t")
    shown = {"ip": shortened(ip)}
    if not ip:
        raise InputError(Text(QT_TRANSLATE_NOOP("core", "The IP address is missing.")), _example())
    if "%" in ip:
        raise InputError(
            Text(QT_TRANSLATE_NOOP("core", "“{ip}” has a zone (what follows “%”): it would mean something else on another PC."), shown),
            Text(QT_TRANSLATE_NOOP("core", "Use an address without “%”.")),
        )
    try:
        address: Address = ipaddress.ip_address(ip)
    except ValueError:
        raise InputError(Text(QT_TRANSLATE_NOOP("core", "“{ip}” is not an IP address."), shown), _address_hint(ip)) from None
    bare = _bare(address)
    if bare.is_unspecified or (bare.version == 4 and bare in THIS_NETWORK):
        raise InputError(
            Text(QT_TRANSLATE_NOOP("core", "“{ip}” is the address of no computer: a server listens there on all of its own."), shown),
            Text(QT_TRANSLATE_NOOP("core", "Use the address at which this PC reaches the broker.")),
        )
    if bare.is_multicast or bare == BROADCAST:
        raise InputError(
            Text(QT_TRANSLATE_NOOP("core", "“{ip}” is a multicast or broadcast address: many computers have it, not one broker."), shown)
        )
    return str(address)


def is_loopback(ip: str) -> bool:
    """Whether the address is this PC itself (127.x.x.x, ::1): worth a warning before it is mapped."""
    return _bare(ipaddress.ip_address(ip)).is_loopback


def is_public(name: str) -> bool:
    """Whether a name could belong to somebody on the Internet: to map it deserves a second look. Rather asked once too often."""
    last = name.lower().rpartition(".")[2]
    return "." in name and last not in PRIVATE


def check_name(text: str, *, this_pc: str = "") -> str:
    """Return a host name in ASCII (an international one as xn--…); raise InputError that says what is wrong with it.

    this_pc: the name of this computer, which must not be sent elsewhere. Upper and lower case stay as they are.
    """
    name = text.strip(" \t")
    shown = {"name": shortened(name)}
    if not name:
        raise InputError(Text(QT_TRANSLATE_NOOP("core", "The name is missing.")), _example())
    ascii_name = name if name.isascii() else _punycode(name)
    _check_form(ascii_name, shown)
    lower = ascii_name.lower()
    if lower == "localhost" or lower.endswith(".localhost"):
        raise InputError(
            Text(QT_TRANSLATE_NOOP("core", "“{name}” always means this PC itself; it cannot be given to a broker."), shown),
            Text(QT_TRANSLATE_NOOP("core", "A broker that advertises localhost must be corrected by its owner: advertised.listeners.")),
        )
    if this_pc and lower in (this_pc.lower(), this_pc.lower().partition(".")[0]):
        raise InputError(Text(QT_TRANSLATE_NOOP("core", "“{name}” is the name of this PC; other programs rely on it."), shown))
    if any(lower == denied or lower.endswith(f".{denied}") for denied in DENIED):
        raise InputError(
            Text(QT_TRANSLATE_NOOP("core", "“{name}” is a name that Windows itself needs, for updates or to sign in."), shown),
            Text(QT_TRANSLATE_NOOP("core", "KafkaDesk does not map it: virus scanners take that for an attack.")),
        )
    return ascii_name


def shown_name(name: str) -> str:
    """Return a name for a reader: an international one both ways, “xn--bcher-kva.example (bücher.example)”."""
    if "xn--" not in name.lower():
        return name
    try:
        readable = name.encode("ascii").decode("idna")
    except UnicodeError:
        return name
    return name if readable == name or not readable.isprintable() else f"{name} ({readable})"


def parse_entries(text: str, *, this_pc: str = "") -> tuple[HostEntry, ...]:
    """Return the entries of lines `IP name [name…]`, as in a hosts file; raise InputError that names each wrong line.

    Empty lines and comments (from “#” on) are passed over; what is said twice is taken once. line of the error: the first wrong one.
    """
    if len(text) > MAX_TEXT:
        raise InputError(
            Text(QT_TRANSLATE_NOOP("core", "This is too long: at most {limit} entries at a time are accepted."), {"limit": MAX_ENTRIES}),
            Text(QT_TRANSLATE_NOOP("core", "Paste only the lines of your brokers.")),
        )
    entries: dict[tuple[str, int], HostEntry] = {}
    faults: list[tuple[int, InputError]] = []
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        try:
            for entry in _read_line(line, this_pc):
                _add(entries, entry)
        except InputError as error:
            faults.append((number, error))
    if faults:
        raise _joined(faults, alone=len(text.splitlines()) == 1)
    if not entries:
        raise InputError(Text(QT_TRANSLATE_NOOP("core", "There is no entry here.")), _example())
    if len(entries) > MAX_ENTRIES:
        raise InputError(
            Text(
                QT_TRANSLATE_NOOP("core", "These are {n} entries; at most {limit} at a time are accepted."),
                {"n": len(entries), "limit": MAX_ENTRIES},
            )
        )
    return tuple(entries.values())


def check_entries(pairs: Iterable[tuple[str, str]], *, this_pc: str = "") -> tuple[HostEntry, ...]:
    """Return the entries of (IP, name) pairs, with the same rules as parse_entries."""
    entries: dict[tuple[str, int], HostEntry] = {}
    for ip, name in pairs:
        _add(entries, HostEntry(check_ip(ip), check_name(name, this_pc=this_pc)))
    if len(entries) > MAX_ENTRIES:
        raise InputError(
            Text(
                QT_TRANSLATE_NOOP("core", "These are {n} entries; at most {limit} at a time are accepted."),
                {"n": len(entries), "limit": MAX_ENTRIES},
            )
        )
    return tuple(entries.values())


def _add(entries: dict[tuple[str, int], HostEntry], entry: HostEntry) -> None:
    """Take an entry up; raise InputError when its name has another address already."""
    known = entries.setdefault(entry.key, entry)
    if known.ip != entry.ip:
        raise InputError(
            Text(
                QT_TRANSLATE_NOOP("core", "“{name}” has two addresses here, {first} and {second}: only the first would count."),
                {"name": entry.name, "first": known.ip, "second": entry.ip},
            )
        )


def _read_line(line: str, this_pc: str) -> list[HostEntry]:
    words = [word for word in re.split(r"[ \t]+", line.partition("#")[0]) if word]
    if not words:
        return []
    for word in words:
        if hidden := next((char for char in word if not char.isprintable() or char.isspace()), None):
            raise InputError(
                Text(
                    QT_TRANSLATE_NOOP("core", "“{word}” contains the invisible character {char}."),
                    {"word": shortened(word), "char": printable(hidden)},
                ),
                Text(QT_TRANSLATE_NOOP("core", "Type it instead of pasting it.")),
            )
    if len(words) > 1 and not _is_ip(words[0]) and _is_ip(words[-1]):
        for name in words[:-1]:
            check_name(name, this_pc=this_pc)  # no line is recommended that would be wrong too
        raise InputError(
            Text(
                QT_TRANSLATE_NOOP("core", "The IP address comes first: “{line}”."), {"line": shortened(" ".join([words[-1], *words[:-1]]))}
            )
        )
    ip = check_ip(words[0])
    if len(words) == 1:
        raise InputError(Text(QT_TRANSLATE_NOOP("core", "“{ip}” has no name after it."), {"ip": ip}), _example())
    return [HostEntry(ip, check_name(word, this_pc=this_pc)) for word in words[1:]]


def _check_form(name: str, shown: Mapping[str, object]) -> None:
    """Raise InputError when an ASCII name is no host name of letters, digits, “-” and “_”."""
    if wrong := re.search(r"[^A-Za-z0-9_.-]", name):
        what = Text(QT_TRANSLATE_NOOP("core", "a space")) if wrong[0] == " " else f"“{printable(wrong[0])}”"
        raise InputError(
            Text(QT_TRANSLATE_NOOP("core", "“{name}”: a host name cannot contain {what}."), {**shown, "what": what}),
            Text(QT_TRANSLATE_NOOP("core", "A name goes without port and without http://: kafka-node-1")) if wrong[0] in ":/" else None,
        )
    if name.endswith("."):
        raise InputError(Text(QT_TRANSLATE_NOOP("core", "“{name}” ends with a dot: leave that out."), shown))
    labels = name.split(".")
    if "" in labels:
        raise InputError(Text(QT_TRANSLATE_NOOP("core", "“{name}” has nothing between two dots."), shown))
    if _is_ip(name) or not re.search(r"[A-Za-z]", name) or labels[-1].isdigit():
        raise InputError(Text(QT_TRANSLATE_NOOP("core", "“{name}” is a number, not a name."), shown), _example())
    if any(len(label) > MAX_LABEL for label in labels):
        raise InputError(
            Text(QT_TRANSLATE_NOOP("core", "“{name}”: a part of it is longer than {limit} characters."), {**shown, "limit": MAX_LABEL})
        )
    if len(name) > MAX_NAME:
        raise InputError(Text(QT_TRANSLATE_NOOP("core", "“{name}” is longer than {limit} characters."), {**shown, "limit": MAX_NAME}))
    if any(label.startswith("-") or label.endswith("-") for label in labels):
        raise InputError(Text(QT_TRANSLATE_NOOP("core", "“{name}”: a part of it begins or ends with “-”."), shown))


def _punycode(name: str) -> str:
    try:
        return name.encode("idna").decode("ascii")
    except UnicodeError:
        raise InputError(
            Text(QT_TRANSLATE_NOOP("core", "“{name}” is not a valid international host name."), {"name": shortened(name)})
        ) from None


def _bare(address: Address) -> Address:
    """Return the IPv4 address inside ::ffff:a.b.c.d, any other as it is."""
    return address.ipv4_mapped or address if isinstance(address, ipaddress.IPv6Address) else address


def _is_ip(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def _example() -> Text:
    return Text(QT_TRANSLATE_NOOP("core", "Write the address, then the name: 192.168.23.200 kafka-node-1"))


def _address_hint(ip: str) -> Text:
    if re.fullmatch(r"[0-9.]+:[0-9]+|\[.*", ip):
        return Text(QT_TRANSLATE_NOOP("core", "Write it without port and brackets: 192.168.23.200"))
    if re.fullmatch(r"[0-9.]*\.?0[0-9][0-9.]*", ip):
        return Text(QT_TRANSLATE_NOOP("core", "Write the numbers without leading zeros: 10.0.0.5"))
    return _example()


def _joined(faults: list[tuple[int, InputError]], *, alone: bool) -> InputError:
    """Return one error for all lines; with one line there is no number to tell."""
    line, first = faults[0]
    if alone:
        return InputError(first.title, first.hint, line=line)
    said = [Text(QT_TRANSLATE_NOOP("core", "Line {n}: {fault}"), {"n": number, "fault": error.title}) for number, error in faults[:NAMED]]
    if len(faults) > NAMED:
        said.append(Text(QT_TRANSLATE_NOOP("core", "And {n} more."), {"n": len(faults) - NAMED}))
    title = functools.reduce(lambda a, b: Text(QT_TRANSLATE_NOOP("core", "{first} {more}"), {"first": a, "more": b}), said)
    return InputError(title, first.hint if len(faults) == 1 else None, line=line)
