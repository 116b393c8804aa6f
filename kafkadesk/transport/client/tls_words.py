"""What went wrong with TLS, in words. The library says "Unable to bootstrap" to all of it, and keeps the cause to its log."""

import ssl

from kafkadesk.core.errors import ConnectError
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

# X509_V_ERR_… of OpenSSL's x509_vfy.h
NOT_YET_VALID, EXPIRED = 9, 10
UNKNOWN_CA = (2, 18, 19, 20, 21)
WRONG_NAME = (62, 64)

_BY_ALERT = (  # what the broker's alert, or OpenSSL, says; the first that is found counts
    (
        ("certificate required", "certificate_required", "bad certificate", "bad_certificate"),
        QT_TRANSLATE_NOOP("core", "{server} wants a client certificate (mTLS), and did not get one that it takes."),
        QT_TRANSLATE_NOOP("core", "Give client certificate and key in the profile. Whoever runs the cluster issues them."),
    ),
    (
        ("unknown ca", "unknown_ca", "certificate unknown", "certificate_unknown"),
        QT_TRANSLATE_NOOP("core", "{server} does not trust the client certificate of the profile."),
        QT_TRANSLATE_NOOP("core", "It must be signed by an authority that the broker trusts. Whoever runs the cluster issues it."),
    ),
    (
        # A plaintext listener of Kafka's takes the hello of TLS for a frame of 369 MB, and hangs up.
        (
            "unexpected_eof",
            "eof occurred",
            "wrong_version_number",
            "wrong version number",
            "record_layer_failure",
            "record layer failure",
            "http_request",
        ),
        QT_TRANSLATE_NOOP("core", "{server} hung up when TLS began: most likely this port does not speak TLS."),
        QT_TRANSLATE_NOOP("core", "Choose PLAINTEXT or SASL_PLAINTEXT in the profile, or ask for the port of the TLS listener."),
    ),
    (
        ("protocol version", "protocol_version", "unsupported_protocol", "no shared cipher", "handshake failure", "handshake_failure"),
        QT_TRANSLATE_NOOP("core", "{server} and this PC found no TLS version and cipher that both take; KafkaDesk needs TLS 1.2 or newer."),
        QT_TRANSLATE_NOOP("core", "Some brokers say this too when they want a client certificate. Whoever runs the cluster knows."),
    ),
)


def tls_fault(error: BaseException | None, server: str) -> ConnectError | None:
    """Return in words why a connection to `server` failed at TLS; None when it was not TLS."""
    seen = 0
    while error is not None and not isinstance(error, ssl.SSLError) and seen < 5:
        inner = error.args[0] if error.args and isinstance(error.args[0], BaseException) else None
        error, seen = error.__cause__ or error.__context__ or inner, seen + 1
    if not isinstance(error, ssl.SSLError):
        return None
    if isinstance(error, ssl.SSLCertVerificationError):
        return _unverified(error, server)
    if isinstance(error, ssl.SSLWantReadError | ssl.SSLWantWriteError):  # it was waited for the other side when the time was over
        return ConnectError(
            Text(QT_TRANSLATE_NOOP("core", "{server} took the connection, but did not answer in time when TLS began."), {"server": server}),
            Text(QT_TRANSLATE_NOOP("core", "Is this the port of the TLS listener? An overloaded broker does this too; then try again.")),
            retry=True,
        )
    said = str(error).lower()
    for words, title, hint in _BY_ALERT:
        if any(word in said for word in words):
            return ConnectError(Text(title, {"server": server}), Text(hint), retry=True)
    return ConnectError(
        Text(QT_TRANSLATE_NOOP("core", "TLS with {server} failed: {detail}."), {"server": server, "detail": error.reason or str(error)}),
        Text(QT_TRANSLATE_NOOP("core", "Is this the port of the TLS listener?")),
        retry=True,
    )


def _unverified(error: ssl.SSLCertVerificationError, server: str) -> ConnectError:
    shown = {"server": server, "detail": error.verify_message.rstrip(".")}
    match error.verify_code:
        case code if code in UNKNOWN_CA:
            title = Text(
                QT_TRANSLATE_NOOP("core", "The certificate of {server} is signed by an authority that is not known here ({detail})."), shown
            )
            hint = Text(QT_TRANSLATE_NOOP("core", "Choose the CA file of the cluster in the profile. Whoever runs the cluster has it."))
        case code if code in WRONG_NAME:
            title = Text(QT_TRANSLATE_NOOP("core", "The certificate of {server} is for another name ({detail})."), shown)
            hint = Text(
                QT_TRANSLATE_NOOP(
                    "core", "Connect by a name that is in the certificate; the name map of the profile can lead it to the IP."
                )
            )
        case code if code == EXPIRED:
            title = Text(QT_TRANSLATE_NOOP("core", "The certificate of {server} has expired."), shown)
            hint = Text(QT_TRANSLATE_NOOP("core", "Whoever runs the cluster has to renew it. Or is the clock of this PC wrong?"))
        case code if code == NOT_YET_VALID:
            title = Text(QT_TRANSLATE_NOOP("core", "The certificate of {server} is not valid yet."), shown)
            hint = Text(QT_TRANSLATE_NOOP("core", "Is the clock of this PC right?"))
        case _:
            title = Text(QT_TRANSLATE_NOOP("core", "The certificate of {server} cannot be trusted: {detail}."), shown)
            hint = Text(QT_TRANSLATE_NOOP("core", "Ask whoever runs the cluster."))
    return ConnectError(title, hint, retry=True)
