"""Whether a broker that cannot be reached directly could be through this PC's proxy: what browsers use, and Kafka clients do not."""

import socket
import struct
import time
from urllib.request import proxy_bypass_environment  # type: ignore[attr-defined]  # it is there, and typeshed does not list it

from kafkadesk.core.doctor.doctor_class import DoctorClass
from kafkadesk.core.doctor.judge import Finding, endpoint_of
from kafkadesk.core.text_tools.hexdump import side_text
from kafkadesk.transport.doctor.kafka_frames import ClosedError, FrameConnection, NotKafkaError, RefusedError, speaks_tls
from kafkadesk.transport.doctor.session import ProbeSession
from kafkadesk.transport.doctor.types import SHOWN_BYTES, EndpointResult

NO_WAY = (
    DoctorClass.UNKNOWN_NAME,
    DoctorClass.DNS_SILENT,
    DoctorClass.SILENT,
    DoctorClass.NO_ROUTE,
    DoctorClass.BLOCKED,
)  # what a network from which only the proxy leads out looks like
PROXY_S = 3.0  # for each of: to reach it, to have its answer, to have the broker's
MOST_HEAD = 16 * 1024  # bytes of a proxy's answer


def worth_asking(session: ProbeSession, seen: EndpointResult, host: str) -> bool:
    """Whether the proxy is worth asking about a bootstrap server that was not reached."""
    if session.pc.proxy is None or not any(finding.kind in NO_WAY for finding in seen.findings):
        return False
    return not proxy_bypass_environment(host, {"no": session.pc.direct})


def through_proxy(session: ProbeSession, host: str, port: int) -> Finding | None:
    """Return class N where Kafka or TLS answers through the proxy. No secret is sent, to the proxy neither."""
    assert session.pc.proxy is not None
    proxy, proxy_port = session.pc.proxy
    endpoint = endpoint_of(host, port)
    try:
        places = [(family, address) for family, _, _, _, address in socket.getaddrinfo(proxy, proxy_port, type=socket.SOCK_STREAM)]
        sock = session.connect(places[0], PROXY_S)  # not kept: it may become TLS
    except OSError:
        return None
    try:
        answer = _tunnel(sock, endpoint, session.rest(PROXY_S))
        if " 200 " not in f"{answer} ":
            return None
        if session.security.protocol.tls:
            well = speaks_tls(sock, host, session.rest(PROXY_S))
        else:
            well = bool(FrameConnection(sock, lambda: session.rest(PROXY_S)).versions())
    except (OSError, ClosedError, NotKafkaError, RefusedError, ValueError, struct.error):
        return None
    finally:
        sock.close()
    args = {"proxy": endpoint_of(proxy, proxy_port)}
    return Finding(kind=DoctorClass.ONLY_BY_PROXY, endpoint=endpoint, evidence=f"{args['proxy']}: {answer}", args=args) if well else None


def _tunnel(sock: socket.socket, endpoint: str, seconds: float) -> str:
    """Ask for a way and return the first line of the answer (RFC 9110, 9.3.6). Raises OSError, ClosedError."""
    end = time.monotonic() + seconds
    sock.settimeout(seconds)
    sock.sendall(f"CONNECT {endpoint} HTTP/1.1\r\nHost: {endpoint}\r\n\r\n".encode("ascii", "strict"))
    head = b""
    while not head.endswith(b"\r\n\r\n"):  # a byte at a time: what follows is the broker's
        sock.settimeout(max(end - time.monotonic(), 0.001))
        byte = sock.recv(1)
        if not byte or len(head) > MOST_HEAD:
            raise ClosedError
        head += byte
    return side_text(head.partition(b"\r\n")[0][:SHOWN_BYTES])
