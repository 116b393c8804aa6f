"""Hosts files that nobody would write, for the property tests: code pages, BOMs, NULs, marker soup, every kind of line end."""

from hypothesis import strategies as st

from kafkadesk.core.hosts.entries import HostEntry
from kafkadesk.core.hosts.file import CLOSE, LIKE_A_MARKER, NO_LINE_END, OPEN

NAMES = ["kafka-1", "kafka-2", "Kafka-1", "k_3.lan", "a.b.example"]
IPS = ["10.0.0.1", "10.0.0.2", "2001:db8::1", "127.0.0.1"]

entries = st.lists(
    st.builds(HostEntry, st.sampled_from(IPS), st.sampled_from(NAMES)), min_size=1, max_size=6, unique_by=lambda entry: entry.key
)
foreign_bodies = st.one_of(
    st.sampled_from(
        [
            b"",
            b" ",
            b"# a comment",
            b"# \xb1\xb8\xb7\xdd",  # GBK
            "# 注释".encode(),
            b"127.0.0.1 localhost",
            b"10.0.0.4\tjenkins # ci",
            b"10.0.0.4 a b c d e f g h i kafka-1",
            b"\xef\xbb\xbf10.0.0.9 kafka-2",
            b"10.0.0.1 xkafka-1 kafka-1x",
            b"garbage",
            b"# KafkaDesk off: 10.0.0.3 kafka-2",
            b"# lines turned off: 0123456789abcdef",
            b"10.0.0.3 " + b"n" * 3000,
        ]
    ),
    st.binary(max_size=30).map(lambda raw: raw.replace(b"\n", b"").replace(b"\0", b"")),
)
about_us = st.builds(lambda ip, name: f"{ip} {name}".encode(), st.sampled_from(IPS), st.sampled_from(NAMES))
markers = st.sampled_from(
    [OPEN, CLOSE, OPEN + b" ", b" " + CLOSE, b"# >>> KafkaDesk v2", b"# <<< kafkadesk v1", NO_LINE_END, OPEN + CLOSE, b"x" + OPEN]
)
ends = st.sampled_from([b"\n", b"\r\n", b"\r", b"\r\r\n"])


def joined(body: st.SearchStrategy[bytes]) -> st.SearchStrategy[bytes]:
    """Return files of such lines; the last may have no line end, the first a BOM."""
    lines = st.lists(st.tuples(body, ends), max_size=12).map(lambda pairs: b"".join(a + b for a, b in pairs))
    return st.tuples(st.sampled_from([b"", b"", b"", b"\xef\xbb\xbf"]), lines, st.one_of(st.just(b""), body)).map(b"".join)


def plain(data: bytes) -> bool:
    """Whether it is a file that must be taken: drawn bytes can happen to be a marker or a UTF-16 mark."""
    return LIKE_A_MARKER.search(data) is None and not data.startswith((b"\xff\xfe", b"\xfe\xff"))


plain_files = joined(foreign_bodies).filter(plain)
files_with_ours = joined(st.one_of(foreign_bodies, about_us)).filter(plain)
soups = joined(st.one_of(foreign_bodies, about_us, markers, st.binary(max_size=20)))
