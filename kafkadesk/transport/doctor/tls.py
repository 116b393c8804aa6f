"""What a TLS handshake failed at, as a class of the doctor's."""

import ssl

from kafkadesk.transport.client.tls_words import EXPIRED, NOT_YET_VALID, UNKNOWN_CA, WRONG_NAME

WANTED = (
    "certificate required",
    "certificate_required",
    "bad certificate",
    "bad_certificate",
    "unknown ca",
    "unknown_ca",
    "certificate unknown",
)
NOT_BOTH = ("protocol version", "protocol_version", "unsupported_protocol", "no shared cipher", "handshake failure", "handshake_failure")


def tls_class(error: BaseException) -> str | None:
    """Return L1 to L5; None when it was no TLS that answered."""
    if isinstance(error, ssl.SSLCertVerificationError):
        code = error.verify_code
        return "L1" if code in UNKNOWN_CA else "L2" if code in WRONG_NAME else "L3" if code in (EXPIRED, NOT_YET_VALID) else "L1"
    if not isinstance(error, ssl.SSLError):
        return None
    said = str(error).lower()
    if any(word in said for word in WANTED):
        return "L4"
    return "L5" if any(word in said for word in NOT_BOTH) else None
