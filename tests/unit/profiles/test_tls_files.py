"""Certificate and key files: each defect at its field, with the file's name; and none where there is none."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12

from kafkadesk.core.cluster.profiles import NO_SECRETS, Protocol, Secrets, Security
from kafkadesk.system.profiles.tls_files import file_defects, is_locked
from tests.rigs.security import KEY_PASSWORD, certificate, write_files


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tls")
    ca = write_files(path)
    other = certificate("client", ca)
    issuer = certificate("Middle CA", ca, ca=True)
    leaf = certificate("leaf", issuer)
    bundle = pkcs12.serialize_key_and_certificates(b"x", other.key, other.cert, None, BestAvailableEncryption(b"x"))
    files: dict[str, bytes] = {
        "other.key": other.key_pem(),
        "old.pem": certificate("old", ca, days=(-9, -2)).cert_pem(),
        "old-ca.pem": certificate("Old CA", ca=True, days=(-9, -2)).cert_pem(),
        "future.pem": certificate("future", ca, days=(2, 9)).cert_pem(),
        "ca.der": ca.cert.public_bytes(Encoding.DER),
        "both.pem": other.cert_pem() + other.key_pem(),
        "me.p12": bundle,
        "me.jks": b"\xfe\xed\xfe\xed" + b"\0" * 40,
        "empty.pem": b"\n",
        "text.pem": b"hello",
        "torn.pem": b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        "torn.key": b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
        "chain.pem": leaf.cert_pem() + issuer.cert_pem(),
        "broken-chain.pem": leaf.cert_pem() + ca.cert_pem(),
        "leaf.key": leaf.key_pem(),
    }
    for name, data in files.items():
        (path / name).write_bytes(data)
    return path


def said(folder: Path, secrets: Secrets = NO_SECRETS, **files: str) -> list[tuple[str, str]]:
    paths = {name: str(folder / file) if file else "" for name, file in files.items()}
    found = file_defects(replace(Security(protocol=Protocol.SSL), **paths), secrets)  # type: ignore[arg-type]
    for defect in found:
        assert str(folder) in defect.text.render() or "chain" in defect.text.render(), "the file is named"
    return [(defect.field, defect.text.render()) for defect in found]


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("missing.pem", "There is no file"), ("", ""), ("empty.pem", "is empty"), ("text.pem", "is not PEM"), ("torn.pem", "damaged"),
        ("ca.der", "is DER"), ("me.p12", "PKCS12"), ("me.jks", "keystore (JKS)"), ("client.key", "holds a key"),
        ("client.pem", "no certificate of an authority"), ("old-ca.pem", "expired on"),
    ],
)  # fmt: skip
def test_a_ca_file_that_cannot_be_used(folder: Path, file: str, words: str) -> None:
    found = said(folder, ca_file=file)
    assert [field for field, _ in found] == (["ca_file"] if words else [])
    assert all(words in text for _, text in found)


@pytest.mark.parametrize(
    ("cert", "key", "field", "words"),
    [
        ("client.pem", "other.key", "key_file", "does not belong"), ("client.pem", "missing.key", "key_file", "no file"),
        ("client.pem", "", "key_file", "There is no key"), ("client.pem", "client.pem", "key_file", "holds a certificate"),
        ("client.pem", "torn.key", "key_file", "damaged"), ("client.pem", "client-locked.key", "key_file", "encrypted"),
        ("old.pem", "client.key", "cert_file", "expired"), ("future.pem", "client.key", "cert_file", "valid from"),
        ("client.key", "client.key", "cert_file", "holds a key"), ("broken-chain.pem", "leaf.key", "cert_file", "chain is broken"),
    ],
)  # fmt: skip
def test_a_client_that_cannot_be_used(folder: Path, cert: str, key: str, field: str, words: str) -> None:
    found = said(folder, cert_file=cert, key_file=key)
    assert [name for name, _ in found] == [field], found
    assert words in found[0][1]


def test_a_wrong_password_is_told_from_a_missing_one(folder: Path) -> None:
    files = {"cert_file": "client.pem", "key_file": "client-locked.key"}
    assert "does not open" in said(folder, Secrets(key_password="wrong"), **files)[0][1]
    assert said(folder, Secrets(key_password=KEY_PASSWORD), **files) == []


@pytest.mark.parametrize(("cert", "key"), [("client.pem", "client.key"), ("both.pem", ""), ("chain.pem", "leaf.key")])
def test_good_files_have_no_defect(folder: Path, cert: str, key: str) -> None:
    assert said(folder, ca_file="ca.pem", cert_file=cert, key_file=key) == []


def test_nothing_is_looked_at_where_the_protocol_uses_no_files() -> None:
    assert file_defects(Security(protocol=Protocol.SASL_PLAINTEXT, ca_file="/no/such"), NO_SECRETS) == ()


def test_time_is_the_one_given(folder: Path) -> None:
    security = Security(protocol=Protocol.SSL, ca_file=str(folder / "ca.pem"))
    assert file_defects(security, NO_SECRETS, now=datetime.now(UTC) + timedelta(days=60))


def test_whether_a_key_is_locked(folder: Path) -> None:
    assert is_locked(str(folder / "client-locked.key"))
    assert not is_locked(str(folder / "client.key"))
    assert not is_locked(str(folder / "missing.key"))
