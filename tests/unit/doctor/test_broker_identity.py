"""Whose address is whose, among brokers of one cluster."""

from kafkadesk.core.doctor.judge import Proved
from kafkadesk.transport.doctor.broker_identity import Claim, settled


def claim(name: str, ip: str, *, sure: bool = False, port: int = 9092) -> Claim:
    return Claim(Proved(name=name, ip=ip, port=port), sure)


def pairs(*claims: list[Claim]) -> list[tuple[str, str]]:
    return [(place.name, place.ip) for place in settled(claims)]


def test_a_broker_that_says_who_it_is_is_taken() -> None:
    assert pairs([claim("a", "1", sure=True)], [claim("b", "1"), claim("b", "2", sure=True)], []) == [("a", "1"), ("b", "2")]


def test_one_way_that_nobody_else_claims_is_taken_when_brokers_do_not_tell() -> None:
    assert pairs([claim("a", "1")]) == [("a", "1")]
    assert pairs([claim("a", "1", port=9092)], [claim("b", "1", port=9093)]) == [("a", "1"), ("b", "1")]


def test_what_could_be_another_broker_is_not_offered() -> None:
    assert pairs([claim("a", "1")], [claim("b", "1")]) == []
    assert pairs([claim("a", "1"), claim("a", "2")]) == []
    assert pairs([claim("a", "1", sure=True)], [claim("b", "1")]) == [("a", "1")]
    assert pairs([claim("a", "1", sure=True)], [claim("b", "1"), claim("b", "2")]) == [("a", "1"), ("b", "2")]
