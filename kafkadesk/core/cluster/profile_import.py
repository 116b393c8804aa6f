"""Profiles out of other programs' files: a Java client's .properties, a kcat or librdkafka configuration, an export of ours.

Nothing is read half: each setting of the file ends as used, ignored or refused, with its line and the reason. Passwords come apart from the profile.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath
from typing import TypeVar
from urllib.parse import unquote

from kafkadesk.core.cluster.address import parse_bootstrap
from kafkadesk.core.cluster.jaas import Login, read_login
from kafkadesk.core.cluster.profiles import (  # fmt: skip
    MAX_CHARS,
    MAX_FILE_BYTES,
    MAX_NAME_CHARS,
    NO_SECRETS,
    Mechanism,
    Profile,
    Protocol,
    Secrets,
    Security,
    read_profiles,
)
from kafkadesk.core.cluster.properties import ConfigSetting, java_settings, plain_settings, read_text
from kafkadesk.core.errors import AddressError, ProfileError
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

MAX_LINES = 5_000
MAX_KEY_CHARS = 60
MOST_SHOWN = 8
OF_THE_CONNECTION = ("boot", "metadata.broker", "security", "sasl", "ssl", "enable.ssl")
NEEDED = ("bootstrap.servers", "metadata.broker.list", "security.", "sasl.", "ssl.")
JAVA_ONLY = ("sasl.jaas.config", "ssl.truststore.", "ssl.keystore.type")
PEM_ENDINGS = (".pem", ".crt", ".cer", ".key")
PKCS12_ENDINGS = (".p12", ".pfx", ".pkcs12")
PLACEHOLDER = re.compile(r"\$\{[^}]*\}|%\w+%|<[^<>]*>")
SETTING_NAME = re.compile(r"(?=.{1,60}$)[a-zA-Z]\w*([.-]\w+)+|[a-z_]{1,20}")
FILE_URL = re.compile(r"file:(?://(?P<host>[^/\\]*)(?=[/\\]))?(?P<path>.+)", re.IGNORECASE)
WHOLE_PATH = re.compile(r"[\\/]|[A-Za-z]:[\\/]")

JAAS = "sasl.jaas.config"
LOGIN_OPTIONS = ("username", "password")
TOKEN_OPTIONS = ("clientId", "clientSecret", "scope")
NOT_HERE = Text(QT_TRANSLATE_NOOP("core", "It is no setting of the connection."))
UNKNOWN = Text(QT_TRANSLATE_NOOP("core", "KafkaDesk has no such setting, or the name is misspelt."))
EMPTY = Text(QT_TRANSLATE_NOOP("core", "It is empty."))
NO_LOGIN = Text(QT_TRANSLATE_NOOP("core", "The security protocol has no login."))
NO_TLS = Text(QT_TRANSLATE_NOOP("core", "The security protocol has no TLS."))
ALWAYS_CHECKED = Text(QT_TRANSLATE_NOOP("core", "It switches the check of the broker's certificate off; KafkaDesk always checks it."))
INLINE = Text(QT_TRANSLATE_NOOP("core", "The certificate or key is in the setting itself: save it as a .pem file and choose that."))
OF_STORE = Text(QT_TRANSLATE_NOOP("core", "It belongs to a Java keystore."))
NO_PROTOCOL = Text(QT_TRANSLATE_NOOP("core", "It needs a security protocol that can be used."))

E = TypeVar("E", bound=StrEnum)
CheckPath = Callable[[str], Text | None]


class Fate(StrEnum):
    """What became of a setting."""

    USED = "used"
    IGNORED = "ignored"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ImportedLine:
    """What became of the setting that begins in this line."""

    line: int
    setting: str
    fate: Fate
    why: Text | None = None

    def words(self) -> Text:
        """Return it as a sentence, for a setting that is not used."""
        shown = {"line": self.line, "setting": self.setting, "why": self.why or ""}
        if self.fate is Fate.REFUSED:
            return Text(QT_TRANSLATE_NOOP("core", "Line {line}, {setting}: refused. {why}"), shown)
        return Text(QT_TRANSLATE_NOOP("core", "Line {line}, {setting}: ignored. {why}"), shown)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What a file gave. secrets: its passwords, not kept anywhere yet; lines: what became of each setting; notes: what was guessed.

    profiles: empty where what was refused makes any profile wrong. ready: they are whole, as from an export; else for the user to look at.
    """

    profiles: tuple[Profile, ...]
    secrets: Secrets = NO_SECRETS
    lines: tuple[ImportedLine, ...] = ()
    notes: tuple[Text, ...] = ()
    ready: bool = False

    def of(self, fate: Fate) -> list[ImportedLine]:
        """Return the settings with this fate."""
        return [line for line in self.lines if line.fate is fate]

    def remarks(self) -> list[Text]:
        """Return what a user should know, not too much for a dialog: refused settings first, those that are not of the connection counted."""
        left = [line for line in self.lines if line.fate is not Fate.USED and line.why is not NOT_HERE]
        others = len(self.lines) - len(left) - len(self.of(Fate.USED))
        left.sort(key=lambda line: line.fate is not Fate.REFUSED)
        found = [line.words() for line in left[:MOST_SHOWN]] + list(self.notes)
        if len(left) > MOST_SHOWN:
            more = QT_TRANSLATE_NOOP("core", "And {n} more lines: kafkadesk profile import FILE --dry-run lists them all.")
            found.append(Text(more, {"n": len(left) - MOST_SHOWN}))
        if others:
            found.append(Text(QT_TRANSLATE_NOOP("core", "Other settings, which are not of the connection, ignored: {n}."), {"n": others}))
        return found


def import_file(name: str, data: bytes, *, folder: str, check_path: CheckPath = lambda _: None) -> Imported:
    """Return what a file holds. folder: where relative paths in it begin; check_path: says why a path in it cannot be used.

    Raises ProfileError where nothing can be read; connects to nothing.
    """
    if len(data) > MAX_FILE_BYTES:
        raise ProfileError(
            Text(QT_TRANSLATE_NOOP("core", "{file} is larger than {n} MB: no configuration."), {"file": name, "n": MAX_FILE_BYTES >> 20})
        )
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        profiles = read_profiles(data)
        for path in (path for p in profiles for path in (p.security.ca_file, p.security.cert_file, p.security.key_file) if path):
            if (fault := check_path(path)) is not None:
                raise ProfileError(fault)
        return Imported(profiles=profiles, ready=True)
    if b"\0" in data and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise ProfileError(Text(QT_TRANSLATE_NOOP("core", "{file} is not text: no configuration of a Kafka client."), {"file": name}))
    java = name.lower().endswith(".properties") or any(key.encode() in data for key in JAVA_ONLY)
    text, guess = read_text(data, java=java)
    settings = list(java_settings(text) if java else plain_settings(text))
    if len(settings) > MAX_LINES:
        raise ProfileError(Text(QT_TRANSLATE_NOOP("core", "{file} has more than {n} settings."), {"file": name, "n": MAX_LINES}))
    if not any(one.key.startswith(NEEDED) for one in settings):
        raise ProfileError(
            Text(QT_TRANSLATE_NOOP("core", "{file} has no setting of a Kafka client, such as bootstrap.servers=…"), {"file": name})
        )
    stem = "".join(filter(str.isprintable, PurePath(name).stem)).strip()[:MAX_NAME_CHARS] or "Kafka"
    return _ConfigReader(settings, folder, check_path).read(stem, () if guess is None else (guess,))


class _ConfigReader:
    """Settings of one client -> a profile, its passwords, and what became of each setting."""

    def __init__(self, settings: Iterable[ConfigSetting], folder: str, check_path: CheckPath) -> None:
        self._folder, self._check_path = folder, check_path
        self._lines: list[ImportedLine] = []
        self._left: dict[str, ConfigSetting] = {}
        for one in settings:
            if one.fault is not None:
                self._end(one, Fate.REFUSED, one.fault)
                continue
            if (before := self._left.pop(one.key, None)) is not None:
                again = Text(QT_TRANSLATE_NOOP("core", "It stands again in line {line}, which holds."), {"line": one.line})
                self._end(before, Fate.IGNORED, again)
            self._left[one.key] = one

    def read(self, name: str, notes: tuple[Text, ...]) -> Imported:
        for one in [one for one in self._left.values() if not one.value and one.key != "ssl.endpoint.identification.algorithm"]:
            self._ignore(EMPTY, one.key)
        bootstrap = self._bootstrap()
        protocol = self._choice(Protocol, "security.protocol") if "security.protocol" in self._left else Protocol.PLAINTEXT
        secrets: dict[str, str] = {}
        fields: dict[str, str] = {}
        mechanism: Mechanism | None = Mechanism.PLAIN
        if protocol is not None and protocol.sasl:
            mechanism = self._mechanism()
            if mechanism is not None:
                self._login(mechanism, fields, secrets)
        elif protocol is not None:
            self._ignore(NO_LOGIN, *(key for key in self._left if key.startswith("sasl.")))
        if protocol is not None and protocol.tls:
            self._tls(fields, secrets)
        elif protocol is not None:
            self._ignore(NO_TLS, *(key for key in self._left if key.startswith(("ssl.", "enable.ssl."))))
        for key in list(self._left):
            known = key.startswith(OF_THE_CONNECTION)
            self._end(self._left.pop(key), Fate.IGNORED, NOT_HERE if not known else UNKNOWN if protocol and mechanism else NO_PROTOCOL)
        profiles: tuple[Profile, ...] = ()
        if protocol is not None and mechanism is not None:
            security = Security(protocol=protocol, mechanism=mechanism, **fields)
            profiles = (Profile(name=name, bootstrap=bootstrap, security=security),)
        lines = tuple(sorted(self._lines, key=lambda line: line.line))
        return Imported(profiles=profiles, secrets=Secrets(**secrets) if profiles else NO_SECRETS, lines=lines, notes=notes)

    # fates

    def _end(self, one: ConfigSetting, fate: Fate, why: Text | None = None, option: str = "") -> None:
        # What looks like no name may be a line of a private key, or a password in the wrong place.
        key = one.key if SETTING_NAME.fullmatch(one.key) else "…"
        self._lines.append(ImportedLine(one.line, f"{key} {option}"[:MAX_KEY_CHARS] if option else key, fate, why))

    def _ignore(self, why: Text, *keys: str) -> None:
        for key in keys:
            if (one := self._left.pop(key, None)) is not None:
                self._end(one, Fate.IGNORED, why)

    def _take(self, *keys: str, path: bool = False) -> str:
        """Return the first of these that there is, if it can be used; the others are ignored."""
        chosen = next((self._left.pop(key) for key in keys if key in self._left), None)
        if chosen is None:
            return ""
        self._ignore(Text(QT_TRANSLATE_NOOP("core", "{setting} is used."), {"setting": chosen.key}), *keys)
        value = _whole_path(chosen.path(), self._folder) if path else chosen.value
        fault = _unusable(value) or (self._check_path(value) if path else None)
        self._end(chosen, Fate.USED if fault is None else Fate.REFUSED, fault)
        return "" if fault is not None else value

    # subjects

    def _bootstrap(self) -> str:
        keys = ("bootstrap.servers", "metadata.broker.list")
        if (one := next((self._left[key] for key in keys if key in self._left), None)) is None:
            return ""
        try:
            parse_bootstrap(one.value)
        except AddressError as error:
            self._end(self._left.pop(one.key), Fate.REFUSED, error.title)
            return ""
        return self._take(*keys)

    def _choice(self, kind: type[E], *keys: str) -> E | None:
        one = next(self._left[key] for key in keys if key in self._left)
        if one.value.upper() in list(kind):
            return kind(self._take(*keys).upper())
        shown = {"value": one.value[:MAX_KEY_CHARS], "known": ", ".join(kind)}
        self._end(self._left.pop(one.key), Fate.REFUSED, Text(QT_TRANSLATE_NOOP("core", "“{value}” is none of {known}."), shown))
        return None

    def _mechanism(self) -> Mechanism | None:
        keys = ("sasl.mechanism", "sasl.mechanisms")
        if any(key in self._left for key in keys):
            return self._choice(Mechanism, *keys)
        text = QT_TRANSLATE_NOOP("core", "There is no sasl.mechanism: Kafka takes GSSAPI then, KafkaDesk can do {known}.")
        at = next(line for line in self._lines if line.setting == "security.protocol" and line.fate is Fate.USED)
        self._lines.append(ImportedLine(at.line, keys[0], Fate.REFUSED, Text(text, {"known": ", ".join(Mechanism)})))
        return None

    def _login(self, mechanism: Mechanism, fields: dict[str, str], secrets: dict[str, str]) -> None:
        oauth = mechanism is Mechanism.OAUTHBEARER
        options = self._jaas(TOKEN_OPTIONS if oauth else LOGIN_OPTIONS)
        token = ("sasl.oauthbearer.token.endpoint.url", "sasl.oauthbearer.scope", "sasl.oauthbearer.method")
        clients = ("sasl.oauthbearer.client.id", "sasl.oauthbearer.client.credentials.client.id")
        client_secrets = ("sasl.oauthbearer.client.secret", "sasl.oauthbearer.client.credentials.client.secret")
        users = ("sasl.username", "sasl.password")
        not_by = Text(QT_TRANSLATE_NOOP("core", "The mechanism {mechanism} does not use it."), {"mechanism": mechanism})
        if oauth:
            self._ignore(not_by, *users)
            fields["token_url"] = self._take(token[0])
            fields["client_id"] = self._either(options, "clientId", *clients)
            fields["scope"] = self._either(options, "scope", token[1])
            secrets["client_secret"] = self._either(options, "clientSecret", *client_secrets)
            if token[2] in self._left and self._left[token[2]].value.lower() == "oidc":
                self._take(token[2])
        else:
            self._ignore(not_by, *(key for key in self._left if key.startswith("sasl.oauthbearer.")))
            fields["username"] = self._either(options, "username", users[0])
            secrets["password"] = self._either(options, "password", users[1])

    def _either(self, options: dict[str, str], option: str, *keys: str) -> str:
        if not options.get(option):
            return self._take(*keys)
        self._ignore(Text(QT_TRANSLATE_NOOP("core", "{setting} is used."), {"setting": f"{JAAS} {option}"}), *keys)
        return options[option]

    def _jaas(self, wanted: tuple[str, ...]) -> dict[str, str]:
        """Return the options of the login that are wanted; none of them where one cannot be read or used."""
        one = self._left.pop(JAAS, None)
        if one is None:
            return {}
        try:
            login = read_login(one.value)
        except ProfileError as error:
            self._end(one, Fate.REFUSED, error.title)
            return {}
        if fault := _login_fault(login, wanted):
            self._end(one, Fate.REFUSED, fault)
            return {}
        self._end(one, Fate.USED)
        for name in login.options:
            if name not in wanted:
                self._end(one, Fate.IGNORED, Text(QT_TRANSLATE_NOOP("core", "KafkaDesk cannot use this option of the login.")), name)
        return {name: value for name, value in login.options.items() if name in wanted}

    def _tls(self, fields: dict[str, str], secrets: dict[str, str]) -> None:
        for key in ("ssl.endpoint.identification.algorithm", "enable.ssl.certificate.verification"):
            if key in self._left and self._left[key].value.lower() in ("", "none", "false"):
                self._ignore(ALWAYS_CHECKED, key)
            else:
                self._take(key)
        for key in ("ssl.ca.pem", "ssl.certificate.pem", "ssl.key.pem", "ssl.truststore.certificates", "ssl.keystore.certificate.chain", "ssl.keystore.key"):  # fmt: skip
            if (one := self._left.pop(key, None)) is not None:
                self._end(one, Fate.REFUSED, INLINE)
        stores = {"ca_file": "ssl.truststore", "cert_file": "ssl.keystore"}
        for store in stores.values():
            self._refuse_store(store)
        fields["ca_file"] = self._take("ssl.ca.location", "ssl.truststore.location", path=True)
        fields["cert_file"] = self._take("ssl.certificate.location", "ssl.keystore.location", path=True)
        if fields["cert_file"]:
            fields["key_file"] = self._take("ssl.key.location", path=True)
            secrets["key_password"] = self._take("ssl.key.password", "ssl.keystore.password")
        elif (key_file := self._left.pop("ssl.key.location", None)) is not None:
            needs = QT_TRANSLATE_NOOP("core", "A client key goes with a client certificate, which is missing or refused.")
            self._end(key_file, Fate.REFUSED, Text(needs))

    def _refuse_store(self, store: str) -> None:
        """Refuse a keystore that is not PEM, with how to make PEM of it; its type and password go with it."""
        one, kind_of, lock = self._left.get(f"{store}.location"), self._left.get(f"{store}.type"), f"{store}.password"
        if one is None:
            return
        ending = PurePath(one.path().lower()).suffix
        guessed = "PEM" if ending in PEM_ENDINGS else "PKCS12" if ending in PKCS12_ENDINGS else "JKS"
        kind = guessed if kind_of is None else self._take(kind_of.key).upper()
        if kind == "PEM":
            return
        path = _whole_path(one.path(), self._folder)
        if kind == "PKCS12":
            text = QT_TRANSLATE_NOOP(
                "core", "{path} is PKCS12, KafkaDesk takes PEM: openssl pkcs12 -in {path} -out {path}.pem, then choose that file."
            )
        else:
            text = QT_TRANSLATE_NOOP(
                "core",
                "{path} is a Java keystore, KafkaDesk takes PEM: keytool -list -rfc -keystore {path} prints its certificates; save them as .pem.",
            )
        self._end(self._left.pop(one.key), Fate.REFUSED, Text(text, {"path": path}))
        self._ignore(OF_STORE, lock, *(("ssl.key.password",) if store == "ssl.keystore" else ()))


def _login_fault(login: Login, wanted: tuple[str, ...]) -> Text | None:
    if login.options.get("tokenauth", "false").lower() == "true":
        return Text(QT_TRANSLATE_NOOP("core", "It is a login by delegation token, which KafkaDesk cannot do."))
    return next((fault for name in wanted if (fault := _unusable(login.options.get(name, ""))) is not None), None)


def _unusable(value: str) -> Text | None:
    """Return why a value cannot be used; it is not repeated, since it may be a password."""
    if len(value) > MAX_CHARS:
        return Text(QT_TRANSLATE_NOOP("core", "It has more than {n} characters."), {"n": MAX_CHARS})
    if not value.isprintable():
        text = QT_TRANSLATE_NOOP("core", "It has characters that cannot be seen. Where a backslash is meant, Java wants two: \\\\.")
        return Text(text)
    if PLACEHOLDER.fullmatch(value):
        return Text(QT_TRANSLATE_NOOP("core", "It is a placeholder that another program fills in: write the value itself."))
    return None


def _whole_path(value: str, folder: str) -> str:
    """Return a path that is written as one, as a file: address, or relative to the file's folder."""
    if (url := FILE_URL.fullmatch(value)) is not None:
        path = unquote(url["path"])
        host = url["host"] or ""
        if re.match(r"[\\/][A-Za-z]:[\\/]", path):
            path = path[1:]
        value = path if host.lower() in ("", "localhost") else f"//{host}{path}"
    return value if not value or WHOLE_PATH.match(value) else str(PurePath(folder) / value)
