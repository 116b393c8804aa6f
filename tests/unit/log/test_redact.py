"""No secret survives, in whatever shape it is written; and what is no secret stays."""

import base64
import json
import time
from collections.abc import Callable
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kafkadesk.core.cluster.profiles import Secrets
from kafkadesk.core.log import redact
from kafkadesk.core.log.redact import MASK, conceal, redacted
from kafkadesk.transport.client.options import ClientOptions

CANARY = "CANARY-7f3a"
NAMES = (
    "password", "sasl_plain_password", "ssl.key.password", "Passphrase", "pwd", "PWD", "DB_PWD", "client_secret", "clientSecret", "api-key",
    "api_key", "basic.auth.user.info", "schema.registry.basic.auth.user.info", "sasl.jaas.config", "oauth_token", "credentials", "passwd",
    "ssl.keystore.key", "access_key", "private_key", "authorization",
)  # fmt: skip

Shape = Callable[[str, str], str]

QUOTED: dict[str, Shape] = {
    "dict": lambda name, value: repr({name: value, "port": 9092}),
    "pair": lambda name, value: repr((name, value)),
    "list of pairs": lambda name, value: repr([[name, value], ["port", 1]]),
    "pair of bytes": lambda name, value: repr((name.encode(), value.encode())),
    "keyword": lambda name, value: f"Config({name}={value!r}, port=9092)",
    "json": lambda name, value: json.dumps({name: value, "port": 9092}, indent=1),
    "json in json": lambda name, value: json.dumps({"config": json.dumps({name: value, "port": 1}), "b": 2}),
    "json in json in json": lambda name, value: json.dumps(json.dumps(json.dumps({name: value}))),
    "on the next line": lambda name, value: f'"{name}":\n    {json.dumps(value)}',
    "nested": lambda name, value: repr({name: [value, "b"]}),
    "dict inside": lambda name, value: repr({name: {"a": "1", "b": value}}),
    "cut off": lambda name, value: f"{name}={value!r}"[:-1],
    "doubled quotes": lambda name, value: f"{name}='" + value.replace("\\", "").replace("'", "''") + "'",
    "jaas": lambda name, value: f'sasl.jaas.config=org.x.PlainLoginModule required username="u" {name}={json.dumps(value)};',
    "jaas quoted": lambda name, value: repr({"sasl.jaas.config": f"x required {name}={json.dumps(value)};", "z": 1}),
    "argument": lambda name, value: f"kcat --{name} {json.dumps(value)} -b x",
}
BARE: dict[str, Shape] = {
    "property": lambda name, value: f"a=1\n{name}={value}\nb=2",
    "property with blanks": lambda name, value: f"{name} = {value}",
    "property over two lines": lambda name, value: f"{name}=x \\\n  {value}",
    "colon": lambda name, value: f"ERROR {name}: {value}",
    "arrow": lambda name, value: f"{{{name} => {value}}}",
    "query": lambda name, value: f"GET /x?{name}={quote(value)}&b=2",
    "connection string": lambda name, value: f"host=h;{name}={value};user=u",
    "element": lambda name, value: f"<{name}>{value}</{name}>",
    "user info": lambda name, value: f"see amqps://u:{value.replace(' ', '')}@host:1/v",
    "bearer": lambda name, value: f"Authorization: Bearer {value}",
    "basic": lambda name, value: "sent Basic " + base64.b64encode(f"user:{value}{CANARY}".encode()).decode(),
}

printable = st.characters(exclude_categories=("Cs", "Cc"))
around = st.text(printable | st.sampled_from("\"'\\,;={}[]: "), max_size=12)
plain = st.text("abcXYZ019 ,._/+-!$%^*()@#", max_size=12)


@pytest.fixture(autouse=True)
def _forget_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redact, "_known", ())


@pytest.mark.parametrize("shape", QUOTED)
@given(name=st.sampled_from(NAMES), before=around, after=around)
def test_what_is_quoted_never_survives(shape: str, name: str, before: str, after: str) -> None:
    text = QUOTED[shape](name, before + CANARY + after)
    assert CANARY not in redacted(text), text


@pytest.mark.parametrize("shape", BARE)
@given(name=st.sampled_from(NAMES), before=plain, after=plain)
def test_what_is_not_quoted_never_survives(shape: str, name: str, before: str, after: str) -> None:
    text = BARE[shape](name, before + CANARY + after)
    assert CANARY not in redacted(text), text
    assert base64.b64encode(CANARY.encode()).decode()[:8] not in redacted(text)


@given(cut=st.integers(0, 400), lead=around)
def test_a_key_in_pem_never_survives_whole_or_cut(cut: int, lead: str) -> None:
    body = "\n".join(base64.b64encode(CANARY.encode() * 5).decode()[:64] for _ in range(4))
    pem = f"{lead}-----BEGIN ENCRYPTED PRIVATE KEY-----\n{body}\n-----END ENCRYPTED PRIVATE KEY-----\nrest"
    for text in (pem, pem[:cut] if cut > len(lead) + 40 else pem, repr(pem), json.dumps({"key": pem})):
        assert body[:20] not in redacted(text)
    assert all(redacted(line) == MASK for line in body.splitlines()), "also line by line"


def test_what_looks_like_a_token_never_survives() -> None:
    token = base64.urlsafe_b64encode(b'{"alg":"none"}').decode().rstrip("=") + "." + CANARY + ".sig"
    assert CANARY not in redacted(f"got {token} back")


@given(before=around, secret=st.text(printable, min_size=4, max_size=30), after=around)
def test_a_known_secret_never_survives_in_any_writing(before: str, secret: str, after: str) -> None:
    redact._known = ()
    secret += CANARY
    conceal(secret)
    for write in (str, repr, json.dumps, lambda s: repr(s.encode()), lambda s: quote(s, safe=""), lambda s: f"x {s} y"):
        assert CANARY not in redacted(before + write(secret) + after)
    encoded = base64.b64encode(secret.encode()).decode()
    assert encoded not in redacted(f"got {encoded}.")


def test_whoever_has_options_masks_their_secrets() -> None:
    """In the window, and in every consumer process that is handed them."""
    options = ClientOptions(bootstrap=(("h", 1),), secrets=Secrets(password="opensesame", key_password="hush, hush"))
    assert redacted("it was opensesame, then hush, hush") == f"it was {MASK}, then {MASK}"
    redact._known = ()
    ClientOptions.from_json(json.loads(json.dumps(options.to_json())))
    assert redacted("it was opensesame") == f"it was {MASK}"


def test_the_longer_of_two_secrets_is_masked_as_a_whole() -> None:
    for secret in ("sesame", "opensesame", "abc"):
        conceal(secret)
    assert redacted("opensesame sesame abc") == f"{MASK} {MASK} abc"


@pytest.mark.parametrize(
    "text",
    [
        "Request timed out after 5000 ms.",
        "topic t partition 3: offset 7",
        "http://host:9092/x",
        "Joined group passenger-counts with generation 3",
        "Commit of offset 12 in compass failed: coordinator moved",
        "Bootstrap complete: [::1]:9092, node 1",
    ],
)
def test_other_text_stays(text: str) -> None:
    assert redacted(text) == text


def test_what_follows_another_name_stays() -> None:
    assert redacted("Config(password=abc, port=9092)") == "Config(password=***, port=9092)"
    assert redacted("{'sasl_password': 'x', 'port': 9092}") == "{'sasl_password': ***, 'port': 9092}"
    assert redacted("password=a\nhost=b") == "password=***\nhost=b"
    assert redacted("password=\nhost=b") == "password=***\nhost=b"


@pytest.mark.parametrize("part", ["z", "password", "a://", "password='", "password=,", "://a@", "--password ", "<password>", "\\'password\\': \\'",
    "-----BEGIN A-----", "eyJ", "password=\\\n", "password" + " " * 50, "token[", "pwd=a;"])  # fmt: skip
def test_a_long_text_costs_little(part: str) -> None:
    text = part * (16_000 // len(part))  # what the log book hands over at most
    began = time.thread_time()
    redacted(text)
    assert time.thread_time() - began < 0.5
