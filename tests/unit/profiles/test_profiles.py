"""Profiles as plain values: round trip, defects by field, hostile files, and no secret anywhere."""

import contextlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kafkadesk.core.cluster.profiles import (
    LOCAL,
    MAX_FILE_BYTES,
    Mechanism,
    Profile,
    Protocol,
    Secrets,
    Security,
    defects_of,
    read_profiles,
    renamed,
    write_profiles,
)
from kafkadesk.core.errors import ProfileError
from kafkadesk.system.files.settings import Store
from kafkadesk.system.profiles.book import ProfileBook

FULL = Profile(
    name="Prod 华东",
    color="red",
    bootstrap="k1.example:9093,k2.example:9093",
    security=Security(
        protocol=Protocol.SASL_SSL,
        mechanism=Mechanism.SCRAM_SHA_512,
        username="app",
        ca_file="/x/ca.pem",
        cert_file="/x/c.pem",
        key_file="/x/k.pem",
    ),
    name_map=(("kafka-1", "10.0.0.1"), ("kafka-2", "::1")),
    read_only=True,
    production=True,
    default_topic="orders",
)


def test_what_is_kept_comes_back() -> None:
    assert Profile.from_json(json.loads(json.dumps(FULL.to_json()))) == FULL
    plain = Profile(name="a", bootstrap="h:1")
    assert Profile.from_json(plain.to_json()) == plain


def test_an_export_comes_back_under_new_ids_and_without_local_kafka() -> None:
    (back,) = read_profiles(write_profiles((LOCAL, FULL)).encode())
    assert replace(back, id=FULL.id) == FULL
    assert back.id != FULL.id


@pytest.mark.parametrize(
    ("field", "profile"),
    [
        ("name", replace(FULL, name=" ")),
        ("name", replace(FULL, name="a\nb")),
        ("bootstrap", replace(FULL, bootstrap="h:9092,")),
        ("bootstrap", replace(FULL, bootstrap="")),
        ("default_topic", replace(FULL, default_topic="a b")),
        ("name_map", replace(FULL, name_map=(("k", "10.0.0.300"),))),
        ("name_map", replace(FULL, name_map=(("k", "10.0.0.3"), ("K", "10.0.0.4")))),
        ("username", replace(FULL, security=replace(FULL.security, username=""))),
        ("cert_file", replace(FULL, security=replace(FULL.security, cert_file=""))),
        (
            "client_id",
            replace(FULL, security=Security(protocol=Protocol.SASL_SSL, mechanism=Mechanism.OAUTHBEARER, token_url="https://t/")),
        ),
        ("token_url", replace(FULL, security=Security(protocol=Protocol.SASL_SSL, mechanism=Mechanism.OAUTHBEARER, client_id="c"))),
        (
            "token_url",
            replace(
                FULL,
                security=Security(
                    protocol=Protocol.SASL_SSL, mechanism=Mechanism.OAUTHBEARER, client_id="c", token_url="https://u:p@t.example/token"
                ),
            ),
        ),
    ],
)
def test_a_defect_is_named_at_its_field(field: str, profile: Profile) -> None:
    assert [d.field for d in defects_of(profile)] == [field]


def test_what_does_not_apply_is_no_defect() -> None:
    assert defects_of(FULL) == ()
    assert defects_of(LOCAL) == ()
    assert defects_of(Profile(name="a", bootstrap="h:1", security=Security(key_file="left over from SSL"))) == ()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xff\xfe", "JSON"),
        (b"[" * 100_000, "JSON"),
        (b"{}", "not an export"),
        (b'{"kafkadesk_profiles": 1, "profiles": []}', "not an export"),
        (b'{"kafkadesk_profiles": 2, "profiles": [{}]}', "newer"),
        (b'{"kafkadesk_profiles": 1, "profiles": [7]}', "object"),
        (b" " * (MAX_FILE_BYTES + 1), "larger"),
    ],
)
def test_a_file_that_is_no_export_is_refused_with_the_reason(data: bytes, words: str) -> None:
    with pytest.raises(ProfileError, match=words):
        read_profiles(data)


def test_every_defect_of_a_profile_is_named_at_once() -> None:
    hostile: dict[str, Any] = {
        "name": "x", "bootstrap": "h:1", "security": {"protocol": "TLS", "ca_file": 3, "verify": "off"}, "sasl_password": "hunter2",
        "name_map": [["a"]], "read_only": "no",
    }  # fmt: skip
    with pytest.raises(ProfileError) as caught:
        Profile.from_json(hostile)
    said = caught.value.sentence()
    for word in ("TLS", "ca_file", "verify", "sasl_password", "name_map", "read_only"):
        assert word in said
    assert "hunter2" not in said, "a password typed into the file is not repeated"


@given(
    st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))
)
def test_any_json_is_a_profile_or_a_sentence(data: object) -> None:
    with contextlib.suppress(ProfileError):
        assert isinstance(Profile.from_json(data), Profile)


def test_a_copy_gets_a_name_of_its_own() -> None:
    assert renamed(FULL, ()).name == FULL.name
    assert renamed(replace(FULL, name="a"), ("A", "a 2")).name == "a 3"


def test_no_secret_is_in_a_repr() -> None:
    secrets = Secrets(password="hunter2", client_secret="hunter3", key_password="hunter4")
    assert "hunter" not in repr(secrets)
    assert "hunter" not in str((secrets,))
    assert Secrets.from_json(secrets.to_json()) == secrets


@pytest.mark.parametrize(
    ("name", "ip"), [("localhost", "10.0.0.5"), ("kafka-1.", "10.0.0.5"), ("kafka-1", "0.0.0.0"), ("kafka-1", "fe80::1%eth0")]
)
def test_a_name_map_takes_what_the_hosts_file_takes(name: str, ip: str) -> None:
    faults = [d for d in defects_of(Profile(name="A", bootstrap="h:1", name_map=((name, ip),))) if d.field == "name_map"]
    assert len(faults) == 1
    assert faults[0].text.render().startswith("Name map: ")


@pytest.mark.parametrize("typed", ["kafka-1:9092,\tkafka-2:9092", "kafka-1:9092\nkafka-2:9092", "kafka-1:9092, kafka-2:9092"])
def test_servers_that_were_pasted_are_there_at_the_next_start(tmp_path: Path, typed: str) -> None:
    saved = ProfileBook(Store(tmp_path / "s.json")).save(Profile(name="A", bootstrap=typed))
    again = ProfileBook(Store(tmp_path / "s.json"))
    assert [profile.name for profile in again.all()] == ["Local Kafka", "A"], again.faults
    assert again.get(saved.id).servers() == (("kafka-1", 9092), ("kafka-2", 9092))  # type: ignore[union-attr]


@pytest.mark.parametrize("field", ["username", "scope", "client_id", "ca_file", "key_file", "cert_file", "token_url"])
def test_what_could_not_be_read_again_is_not_saved(field: str) -> None:
    """A space without a width, as web pages have them, is seen by nobody."""
    security = replace(FULL.security, **{field: f"{getattr(FULL.security, field)}x\u200b"})  # type: ignore[arg-type]
    assert [d.text.render() for d in defects_of(replace(FULL, security=security)) if d.field == field], field
    with pytest.raises(ProfileError):
        Profile.from_json(replace(FULL, security=security).to_json())
