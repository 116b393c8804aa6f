"""A broker with a listener of every kind that a profile can come in by, its certificates, its users and a token server.

One broker process for all: seven listeners. Certificates are made anew in each run, by `cryptography`.
"""

import base64
import contextlib
import datetime
import ipaddress
import json
import threading
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from confluent_kafka.admin import AdminClient
from confluent_kafka.admin._scram import (
    ScramCredentialInfo,
    ScramMechanism,
    UserScramCredentialAlteration,
    UserScramCredentialDeletion,
    UserScramCredentialUpsertion,
)
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from kafkadesk.core.cluster.profiles import Mechanism, Profile, Protocol, Secrets, Security
from kafkadesk.desk.desk import Desk
from kafkadesk.system.local_kafka.config import HOST, Ports
from kafkadesk.system.local_kafka.ports import free_port
from tests.rigs.broker import Broker, start_broker

USER, PASSWORD = "app", "CANARY-51c4 horse"
CLIENT_ID, CLIENT_SECRET = "kafkadesk", "CANARY-9ae2 secret"
KEY_PASSWORD = "CANARY-77d0 key"
JAAS = "org.apache.kafka.common.security"
DAY = datetime.timedelta(days=1)
Key = ec.EllipticCurvePrivateKey


@dataclass(frozen=True)
class Made:
    """A certificate with its key."""

    cert: x509.Certificate
    key: Key

    def cert_pem(self) -> bytes:
        return self.cert.public_bytes(serialization.Encoding.PEM)

    def key_pem(self, password: str = "") -> bytes:
        how = serialization.BestAvailableEncryption(password.encode()) if password else serialization.NoEncryption()
        return self.key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, how)


def certificate(
    name: str, by: Made | None = None, *, ca: bool = False, days: tuple[int, int] = (-1, 30), ip: str = HOST, host: str = "kafka-1.test"
) -> Made:
    """Make a certificate; by None: signed by itself. days: from when to when it is good, from today on. ip, host: whom it is for."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    names: list[x509.GeneralName] = [x509.DNSName("localhost"), x509.DNSName(host), x509.IPAddress(ipaddress.ip_address(ip))]
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject if by is None else by.cert.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + days[0] * DAY)
        .not_valid_after(now + days[1] * DAY)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    signer = key if by is None else by.key
    builder = builder.add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
    if ca:
        usage = x509.KeyUsage(
            digital_signature=True, key_cert_sign=True, crl_sign=True, content_commitment=False, key_encipherment=False,
            data_encipherment=False, key_agreement=False, encipher_only=False, decipher_only=False,
        )  # fmt: skip
        builder = builder.add_extension(usage, critical=True)
    else:
        builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
        usages = [ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH]
        builder = builder.add_extension(x509.ExtendedKeyUsage(usages), critical=False)
    return Made(builder.sign(signer, hashes.SHA256()), key)


class TokenServer:
    """Gives out tokens to one client, as an identity provider does. asked: the status of each answer.

    life_s: of a token, in itself (below 0: it is out of date when it is given); said_s: as the answer beside it says.
    away: 503 to everybody. revoked: 401 to everybody.
    """

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.life_s, self.said_s = 300, 300
        self.away = self.revoked = False
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
                expected = base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET.replace(' ', '%20')}".encode()).decode()
                good = self.headers["Authorization"] == f"Basic {expected}" and form["grant_type"] == ["client_credentials"]
                status = 503 if outer.away else 200 if good and not outer.revoked else 401
                token = {"access_token": unsecured_token(outer.life_s), "expires_in": outer.said_s}
                body = json.dumps(token if status == 200 else {"error": "invalid_client"}).encode()
                outer.asked.append(status)
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_args: Any) -> None:
                return

        self._server = ThreadingHTTPServer((HOST, 0), Handler)
        self.url = f"http://{HOST}:{self._server.server_address[1]}/token"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def unsecured_token(life_s: int) -> str:
    """A token that nobody signed: what a broker without a validator of its own takes."""

    def part(values: dict[str, object]) -> str:
        return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")

    now = int(time.time())
    return f"{part({'alg': 'none'})}.{part({'sub': USER, 'iat': now, 'exp': now + life_s})}."


@dataclass(frozen=True, kw_only=True)
class SecureBroker:
    """The broker, where its listeners are, and what a client needs for each."""

    broker: Broker
    ports: dict[str, int]
    folder: Path
    tokens: TokenServer
    ca: Made

    def profile(self, listener: str, mechanism: Mechanism = Mechanism.PLAIN, **more: Any) -> Profile:
        """Return a profile that comes in by this listener. more: fields of its Security."""
        protocol = PROTOCOLS[listener]
        fields: dict[str, Any] = {"protocol": protocol, "mechanism": mechanism}
        if protocol.tls:
            fields["ca_file"] = str(self.folder / "ca.pem")
        if listener == "MTLS":
            fields |= {"cert_file": str(self.folder / "client.pem"), "key_file": str(self.folder / "client-locked.key")}
        if mechanism is Mechanism.OAUTHBEARER:
            fields |= {"token_url": self.tokens.url, "client_id": CLIENT_ID}
        elif protocol.sasl:
            fields["username"] = USER
        return Profile(name=f"{listener} {mechanism}", bootstrap=f"{HOST}:{self.ports[listener]}", security=Security(**fields | more))

    def set_user(self, user: str, password: str | None) -> None:
        """Give a user both SCRAM credentials, or take them away."""
        admin = AdminClient({"bootstrap.servers": self.broker.bootstrap})
        changes: list[UserScramCredentialAlteration] = []
        for mechanism in (ScramMechanism.SCRAM_SHA_256, ScramMechanism.SCRAM_SHA_512):
            info = ScramCredentialInfo(mechanism, 4096)
            changes.append(
                UserScramCredentialUpsertion(user, info, password.encode()) if password else UserScramCredentialDeletion(user, mechanism)
            )
        for change in changes:
            for done in admin.alter_user_scram_credentials([change]).values():
                done.result(20)

    def refusals(self) -> int:
        """Return how many logins the broker refused so far, from its log."""
        return self.broker.log_path.read_text(encoding="utf-8").count("Failed authentication with")


SECRETS = Secrets(password=PASSWORD, client_secret=CLIENT_SECRET, key_password=KEY_PASSWORD)
PROTOCOLS = {
    "TLS": Protocol.SSL,
    "MTLS": Protocol.SSL,
    "LOGIN": Protocol.SASL_PLAINTEXT,
    "LOGINTLS": Protocol.SASL_SSL,
    "TOKEN": Protocol.SASL_SSL,
    "AGAIN": Protocol.SASL_PLAINTEXT,  # wants a new login every REAUTH_MS
    "TOKENAGAIN": Protocol.SASL_PLAINTEXT,  # the same with tokens
}
REAUTH_MS = 2_500
WAYS = (
    ("TLS", Mechanism.PLAIN),
    ("MTLS", Mechanism.PLAIN),
    ("LOGIN", Mechanism.PLAIN),
    ("LOGINTLS", Mechanism.PLAIN),
    ("LOGINTLS", Mechanism.SCRAM_SHA_256),
    ("LOGINTLS", Mechanism.SCRAM_SHA_512),
    ("TOKEN", Mechanism.OAUTHBEARER),
)


def write_files(folder: Path) -> Made:
    """Write authorities, the broker's files and a client's; return the authority."""
    ca = certificate("Test CA", ca=True)
    server, client = certificate("broker", ca), certificate("client", ca)
    (folder / "ca.pem").write_bytes(ca.cert_pem())
    (folder / "server.pem").write_bytes(server.key_pem() + server.cert_pem() + ca.cert_pem())
    (folder / "client.pem").write_bytes(client.cert_pem())
    (folder / "client.key").write_bytes(client.key_pem())
    (folder / "client-locked.key").write_bytes(client.key_pem(KEY_PASSWORD))
    return ca


def _settings(ports: Ports, more: dict[str, int], folder: Path) -> dict[str, str | int]:
    listeners = {"PLAINTEXT": ports.broker} | more
    advertised = ",".join(f"{name}://{HOST}:{port}" for name, port in listeners.items())
    protocols = {"PLAINTEXT": "PLAINTEXT", "CONTROLLER": "PLAINTEXT"} | {name: str(PROTOCOLS[name]) for name in more}
    plain = f'{JAAS}.plain.PlainLoginModule required username="broker" password="x" user_{USER}="{PASSWORD}";'
    scram = f"{JAAS}.scram.ScramLoginModule required;"
    tokens = f'{JAAS}.oauthbearer.OAuthBearerLoginModule required unsecuredLoginStringClaim_sub="broker";'
    found: dict[str, str | int] = {
        "listeners": f"{advertised},CONTROLLER://{HOST}:{ports.controller}",
        "advertised.listeners": advertised,
        "listener.security.protocol.map": ",".join(f"{name}:{protocol}" for name, protocol in protocols.items()),
        "inter.broker.listener.name": "PLAINTEXT",
        "ssl.keystore.type": "PEM",
        "ssl.keystore.location": (folder / "server.pem").as_posix(),
        "ssl.truststore.type": "PEM",
        "ssl.truststore.location": (folder / "ca.pem").as_posix(),
        "listener.name.mtls.ssl.client.auth": "required",
        "listener.name.login.sasl.enabled.mechanisms": "PLAIN",
        "listener.name.login.plain.sasl.jaas.config": plain,
        "listener.name.logintls.sasl.enabled.mechanisms": "PLAIN,SCRAM-SHA-256,SCRAM-SHA-512",
        "listener.name.logintls.plain.sasl.jaas.config": plain,
        "listener.name.logintls.scram-sha-256.sasl.jaas.config": scram,
        "listener.name.logintls.scram-sha-512.sasl.jaas.config": scram,
        "listener.name.again.sasl.enabled.mechanisms": "SCRAM-SHA-256",
        "listener.name.again.scram-sha-256.sasl.jaas.config": scram,
        "listener.name.again.connections.max.reauth.ms": REAUTH_MS,
        "listener.name.token.sasl.enabled.mechanisms": "OAUTHBEARER",
        "listener.name.token.oauthbearer.sasl.jaas.config": tokens,
        "listener.name.tokenagain.sasl.enabled.mechanisms": "OAUTHBEARER",
        "listener.name.tokenagain.oauthbearer.sasl.jaas.config": tokens,
        "listener.name.tokenagain.connections.max.reauth.ms": REAUTH_MS,
    }
    return found


@pytest.fixture(scope="session")
def secure_broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecureBroker]:
    """A broker with every kind of listener. Use topics and groups of your own, and leave it as it is."""
    folder = tmp_path_factory.mktemp("secure")
    ca = write_files(folder)
    ports: dict[str, int] = {}
    for name in PROTOCOLS:
        ports[name] = free_port(avoid=tuple(ports.values()))
    broker = start_broker(folder / "broker", lambda own: _settings(own, ports, folder))
    tokens = TokenServer()
    made = SecureBroker(broker=broker, ports=ports, folder=folder, tokens=tokens, ca=ca)
    made.set_user(USER, PASSWORD)
    yield made
    tokens.close()
    broker.stop()


@contextlib.asynccontextmanager
async def desk_by(profile: Profile, secrets: Secrets = SECRETS) -> AsyncIterator[Desk]:
    desk = Desk()
    try:
        await desk.profiles.connect(profile, secrets)
        yield desk
    finally:
        await desk.close()
