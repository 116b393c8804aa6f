"""Bootstrap servers: what is taken, and the sentence for each token that is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kafkadesk.core.cluster.address import format_bootstrap, parse_bootstrap
from kafkadesk.core.errors import AddressError

TAKEN = {
    "h:9092": [("h", 9092)],
    " h:9092 , x:1\n": [("h", 9092), ("x", 1)],
    "a:1\nb:2\r\nc:3": [("a", 1), ("b", 2), ("c", 3)],
    "a:1,\nb:2": [("a", 1), ("b", 2)],
    "a:1 b:2": [("a", 1), ("b", 2)],
    "test-kafka:30005": [("test-kafka", 30005)],
    "my_broker.lan.:9092": [("my_broker.lan.", 9092)],
    "10.10.10.1:9092": [("10.10.10.1", 9092)],
    "[::1]:9092,[fe80::1]:9093": [("::1", 9092), ("fe80::1", 9093)],
    "bücher.de:9092": [("xn--bcher-kva.de", 9092)],
    "卡夫卡.example:9092": [("xn--hlra955b.example", 9092)],
    "bootstrap_servers=[\"h:9092\", 'x:1']": [("h", 9092), ("x", 1)],
    "KafkaProducer(bootstrap_servers=['h:9092', 'x:1',], acks=1)": [("h", 9092), ("x", 1)],
    "    bootstrap_servers='h:9092',": [("h", 9092)],
    '"bootstrap.servers": "h:9092,x:1",': [("h", 9092), ("x", 1)],
    "bootstrap.servers=h:9092,x:1": [("h", 9092), ("x", 1)],
    "bootstrap.servers: h:9092": [("h", 9092)],
    "--bootstrap-server h:9092": [("h", 9092)],
    "bootstrap_servers=[::1]:9092": [("::1", 9092)],
    "bootstrap-servers:9092": [("bootstrap-servers", 9092)],
    "['[::1]:9092']": [("::1", 9092)],
    "'h:1', 'x:2'": [("h", 1), ("x", 2)],
    '"h:1,x:2"': [("h", 1), ("x", 2)],
    "h:09092": [("h", 9092)],
}

REFUSED = {
    "": "There is no server here.",
    " \n": "There is no server here.",
    "bootstrap_servers=[]": "There is no server here.",
    "h:9092,": "“h:9092,” has an empty server after the comma.",
    ",h:9092": "“,h:9092” has an empty server before the comma.",
    "h:1,,x:2": "“h:1,” has an empty server after the comma.",
    ",": "“,” has an empty server before the comma. “,” has an empty server before the comma.",
    "http://h:9092": "“http://h:9092” begins with http://: leave that out.",
    "SASL_SSL://h:9092": "“SASL_SSL://h:9092” begins with SASL_SSL://: leave that out.",
    "h": "“h” has no port. Kafka's usual one is 9092.",
    "h:": "“h:” has no port. Kafka's usual one is 9092.",
    "[::1]": "“[::1]” has no port. Kafka's usual one is 9092.",
    "[::1]:": "“[::1]:” has no port. Kafka's usual one is 9092.",
    ":9092": "“:9092” has no host before the colon.",
    "h:0": "“h:0”: a port is a number from 1 to 65535.",
    "h:99999": "“h:99999”: a port is a number from 1 to 65535.",
    "h:99999999999": "“h:99999999999”: a port is a number from 1 to 65535.",
    "h:abc": "“h:abc”: “abc” is not a port number.",
    "h:-1": "“h:-1”: “-1” is not a port number.",
    "h:９０９２": "“h:９０９２”: “９０９２” is not a port number.",
    "h:9092/x": "“h:9092/x”: “9092/x” is not a port number.",
    "a..b:1": "“a..b:1”: the host name has nothing between two dots.",
    ".a:1": "“.a:1”: the host name has nothing between two dots.",
    "-a:1": "“-a:1”: a part of the host name begins or ends with “-”.",
    "user@h:1": "“user@h:1”: a host name cannot contain “@”.",
    "10.0.0.256:1": "“10.0.0.256:1” is not a valid IPv4 address.",
    "1.2.3:1": "“1.2.3:1” is not a valid IPv4 address.",
    "::1:9092": "“::1:9092” has several colons: write host:port, and an IPv6 address as [::1]:9092.",
    "h:1:2": "“h:1:2” has several colons: write host:port, and an IPv6 address as [::1]:9092.",
    "[::g]:1": "“[::g]:1” is not an IPv6 address in brackets.",
    "[::1:1": "“[::1:1” is not an IPv6 address in brackets.",
    "h:1;x:2": "“h:1;x:2” has a “;”: separate servers by commas.",
    "h:1\tx:2": "“h:1→x:2” contains a tab.",
    "h : 9092": "“h : 9092” contains a space.",
    "my host:1": "“my host:1” contains a space.",
    "h：9092": "“h：9092” has a full-width “：”: type “:”.",
    "h:1，x:2": "“h:1，x:2” has a full-width “，”: type “,”.",
    "h\u200b:1": "“hU+200B:1” contains the invisible character U+200B.",
    "\ufeffh:1": "“U+FEFFh:1” contains the invisible character U+FEFF.",
    "h:1 x:y": "“x:y”: “y” is not a port number.",
    "a:1,b,http://c:2,d:0": (
        "“b” has no port. Kafka's usual one is 9092. “http://c:2” begins with http://: leave that out. “d:0”: a port is a number from 1 to 65535."
    ),
    "a,b,c,d,e,f,g,h": " ".join(f"“{c}” has no port. Kafka's usual one is 9092." for c in "abcdef") + " And 2 more.",
}


@pytest.mark.parametrize(("text", "servers"), TAKEN.items())
def test_takes(text: str, servers: list[tuple[str, int]]) -> None:
    assert parse_bootstrap(text) == tuple(servers)


@pytest.mark.parametrize(("text", "sentence"), REFUSED.items())
def test_names_each_wrong_token(text: str, sentence: str) -> None:
    with pytest.raises(AddressError) as caught:
        parse_bootstrap(text)
    assert caught.value.title.render() == sentence
    assert caught.value.hint is not None


@pytest.mark.parametrize(
    ("host", "why"),
    [
        ("x" * 64, "a part of the host name is longer than 63 characters."),
        (".".join(["x" * 60] * 5), "the host name is longer than 253 characters."),
        ("ü" * 64, "is not a valid international host name."),
    ],
)
def test_a_host_name_that_python_would_meet_with_a_bare_unicode_error(host: str, why: str) -> None:
    with pytest.raises(AddressError, match=why):
        parse_bootstrap(f"{host}:9092")


def test_a_long_token_is_cut_in_the_sentence() -> None:
    with pytest.raises(AddressError) as caught:
        parse_bootstrap("x" * 1_000)
    assert len(caught.value.title.render()) < 120


labels = st.from_regex(r"[a-z0-9_]([a-z0-9_-]{0,20}[a-z0-9_])?", fullmatch=True)
names = st.lists(labels, min_size=1, max_size=4).map(".".join).filter(lambda name: not name.rsplit(".", 1)[-1].isdigit())
addresses = st.ip_addresses(v=4).map(str) | st.ip_addresses(v=6).map(str)
servers_lists = st.lists(st.tuples(names | addresses, st.integers(1, 65535)), min_size=1, max_size=5)


@given(servers_lists)
def test_format_is_the_inverse(servers: list[tuple[str, int]]) -> None:
    assert parse_bootstrap(format_bootstrap(servers)) == tuple(servers)


@given(servers_lists)
def test_a_pasted_python_list_is_the_same(servers: list[tuple[str, int]]) -> None:
    pasted = f"bootstrap_servers={[format_bootstrap([server]) for server in servers]!r}"
    assert parse_bootstrap(pasted) == tuple(servers)


@given(st.text(alphabet=":[](){},;\"' \t\n.-_@/\\ab1０：，üß\u200b\x00=", max_size=30))
def test_any_text_gives_usable_servers_or_a_sentence(text: str) -> None:
    try:
        servers = parse_bootstrap(text)
    except AddressError as error:
        assert error.title.render().isprintable()  # noqa: PT017  # either outcome is checked
    else:
        assert servers
        for host, port in servers:
            assert host.isascii()
            assert 1 <= port <= 65535
            host.encode("idna")
