"""Profiles: what KafkaDesk keeps of a cluster. Frozen, without secrets, to and from JSON with every defect named.

Secrets (`Secrets`) are a thing of their own: they never get into a Profile, and so neither into a file nor an export.
"""

import dataclasses
import json
import re
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from kafkadesk.core.cluster.address import format_bootstrap, parse_bootstrap
from kafkadesk.core.cluster.topics import check_topic_name
from kafkadesk.core.errors import AddressError, InputError, ProfileError
from kafkadesk.core.hosts.entries import check_ip, check_name
from kafkadesk.core.log.redact import MASK
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

FORMAT = 1  # of an exported file and of what is kept
MAX_FILE_BYTES = 5 * 1024 * 1024
MAX_PROFILES = 1_000
MAX_CHARS = 4_096  # of one field
MAX_NAME_CHARS = 80
MAX_MAPPED = 64  # names of a name map
LOCAL_ID = "local"
COLORS = ("", "blue", "teal", "green", "amber", "red", "violet", "gray")
"""Hues that a profile can tint the connection bar with; "": none."""


class Protocol(StrEnum):
    """Kafka's security protocols, by Kafka's names."""

    PLAINTEXT = "PLAINTEXT"
    SSL = "SSL"
    SASL_PLAINTEXT = "SASL_PLAINTEXT"
    SASL_SSL = "SASL_SSL"

    @property
    def tls(self) -> bool:
        """Whether the connection is encrypted."""
        return self in (Protocol.SSL, Protocol.SASL_SSL)

    @property
    def sasl(self) -> bool:
        """Whether the broker wants a login."""
        return self in (Protocol.SASL_PLAINTEXT, Protocol.SASL_SSL)


class Mechanism(StrEnum):
    """The SASL mechanisms that KafkaDesk can do, by Kafka's names."""

    PLAIN = "PLAIN"
    SCRAM_SHA_256 = "SCRAM-SHA-256"
    SCRAM_SHA_512 = "SCRAM-SHA-512"
    OAUTHBEARER = "OAUTHBEARER"


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    """What must be kept in the system's keyring or in memory only. repr shows none of it."""

    password: str = ""  # of the SASL user
    client_secret: str = ""  # of OAUTHBEARER's client credentials
    key_password: str = ""  # of an encrypted key file

    def __repr__(self) -> str:
        there = ", ".join(f"{f.name}={MASK!r}" for f in dataclasses.fields(self) if getattr(self, f.name))
        return f"Secrets({there})"

    def values(self) -> tuple[str, ...]:
        """Return every secret there is, for LogBook.conceal."""
        return tuple(value for f in dataclasses.fields(self) if (value := getattr(self, f.name)))

    def to_json(self) -> dict[str, str]:
        """Return plain values, for the keyring and for the pipe to a consumer process; for nothing else."""
        return {f.name: value for f in dataclasses.fields(self) if (value := getattr(self, f.name))}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Secrets":
        """Return what to_json wrote; what is not a secret of today is passed over."""
        return cls(**{f.name: str(data[f.name]) for f in dataclasses.fields(cls) if isinstance(data.get(f.name), str)})


NO_SECRETS = Secrets()


@dataclass(frozen=True, slots=True, kw_only=True)
class Security:
    """How to come into a cluster, but for the secrets. Files are paths to PEM files; ca_file "": the system's authorities."""

    protocol: Protocol = Protocol.PLAINTEXT
    mechanism: Mechanism = Mechanism.PLAIN
    username: str = ""
    ca_file: str = ""
    cert_file: str = ""
    key_file: str = ""
    token_url: str = ""
    client_id: str = ""
    scope: str = ""

    @property
    def oauth(self) -> bool:
        """Whether a token is fetched from a token server."""
        return self.protocol.sasl and self.mechanism is Mechanism.OAUTHBEARER

    @property
    def by_password(self) -> bool:
        """Whether a user name and password are sent to the broker."""
        return self.protocol.sasl and self.mechanism is not Mechanism.OAUTHBEARER

    @property
    def readable(self) -> bool:
        """Whether the password, or the token, can be read by whoever is on the way."""
        return self.protocol is Protocol.SASL_PLAINTEXT and self.mechanism in (Mechanism.PLAIN, Mechanism.OAUTHBEARER)

    @property
    def secret_readable(self) -> bool:
        """Whether the client secret goes to the token server so that whoever is on the way can read it."""
        return self.oauth and re.match(r"http://(?!(?:localhost|127\.[0-9.]+|\[::1\])(?:[:/]|$))", self.token_url) is not None

    def to_json(self) -> dict[str, str]:
        """Return plain values: those that differ from what a new profile has."""
        return {f.name: str(value) for f in dataclasses.fields(self) if (value := getattr(self, f.name)) != f.default}


NO_SECURITY = Security()


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A cluster as the user named it. id stays when the name changes: the keyring's entry hangs on it.

    bootstrap: as the user typed it, read by parse_bootstrap. name_map: (advertised name, IP) for this profile's clients only.
    production: whoever changes something types the object's name first.
    """

    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    name: str
    color: str = ""
    bootstrap: str = ""
    security: Security = NO_SECURITY
    name_map: tuple[tuple[str, str], ...] = ()
    read_only: bool = False
    production: bool = False
    default_topic: str = ""

    @property
    def local(self) -> bool:
        """Whether this is Local Kafka, which is always there."""
        return self.id == LOCAL_ID

    def servers(self) -> tuple[tuple[str, int], ...]:
        """Return the bootstrap servers; raises AddressError."""
        return parse_bootstrap(self.bootstrap)

    def to_json(self) -> dict[str, Any]:
        """Return plain values without any secret: those that differ from what a new profile has."""
        found: dict[str, Any] = {"id": self.id, "name": self.name, "bootstrap": self.bootstrap}
        for name in ("color", "read_only", "production", "default_topic"):
            if value := getattr(self, name):
                found[name] = value
        if security := self.security.to_json():
            found["security"] = security
        if self.name_map:
            found["name_map"] = [list(pair) for pair in self.name_map]
        return found

    @classmethod
    def from_json(cls, data: object) -> "Profile":
        """Return what to_json wrote, or a person; raises ProfileError that names each defect."""
        return _read_profile(data)


LOCAL = Profile(id=LOCAL_ID, name="Local Kafka", color="")


@dataclass(frozen=True, slots=True)
class Defect:
    """What is wrong with one field of a profile. field: of Profile or Security, such as "bootstrap", "ca_file", "password"."""

    field: str
    text: Text


def defects_of(profile: Profile) -> tuple[Defect, ...]:
    """Return all that is wrong with the profile's own fields, for the editor to show beside them. Files are not looked into."""
    found: list[Defect] = []

    def check(name: str, look: Callable[[], object]) -> None:
        try:
            look()
        except (AddressError, InputError) as error:
            found.append(Defect(name, error.title))

    if not profile.name.strip():
        found.append(Defect("name", Text(QT_TRANSLATE_NOOP("core", "A profile needs a name."))))
    elif len(profile.name) > MAX_NAME_CHARS or not profile.name.isprintable():
        found.append(
            Defect("name", Text(QT_TRANSLATE_NOOP("core", "A name has at most {n} characters, in one line."), {"n": MAX_NAME_CHARS}))
        )
    if not profile.local:
        check("bootstrap", profile.servers)
    if profile.default_topic:
        check("default_topic", lambda: check_topic_name(profile.default_topic))
    found += [Defect("name_map", text) for text in _map_faults(profile.name_map)]
    found += _security_defects(profile.security)
    return tuple(found)


def _security_defects(security: Security) -> list[Defect]:
    found: list[Defect] = []
    if security.by_password and not security.username:
        found.append(
            Defect(
                "username", Text(QT_TRANSLATE_NOOP("core", "A login by {mechanism} needs a user name."), {"mechanism": security.mechanism})
            )
        )
    if security.oauth:
        if not security.client_id:
            found.append(
                Defect("client_id", Text(QT_TRANSLATE_NOOP("core", "OAUTHBEARER needs the client ID that the token server knows.")))
            )
        scheme, _, rest = security.token_url.partition("://")
        if scheme not in ("https", "http") or not rest.strip("/"):
            found.append(Defect("token_url", Text(QT_TRANSLATE_NOOP("core", "The address of the token server begins with https://."))))
        elif "@" in rest.partition("/")[0]:  # it would be kept with the profile, and shown
            text = Text(QT_TRANSLATE_NOOP("core", "No user and password in the address: client ID and secret have fields of their own."))
            found.append(Defect("token_url", text))
    for name in ("username", "client_id", "scope", "token_url", "ca_file", "cert_file", "key_file"):
        value = getattr(security, name)
        if len(value) > MAX_CHARS or not value.isprintable():  # it would be saved, and could not be read again
            text = Text(
                QT_TRANSLATE_NOOP("core", "It is too long, or has characters that cannot be seen: type it anew instead of pasting it.")
            )
            found.append(Defect(name, text))
    if security.protocol.tls and security.key_file and not security.cert_file:
        found.append(
            Defect("cert_file", Text(QT_TRANSLATE_NOOP("core", "A client key goes with a client certificate: choose that file too.")))
        )
    return found


def _map_faults(name_map: Iterable[tuple[str, str]]) -> list[Text]:
    faults: list[Text] = []
    seen: set[str] = set()
    for name, ip in name_map:
        shown = {"name": name[:MAX_NAME_CHARS]}
        for check, what in ((check_name, name), (check_ip, ip)):
            try:
                check(what)
            except InputError as error:
                faults.append(Text(QT_TRANSLATE_NOOP("core", "Name map: {fault}"), {"fault": error.title}))
        if name.casefold() in seen:
            faults.append(Text(QT_TRANSLATE_NOOP("core", "Name map: {name} stands there twice."), shown))
        seen.add(name.casefold())
    if len(seen) > MAX_MAPPED:
        faults.append(Text(QT_TRANSLATE_NOOP("core", "A name map has at most {n} names."), {"n": MAX_MAPPED}))
    return faults


def renamed(profile: Profile, taken: Iterable[str]) -> Profile:
    """Return the profile by a name that is not taken (case aside): "Test", else "Test 2", and so on."""
    used = {name.casefold() for name in taken}
    names = (profile.name, *(f"{profile.name} {n}" for n in range(2, len(used) + 3)))
    return replace(profile, name=next(name for name in names if name.casefold() not in used))


def storable(profile: Profile) -> Profile:
    """Return the profile as it can be read again: servers that were pasted with tabs or one a line stand in one. Raises AddressError."""
    fine = profile.bootstrap.isprintable() and len(profile.bootstrap) <= MAX_CHARS
    return profile if fine else replace(profile, bootstrap=format_bootstrap(profile.servers()))


def write_profiles(profiles: Iterable[Profile]) -> str:
    """Return profiles as the text of an export: JSON, without secrets."""
    return (
        json.dumps({"kafkadesk_profiles": FORMAT, "profiles": [p.to_json() for p in profiles if not p.local]}, indent=2, ensure_ascii=False)
        + "\n"
    )


def read_profiles(data: bytes) -> tuple[Profile, ...]:
    """Return the profiles of an export, each with a new id; raises ProfileError that names each defect. Connects to nothing."""
    if len(data) > MAX_FILE_BYTES:
        raise ProfileError(
            Text(QT_TRANSLATE_NOOP("core", "The file is larger than {n} MB: not an export of profiles."), {"n": MAX_FILE_BYTES >> 20})
        )
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise ProfileError(Text(QT_TRANSLATE_NOOP("core", "The file is not JSON in UTF-8: not an export of profiles."))) from None
    version = found.get("kafkadesk_profiles") if isinstance(found, dict) else None
    listed = found.get("profiles") if isinstance(found, dict) else None
    if not isinstance(version, int) or not isinstance(listed, list) or not listed:
        raise ProfileError(Text(QT_TRANSLATE_NOOP("core", "The file is JSON, but not an export of KafkaDesk's profiles.")))
    if version > FORMAT:
        raise ProfileError(Text(QT_TRANSLATE_NOOP("core", "A newer KafkaDesk wrote this file. Update KafkaDesk to read it.")))
    if len(listed) > MAX_PROFILES:
        raise ProfileError(Text(QT_TRANSLATE_NOOP("core", "The file has more than {n} profiles."), {"n": MAX_PROFILES}))
    return tuple(replace(Profile.from_json(one), id=uuid.uuid4().hex) for one in listed)


def _read_profile(data: object) -> Profile:
    if not isinstance(data, dict):
        raise ProfileError(Text(QT_TRANSLATE_NOOP("core", "A profile is a JSON object with name and bootstrap.")))
    name = str(data.get("name", ""))[:MAX_NAME_CHARS]
    faults: list[Text] = []
    values = _fields(data, {"id": str, "name": str, "color": str, "bootstrap": str, "security": dict, "name_map": list, "read_only": bool, "production": bool, "default_topic": str}, faults)  # fmt: skip
    security = _fields(values.pop("security", {}), {f.name: str for f in dataclasses.fields(Security)}, faults)
    pairs = values.pop("name_map", [])
    if not all(isinstance(pair, list) and len(pair) == 2 and all(isinstance(part, str) for part in pair) for pair in pairs):
        faults.append(Text(QT_TRANSLATE_NOOP("core", "name_map is a list of pairs: [name, IP].")))
        pairs = []
    for key, kind in (("protocol", Protocol), ("mechanism", Mechanism)):
        if key in security and security[key] not in list(kind):
            shown = {"field": key, "value": str(security.pop(key))[:MAX_NAME_CHARS], "known": ", ".join(kind)}
            faults.append(Text(QT_TRANSLATE_NOOP("core", "{field} “{value}” is none of {known}."), shown))
        elif key in security:
            security[key] = kind(security[key])
    if values.get("color", "") not in COLORS:
        values.pop("color")  # of a later version, or a hand's: no reason to refuse a cluster
    profile = Profile(**{"name": "", **values}, security=Security(**security), name_map=tuple((a, b) for a, b in pairs))
    faults += [defect.text for defect in defects_of(profile)]
    if faults:
        raise ProfileError(Text(QT_TRANSLATE_NOOP("core", "Profile “{name}”: {defects}"), {"name": name, "defects": _joined(faults)}))
    return profile


def _fields(data: Mapping[str, Any], kinds: Mapping[str, type], faults: list[Text]) -> dict[str, Any]:
    """Return the fields that have the right type; name the others."""
    good: dict[str, Any] = {}
    for key, value in data.items():
        shown = {"field": str(key)[:MAX_NAME_CHARS]}
        if key not in kinds:
            faults.append(Text(QT_TRANSLATE_NOOP("core", "“{field}” is no field of a profile."), shown))
        elif not isinstance(value, kinds[key]):
            faults.append(Text(QT_TRANSLATE_NOOP("core", "“{field}” has a value of the wrong kind."), shown))
        elif isinstance(value, str) and (len(value) > MAX_CHARS or not value.isprintable()):
            faults.append(Text(QT_TRANSLATE_NOOP("core", "“{field}” is too long, or has characters that cannot be shown."), shown))
        else:
            good[key] = value
    return good


def _joined(faults: list[Text]) -> Text:
    text = faults[0]
    for more in faults[1:]:
        text = Text(QT_TRANSLATE_NOOP("core", "{first} {more}"), {"first": text, "more": more})
    return text
