"""A profile's security -> what kafka-python's clients are given: an SSL context of ours, a login, a source of tokens.

The password of a key file goes into the context and nowhere else; what the library keeps in its configuration it may one day log.
"""

import ssl
from typing import Any

from kafkadesk.core.cluster.profiles import Mechanism, Secrets, Security
from kafkadesk.core.errors import ProfileError
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

USER_AND_PASSWORD = (Mechanism.PLAIN, Mechanism.SCRAM_SHA_256, Mechanism.SCRAM_SHA_512)


def security_settings(security: Security, secrets: Secrets) -> dict[str, Any]:
    """Return kafka-python's settings of how to come in. Raises ProfileError for a file that cannot be used.

    Certificates are always verified, and their names too: there is no switch.
    """
    settings: dict[str, Any] = {"security_protocol": str(security.protocol)}
    if security.protocol.tls:
        settings["ssl_context"] = tls_context(security, secrets)
    if security.protocol.sasl:
        settings["sasl_mechanism"] = str(security.mechanism)
        if security.mechanism in USER_AND_PASSWORD:
            settings |= {"sasl_plain_username": security.username, "sasl_plain_password": secrets.password}
        else:
            from kafkadesk.transport.client.oauth import TokenSource  # imports kafka, which takes 180 ms: not before the first paint

            settings["sasl_oauth_token_provider"] = TokenSource(security, secrets)
    return settings


def tls_context(security: Security, secrets: Secrets) -> ssl.SSLContext:
    """Return the context of a client: TLS 1.2 or newer, the profile's authorities or else the system's. Raises ProfileError."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        if security.ca_file:
            context.load_verify_locations(security.ca_file)
        else:
            context.load_default_certs()
    except (OSError, ValueError) as error:
        raise _unusable(security.ca_file, error) from error
    if security.cert_file:
        try:
            # The function, not the text: without a password OpenSSL would ask for one on the terminal, for ever.
            context.load_cert_chain(security.cert_file, security.key_file or None, password=lambda: secrets.key_password)
        except (OSError, ValueError) as error:
            raise _unusable(security.key_file or security.cert_file, error) from error
    return context


def _unusable(path: str, error: Exception) -> ProfileError:
    reason = getattr(error, "strerror", None) or str(error)
    return ProfileError(
        Text(QT_TRANSLATE_NOOP("core", "The file {path} cannot be used: {reason}."), {"path": path, "reason": reason.rstrip(".")}),
        Text(QT_TRANSLATE_NOOP("core", "Edit the profile: its files are checked there one by one.")),
    )
