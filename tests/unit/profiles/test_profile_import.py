"""Configurations of other clients become profiles: what is taken, what is said, what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kafkadesk.core.cluster.profile_import import Fate, Imported, import_file
from kafkadesk.core.cluster.profiles import Mechanism, Profile, Protocol, write_profiles
from kafkadesk.core.errors import ProfileError
from tests.rigs.profile_files import FILES

JAVA = rb"""
# Orders
bootstrap.servers=kafka-1:9093,\
                  kafka-2:9093
security.protocol = SASL_SSL
sasl.mechanism: SCRAM-SHA-512
sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required \
  username="app" \
  password="a\\"b=c;d";
ssl.truststore.type=PEM
ssl.truststore.location=certs/ca.pem
ssl.endpoint.identification.algorithm=
"""
NEEDED = ("security.protocol", "sasl.mechanism", "sasl.mechanisms")
KCAT = rb"""
bootstrap.servers=kafka-1:9093
security.protocol=sasl_ssl
sasl.mechanisms=PLAIN
sasl.username=app
sasl.password=p\w=1
ssl.ca.location=C:\certs\ca.pem
ssl.certificate.location=/c/me.pem
ssl.key.location=/c/me.key
ssl.key.password=kp
"""


def words(found: Imported) -> str:
    return " ".join(remark.render() for remark in found.remarks())


def test_a_java_client() -> None:
    found = import_file("orders.properties", JAVA, folder="/home/me")
    (profile,) = found.profiles
    assert (profile.name, profile.bootstrap) == ("orders", "kafka-1:9093,kafka-2:9093")
    security = profile.security
    assert (security.protocol, security.mechanism, security.username) == (Protocol.SASL_SSL, Mechanism.SCRAM_SHA_512, "app")
    assert security.ca_file.replace("\\", "/") == "/home/me/certs/ca.pem"
    assert found.secrets.password == 'a"b=c;d'
    assert 'a"b' not in repr(found), "the password is in no repr"
    assert "always checks" in words(found)
    assert not found.ready, "a person looks at it first"


def test_a_setting_that_is_not_taken_is_named_and_its_value_is_not() -> None:
    text = b"bootstrap.server=h:1\nsasl.mechanism=PLAIN\nssl.truststore.password=changeit\nsasl.passwort=hunter22\nacks=all\n"
    found = import_file("me.properties", text, folder="/")
    for at, name in ((1, "bootstrap.server"), (3, "ssl.truststore.password"), (4, "sasl.passwort")):
        assert f"Line {at}, {name}: ignored." in words(found)
    assert "changeit" not in words(found)
    assert "hunter22" not in words(found)
    assert "acks" not in words(found), "what is no matter of the connection is only counted"
    assert "not of the connection, ignored: 1." in words(found)


def test_a_dialog_has_room_for_what_is_said_of_a_long_file() -> None:
    text = b"bootstrap.servers=h:1\n" + b"".join(b"ssl.x%d=1\n" % i for i in range(500)) + b"no sign\n"
    found = import_file("me.conf", text, folder="/")
    assert len(found.lines) == 502
    said = [remark.render() for remark in found.remarks()]
    assert len(said) == 9
    assert said[0] == "Line 502, no: refused. It is no setting: it has no = sign."
    assert said[-1].startswith("And 493 more lines: ")


def test_a_windows_path_with_single_backslashes_is_the_path_that_was_meant() -> None:
    text = b"bootstrap.servers=h:1\nsecurity.protocol=SSL\nssl.truststore.type=PEM\nssl.keystore.type=PEM\n"
    text += rb"ssl.truststore.location=C:\\certs\\new\\ca.pem" + b"\n" + rb"ssl.keystore.location=C:\certs\new\me.pem"
    security = import_file("me.properties", text, folder="/").profiles[0].security
    assert (security.ca_file, security.cert_file) == (r"C:\certs\new\ca.pem", r"C:\certs\new\me.pem")


def test_kcat_and_librdkafka() -> None:
    found = import_file("kcat.conf", KCAT, folder="/home/me")
    security = found.profiles[0].security
    assert (security.protocol, security.mechanism, security.username) == (Protocol.SASL_SSL, Mechanism.PLAIN, "app")
    assert (security.ca_file, security.cert_file, security.key_file) == (r"C:\certs\ca.pem", "/c/me.pem", "/c/me.key")
    assert (found.secrets.password, found.secrets.key_password) == (r"p\w=1", "kp"), "nothing is escaped there"


def test_oauth_of_a_java_client() -> None:
    text = b"""security.protocol=SASL_SSL
sasl.mechanism=OAUTHBEARER
sasl.oauthbearer.token.endpoint.url=https\\://login.example/token
sasl.jaas.config=x.OAuthBearerLoginModule required clientId="me" clientSecret="s3" scope="kafka";
"""
    found = import_file("a.properties", text, folder="/")
    security = found.profiles[0].security
    assert (security.token_url, security.client_id, security.scope) == ("https://login.example/token", "me", "kafka")
    assert found.secrets.client_secret == "s3"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("ssl.truststore.location=/x/trust.jks", "keytool"),
        ("ssl.truststore.location=/x/trust.p12", "openssl pkcs12"),
        ("ssl.keystore.location=/x/me\nssl.keystore.type=PKCS12", "openssl pkcs12"),
        ("ssl.truststore.certificates=-----BEGIN", "save it as a .pem"),
    ],
)
def test_what_is_not_pem_is_said_with_what_to_do(line: str, said: str) -> None:
    assert said in words(import_file("a.properties", f"security.protocol=SSL\n{line}".encode(), folder="/"))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"colour=red", "no setting"),
        (b"", "no setting"),
        (b"a\0b", "not text"),
        (b" " * (5 * 1024 * 1024 + 1), "larger"),
        (b"ssl.x=1\n" * 5001, "more than 5000"),
        (b'{"profiles": 1}', "not an export"),
    ],
)
def test_a_file_of_which_nothing_can_be_read_is_refused_with_the_reason(data: bytes, said: str) -> None:
    with pytest.raises(ProfileError, match=said):
        import_file("a.conf", data, folder="/")


@pytest.mark.parametrize(
    ("text", "said"), [(b"security.protocol=SASL_SSL\nsasl.mechanism=GSSAPI", "GSSAPI"), (b"security.protocol=TLS", "TLS")]
)
def test_a_profile_that_could_only_be_wrong_is_not_made(text: bytes, said: str) -> None:
    found = import_file("a.conf", text, folder="/")
    assert found.profiles == ()
    assert f"“{said}” is none of " in words(found)


def outcome(name: str, data: str | bytes) -> str:
    """Return what an import made of a file, as tests.rigs.profile_files writes it."""
    try:
        found = import_file(name, data.encode() if isinstance(data, str) else data, folder="/home/me")
    except ProfileError:
        return "unreadable"
    parts: list[str] = []
    for profile in found.profiles:
        security = profile.security.to_json()
        login = [profile.security.mechanism.value] if profile.security.protocol.sasl else []
        fields = [f"{key}={value}".replace(" ", "|") for key, value in security.items() if key not in ("protocol", "mechanism")]
        parts += [profile.security.protocol.value, *login, *fields, *filter(None, [profile.bootstrap])]
    parts += [f"<{key}={value}>" for key, value in found.secrets.to_json().items()]
    parts += [f"{one.fate}:{one.line}:{one.setting}".replace(" ", "|") for one in found.lines if one.fate is not Fate.USED]
    return " ".join([*(parts if found.profiles else ["none", *parts]), *["note"] * len(found.notes)])


@pytest.mark.parametrize("case", FILES)
def test_what_becomes_of_each_setting_of_a_file(case: str) -> None:
    name, data, expected = FILES[case]
    assert outcome(name, data) == expected


@pytest.mark.parametrize("case", FILES)
def test_each_line_has_an_end_and_no_secret_is_in_it(case: str) -> None:
    name, data, expected = FILES[case]
    if expected == "unreadable":
        return
    found = import_file(name, data.encode() if isinstance(data, str) else data, folder="/home/me")
    said = repr(found) + words(found)
    assert all((one.why is None) == (one.fate is Fate.USED) for one in found.lines)
    assert not [secret for secret in found.secrets.values() if len(secret) > 1 and secret in said]
    assert "changeit" not in said


def test_an_export_of_ours_is_ready() -> None:
    found = import_file("x", write_profiles([Profile(name="a", bootstrap="h:1")]).encode(), folder="/")
    assert found.ready
    assert found.profiles[0].name == "a"


@given(st.binary(max_size=400) | st.text(max_size=400).map(lambda text: b"ssl.x=1\n" + text.encode("utf-8", "replace")))
def test_any_bytes_are_an_import_or_a_sentence(data: bytes) -> None:
    for name in ("a.properties", "a.conf"):
        try:
            found = import_file(name, data, folder="/")
        except ProfileError:
            continue
        assert len(found.profiles) == (0 if any(one.fate is Fate.REFUSED and one.setting in NEEDED for one in found.lines) else 1)
