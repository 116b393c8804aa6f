"""A profile's name map: by which IP KafkaDesk reaches a broker whose advertised name this PC does not know.

It travels inside a URL, because the library lets a client choose its sockets by one (transport/sockets.py).
"""

from collections.abc import Iterable, Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit

SCHEME = "kafkadesk"

Pairs = tuple[tuple[str, str], ...]  # (advertised name, IP)


def map_url(pairs: Iterable[tuple[str, str]]) -> str:
    """Return the URL that stands for a name map."""
    return f"{SCHEME}://?{urlencode(list(pairs))}"


def map_of(url: str) -> Mapping[str, str]:
    """Return IPs by name, as `address_of` wants them; what map_url wrote."""
    return mapping(parse_qsl(urlsplit(url).query))


def mapping(pairs: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Return IPs by name in small letters, as names are compared."""
    return {_plain(name): ip for name, ip in pairs}


def address_of(names: Mapping[str, str], host: str) -> str:
    """Return where to connect for a host: its IP in the map, or itself."""
    return names.get(_plain(host), host)


def _plain(name: str) -> str:
    return name.lower().rstrip(".")
