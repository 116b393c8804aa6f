"""CA, client certificate and key files, looked into before they are used: each defect by its file, in words.

What the library says of them is "[Errno 2] No such file or directory" without the file's name, and then "Unable to bootstrap".
"""

import itertools
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

from kafkadesk.core.cluster.profiles import Defect, Secrets, Security
from kafkadesk.core.errors import ProfileError
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.system.files.regular import read_regular

MAX_BYTES = 2 * 1024 * 1024  # the bundle of all public authorities is a tenth of it
DER = b"\x30\x82"
JKS = (b"\xfe\xed\xfe\xed", b"\xce\xce\xce\xce")


class _FaultError(Exception):
    """One file's defect, on its way to the list."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.render())
        self.text = text


def check_files(security: Security, secrets: Secrets) -> None:
    """Raise ProfileError that names every defect of the profile's files. Blocks: files may lie on a network drive."""
    found = file_defects(security, secrets)
    if found:
        text = found[0].text
        for more in found[1:]:
            text = Text(QT_TRANSLATE_NOOP("core", "{first} {more}"), {"first": text, "more": more.text})
        raise ProfileError(text, Text(QT_TRANSLATE_NOOP("core", "Nothing was tried. Edit the profile and choose other files.")))


def file_defects(security: Security, secrets: Secrets, *, now: datetime | None = None) -> tuple[Defect, ...]:
    """Return what is wrong with the files, each by the field that names it; nothing where the protocol uses none."""
    if not security.protocol.tls:
        return ()
    at = now or datetime.now(UTC)
    found: list[Defect] = []

    def look(field: str, check: Callable[[], object]) -> object:
        try:
            return check()
        except _FaultError as fault:
            found.append(Defect(field, fault.text))
            return None

    if security.ca_file:
        look("ca_file", lambda: _check_ca(security.ca_file, at))
    if security.cert_file:
        chain = look("cert_file", lambda: _check_client(security.cert_file, at))
        key_file = security.key_file or security.cert_file
        key = look("key_file", lambda: _read_key(key_file, secrets.key_password, own_file=bool(security.key_file)))
        if isinstance(chain, list) and key is not None and not _belong(chain[0], key):
            found.append(
                Defect(
                    "key_file",
                    Text(QT_TRANSLATE_NOOP("core", "The key in {file} does not belong to the client certificate."), {"file": key_file}),
                )
            )
        elif isinstance(chain, list) and (gap := _gap(chain)):
            found.append(Defect("cert_file", gap))
    return tuple(found)


def is_locked(path: str) -> bool:
    """Whether the key in this file is encrypted; False where there is none to be found. Blocks."""
    try:
        data = _read(path)
    except _FaultError:
        return False
    return b"ENCRYPTED PRIVATE KEY" in data or b"Proc-Type: 4,ENCRYPTED" in data


def _check_ca(path: str, at: datetime) -> None:
    chain = _certificates(path)
    authorities = [cert for cert in chain if _is_ca(cert)]
    if not authorities:
        shown = {"file": path, "name": _name(chain[0])}
        raise _FaultError(
            Text(
                QT_TRANSLATE_NOOP(
                    "core", "{file} has no certificate of an authority (CA), only one of “{name}”. Ask for the CA certificate."
                ),
                shown,
            )
        )
    if all(cert.not_valid_after_utc < at for cert in authorities):
        last = max(authorities, key=lambda cert: cert.not_valid_after_utc)
        raise _FaultError(_expired(path, last))


def _check_client(path: str, at: datetime) -> list[x509.Certificate]:
    chain = _certificates(path)
    if chain[0].not_valid_after_utc < at:
        raise _FaultError(_expired(path, chain[0]))
    if chain[0].not_valid_before_utc > at:
        shown = {"file": path, "day": f"{chain[0].not_valid_before_utc:%Y-%m-%d}", "today": f"{at:%Y-%m-%d}"}
        raise _FaultError(
            Text(QT_TRANSLATE_NOOP("core", "The certificate in {file} is valid from {day} on; the clock of this PC says {today}."), shown)
        )
    return chain


def _gap(chain: list[x509.Certificate]) -> Text | None:
    """Say where a chain breaks: certificates that do not sign each other, in the order of the file."""
    for cert, signer in itertools.pairwise(chain):
        if cert.issuer != signer.subject:
            shown = {"name": _name(cert), "other": _name(signer)}
            return Text(
                QT_TRANSLATE_NOOP(
                    "core", "The chain is broken: after “{name}” comes “{other}”, which did not sign it. Put the client's own first."
                ),
                shown,
            )
    return None


def _certificates(path: str) -> list[x509.Certificate]:
    data = _read(path)
    try:
        chain = x509.load_pem_x509_certificates(data)
    except (ValueError, UnsupportedAlgorithm):
        chain = []
    if chain:
        return chain
    if b"-----BEGIN" in data and b"PRIVATE KEY" in data:
        raise _FaultError(Text(QT_TRANSLATE_NOOP("core", "{file} holds a key, not a certificate."), {"file": path}))
    raise _FaultError(_no_pem(path, data))


def _read_key(path: str, password: str, *, own_file: bool) -> PrivateKeyTypes:
    data = _read(path)
    if b"PRIVATE KEY-----" not in data:
        if not own_file:
            raise _FaultError(
                Text(QT_TRANSLATE_NOOP("core", "There is no key in {file}: choose the file of the client's key too."), {"file": path})
            )
        if b"-----BEGIN CERTIFICATE" in data:
            raise _FaultError(Text(QT_TRANSLATE_NOOP("core", "{file} holds a certificate, not a key."), {"file": path}))
        raise _FaultError(_no_pem(path, data))
    shown = {"file": path}
    try:
        return load_pem_private_key(data, password.encode() if password else None)
    except TypeError:
        if password:  # for a key that is not encrypted: harmless
            return load_pem_private_key(data, None)
        raise _FaultError(Text(QT_TRANSLATE_NOOP("core", "The key in {file} is encrypted: its password is needed."), shown)) from None
    except (ValueError, UnsupportedAlgorithm) as error:
        if b"ENCRYPTED" in data:
            raise _FaultError(Text(QT_TRANSLATE_NOOP("core", "The password does not open the key in {file}."), shown)) from error
        raise _FaultError(
            Text(QT_TRANSLATE_NOOP("core", "The key in {file} is damaged, or of a kind that is not known."), shown)
        ) from error


def _read(path: str) -> bytes:
    shown: dict[str, object] = {"file": path}
    try:
        data = read_regular(Path(path), MAX_BYTES + 1)
    except FileNotFoundError:
        raise _FaultError(Text(QT_TRANSLATE_NOOP("core", "There is no file {file}."), shown)) from None
    except IsADirectoryError:
        raise _FaultError(Text(QT_TRANSLATE_NOOP("core", "{file} is a folder, not a file."), shown)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise _FaultError(Text(QT_TRANSLATE_NOOP("core", "{file} cannot be read: {reason}."), {**shown, "reason": reason})) from error
    if not data.strip():
        raise _FaultError(Text(QT_TRANSLATE_NOOP("core", "{file} is empty."), shown))
    if len(data) > MAX_BYTES:
        raise _FaultError(Text(QT_TRANSLATE_NOOP("core", "{file} is too large for a certificate or a key."), shown))
    return data


def _no_pem(path: str, data: bytes) -> Text:
    shown = {"file": path}
    if data.startswith(JKS):
        return Text(
            QT_TRANSLATE_NOOP(
                "core", "{file} is a Java keystore (JKS). Import it into PEM first: keytool -exportcert -rfc writes a certificate."
            ),
            shown,
        )
    if data.startswith(DER):
        try:
            x509.load_der_x509_certificate(data)
        except ValueError:
            return Text(
                QT_TRANSLATE_NOOP("core", "{file} is not PEM; it may be PKCS12 (.p12, .pfx): openssl pkcs12 -nodes turns it into PEM."),
                shown,
            )
        return Text(QT_TRANSLATE_NOOP("core", "{file} is DER, not PEM: openssl x509 -inform der -out ca.pem turns it into PEM."), shown)
    if b"-----BEGIN" in data:
        return Text(QT_TRANSLATE_NOOP("core", "{file} is PEM, but what is in it is damaged, or neither a certificate nor a key."), shown)
    return Text(QT_TRANSLATE_NOOP("core", "{file} is not PEM (text that begins with -----BEGIN)."), shown)


def _expired(path: str, cert: x509.Certificate) -> Text:
    shown = {"file": path, "name": _name(cert), "day": f"{cert.not_valid_after_utc:%Y-%m-%d}"}
    return Text(QT_TRANSLATE_NOOP("core", "The certificate of “{name}” in {file} expired on {day}."), shown)


def _is_ca(cert: x509.Certificate) -> bool:
    try:
        return cert.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except (x509.ExtensionNotFound, ValueError):
        return cert.issuer == cert.subject  # an old root, or a broker that signed itself


def _name(cert: x509.Certificate) -> str:
    names = cert.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    return str(names[0].value) if names else cert.subject.rfc4514_string()


def _belong(cert: x509.Certificate, key: object) -> bool:
    try:
        public = cert.public_key()
    except (ValueError, UnsupportedAlgorithm):
        return True  # of a kind that only OpenSSL knows: it will say
    return _public(public) == _public(key.public_key())  # type: ignore[attr-defined]


def _public(key: object) -> bytes:
    return key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)  # type: ignore[attr-defined,no-any-return]
