"""Profiles out of other programs' files: a Java client's .properties, a kcat or librdkafka configuration, an export of ours.

Only what a profile can hold is taken; passwords come apart from it, and what cannot be taken is said.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath

from kafkadesk.core.cluster.profiles import MAX_FILE_BYTES, NO_SECRETS, Mechanism, Profile, Protocol, Secrets, Security, read_profiles
from kafkadesk.core.errors import ProfileError
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

MAX_LINES = 5_000
MAX_KEY_CHARS, MOST_NAMED = 60, 6
OF_THE_CONNECTION = ("boot", "metadata.broker", "security", "sasl", "ssl")
CHECK_OF_NAMES = "ssl.endpoint.identification.algorithm"
JAVA_ONLY = ("sasl.jaas.config", "ssl.truststore.", "ssl.keystore.type")
PEM_ENDINGS = (".pem", ".crt", ".cer", ".key")
PKCS12_ENDINGS = (".p12", ".pfx", ".pkcs12")
WINDOWS_PATH = re.compile(r"[A-Za-z]:\\[^\\]")
_OPTION = re.compile(r"""(\w+)\s*=\s*(?:"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|([^\s;"']+))""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What a file gave. secrets: its passwords, not kept anywhere yet; notes: what was not taken, and what to do about it.

    ready: the profiles are whole, as from an export; else they are for the user to look at and complete.
    """

    profiles: tuple[Profile, ...]
    secrets: Secrets = NO_SECRETS
    notes: tuple[Text, ...] = ()
    ready: bool = False


def import_file(name: str, data: bytes, *, folder: str) -> Imported:
    """Return what a file holds. folder: where relative paths in it begin. Raises ProfileError with the reason; connects to nothing."""
    if len(data) > MAX_FILE_BYTES:
        raise ProfileError(
            Text(QT_TRANSLATE_NOOP("core", "{file} is larger than {n} MB: no configuration."), {"file": name, "n": MAX_FILE_BYTES >> 20})
        )
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return Imported(profiles=read_profiles(data), ready=True)
    if b"\0" in data:
        raise ProfileError(Text(QT_TRANSLATE_NOOP("core", "{file} is not text: no configuration of a Kafka client."), {"file": name}))
    text = data.decode("utf-8-sig", errors="replace")
    java = name.lower().endswith(".properties") or any(key in text for key in JAVA_ONLY)
    values = _java(text) if java else _plain(text)
    if not any(key.startswith(("bootstrap.servers", "metadata.broker.list", "security.", "sasl.", "ssl.")) for key in values):
        raise ProfileError(
            Text(QT_TRANSLATE_NOOP("core", "{file} has no setting of a Kafka client, such as bootstrap.servers=…"), {"file": name})
        )
    return _ConfigReader(values, folder).read(PurePath(name).stem)


class _ConfigReader:
    """Settings of one client -> a profile, passwords, notes."""

    def __init__(self, values: Mapping[str, str], folder: str) -> None:
        self._values, self._folder = values, folder
        self._notes: list[Text] = []
        self._known = {"ssl.truststore.type", "ssl.keystore.type"}

    def read(self, name: str) -> Imported:
        jaas = _jaas(self._get("sasl.jaas.config"))
        mechanism = self._mechanism()
        security = Security(
            protocol=self._protocol(),
            mechanism=mechanism,
            username=jaas.get("username", "") or self._get("sasl.username"),
            ca_file=self._path("ssl.ca.location") or self._store("ssl.truststore"),
            cert_file=self._path("ssl.certificate.location") or self._store("ssl.keystore"),
            key_file=self._path("ssl.key.location"),
            token_url=self._get("sasl.oauthbearer.token.endpoint.url"),
            client_id=jaas.get("clientId", "") or self._get("sasl.oauthbearer.client.id", "sasl.oauthbearer.client.credentials.client.id"),
            scope=jaas.get("scope", "") or self._get("sasl.oauthbearer.scope"),
        )
        secrets = Secrets(
            password=jaas.get("password", "") or self._get("sasl.password"),
            client_secret=jaas.get("clientSecret", "")
            or self._get("sasl.oauthbearer.client.secret", "sasl.oauthbearer.client.credentials.client.secret"),
            key_password=self._get("ssl.key.password"),
        )
        bootstrap = self._get("bootstrap.servers", "metadata.broker.list")
        self._note_checks()
        self._note_rest()
        if secrets != NO_SECRETS:
            self._notes.append(
                Text(
                    QT_TRANSLATE_NOOP(
                        "core", "The passwords of the file stand in their fields: Save puts them into the keyring, if there is one."
                    )
                )
            )
        profile = Profile(name=name[:80], bootstrap=bootstrap, security=security)
        return Imported(profiles=(profile,), secrets=secrets, notes=tuple(self._notes))

    def _get(self, *keys: str) -> str:
        self._known.update(keys)
        return next((self._values[key] for key in keys if self._values.get(key)), "")

    def _protocol(self) -> Protocol:
        said = self._get("security.protocol").upper() or Protocol.PLAINTEXT
        if said not in list(Protocol):
            raise ProfileError(Text(QT_TRANSLATE_NOOP("core", "security.protocol “{value}” is none of Kafka's."), {"value": said[:60]}))
        return Protocol(said)

    def _mechanism(self) -> Mechanism:
        said = self._get("sasl.mechanism", "sasl.mechanisms").upper() or Mechanism.PLAIN
        if said not in list(Mechanism):
            shown = {"value": said[:60], "known": ", ".join(Mechanism)}
            raise ProfileError(
                Text(QT_TRANSLATE_NOOP("core", "The SASL mechanism {value} is not one that KafkaDesk can do: it can do {known}."), shown)
            )
        return Mechanism(said)

    def _store(self, key: str) -> str:
        """Return the file of a truststore or keystore that is PEM; of another kind: say how to make PEM of it."""
        path = self._path(f"{key}.location")
        if self._get(f"{key}.certificates", f"{key}.certificate.chain"):
            text = QT_TRANSLATE_NOOP("core", "{key} has its certificates in the setting itself: save them as a .pem file and choose that.")
            self._notes.append(Text(text, {"key": key}))
        if not path:
            return ""
        ending = PurePath(path).suffix.lower()
        kind = self._get(f"{key}.type").upper() or ("PEM" if ending in PEM_ENDINGS else "PKCS12" if ending in PKCS12_ENDINGS else "JKS")
        if kind == "PEM":
            return path
        if kind == "PKCS12":
            text = QT_TRANSLATE_NOOP(
                "core", "{path} is PKCS12, KafkaDesk takes PEM: openssl pkcs12 -in {path} -out {path}.pem, then choose that file."
            )
        else:
            text = QT_TRANSLATE_NOOP(
                "core",
                "{path} is a Java keystore, KafkaDesk takes PEM: keytool -list -rfc -keystore {path} prints its certificates; save them as .pem.",
            )
        self._notes.append(Text(text, {"path": path}))
        return ""

    def _path(self, key: str) -> str:
        value = self._get(key)
        if not value or value.startswith(("/", "\\")) or re.match(r"[A-Za-z]:[\\/]", value):
            return value
        return str(PurePath(self._folder) / value)

    def _note_checks(self) -> None:
        self._known.add(CHECK_OF_NAMES)
        algorithm = self._values.get(CHECK_OF_NAMES)
        if (algorithm is not None and algorithm.lower() in ("", "none")) or self._get(
            "enable.ssl.certificate.verification"
        ).lower() == "false":
            text = QT_TRANSLATE_NOOP("core", "The file switches the check of the broker's certificate off; KafkaDesk always checks it.")
            self._notes.append(Text(text))

    def _note_rest(self) -> None:
        """Name the settings of the connection that were not taken: one that is misspelt would be missed only when nothing works."""
        rest = [key[:MAX_KEY_CHARS] for key in self._values if key.startswith(OF_THE_CONNECTION) and key not in self._known]
        if rest:
            names = ", ".join(rest[:MOST_NAMED]) + (", …" if len(rest) > MOST_NAMED else "")
            text = QT_TRANSLATE_NOOP("core", "Not taken, because KafkaDesk has no such setting or the name is misspelt: {names}.")
            self._notes.append(Text(text, {"names": names}))


def _jaas(text: str) -> dict[str, str]:
    """Return the options of a JAAS entry: username="…" password="…" and the like."""
    found: dict[str, str] = {}
    for key, double, single, bare in _OPTION.findall(text):
        found[key] = re.sub(r"\\(.)", r"\1", double or single) or bare
    return found


def _plain(text: str) -> dict[str, str]:
    """Return key=value lines as librdkafka reads them: nothing is escaped."""
    found: dict[str, str] = {}
    for line in text.splitlines()[:MAX_LINES]:
        key, equals, value = line.strip().partition("=")
        if equals and not key.startswith(("#", "[")):
            found[key.strip()] = value.strip()
    return found


def _java(text: str) -> dict[str, str]:
    """Return the properties of a Java .properties file: = or : or a space behind the key, backslashes, lines that go on."""
    found: dict[str, str] = {}
    whole = ""
    for line in text.splitlines()[:MAX_LINES]:
        line = line.lstrip()
        if not whole and line.startswith(("#", "!")):
            continue
        whole += line
        if (len(whole) - len(whole.rstrip("\\"))) % 2:
            whole = whole[:-1]
            continue
        if match := re.match(r"((?:\\.|[^\\:=\s])+)\s*[:=]?\s*(.*)", whole):
            # Java reads C:\certs as C:certs. Whoever wrote that meant the path.
            found[_unescaped(match[1])] = match[2].strip() if WINDOWS_PATH.match(match[2]) else _unescaped(match[2]).strip()
        whole = ""
    return found


def _unescaped(text: str) -> str:
    def one(match: re.Match[str]) -> str:
        if match[1]:
            return chr(int(match[1], 16))
        return {"t": "\t", "n": "\n", "r": "\r", "f": "\f"}.get(match[2], match[2])

    return re.sub(r"\\(?:u([0-9A-Fa-f]{4})|(.))", one, text)
