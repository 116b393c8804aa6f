"""What is read of this PC for the doctor, as systems write it down."""

import socket

import pytest

from kafkadesk.system.desktop.pc_facts import pc_facts, proxy_of, suffixes_of
from kafkadesk.system.hosts.helper import system_store


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("http://proxy.corp:3128", ("proxy.corp", 3128)),
        ("proxy.corp:3128", ("proxy.corp", 3128)),
        ("http://user:CANARY@proxy.corp", ("proxy.corp", 8080)),
        ("http://[fe80::1]:81/", ("fe80::1", 81)),
        ("socks5://proxy.corp:1080", None),
        ("http://proxy:port", None),
        ("", None),
    ],
)
def test_a_proxy_s_address(url: str, place: tuple[str, int] | None) -> None:
    assert proxy_of(url) == place


def test_suffixes() -> None:
    assert suffixes_of("nameserver 10.0.0.1\ndomain old.example\n# search no\nsearch corp.example lan.\n") == ["corp.example", "lan."]
    assert suffixes_of("nameserver 10.0.0.1\n") == []


def test_what_this_pc_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://user:CANARY@proxy.corp:3128")
    monkeypatch.setenv("no_proxy", "localhost,.corp")
    found = pc_facts()
    assert found.hosts == system_store().path.read_bytes()
    assert found.own == (socket.gethostname(),)
    assert (found.proxy, found.direct) == (("proxy.corp", 3128), "localhost,.corp")
    assert "CANARY" not in repr(found)
