"""Client options -> kafka-python settings: the only file that knows their names."""

import socket
import struct
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from kafkadesk.core.cluster.name_map import Pairs, map_url
from kafkadesk.core.cluster.profiles import NO_SECRETS, NO_SECURITY, Mechanism, Protocol, Secrets, Security
from kafkadesk.core.log.redact import conceal
from kafkadesk.transport.client.security import security_settings

MAX_REQUEST_BYTES = 32 * 1024 * 1024  # of a produce request; the limit that matters is then the broker's or the topic's own
MAX_ANSWER_BYTES = 16 * 1024 * 1024  # of the lists of a cluster: some 250,000 topics; read, it takes 25 times as much memory
ADMIN_REQUEST_TIMEOUT_MS = 5_000
LINGER_NOT = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)  # struct linger: on, for 0 s


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientOptions:
    """How the app's clients talk to one cluster. Times in milliseconds."""

    bootstrap: tuple[tuple[str, int], ...]
    client_id: str = "kafkadesk"
    session_timeout_ms: int = 10_000
    heartbeat_ms: int = 1_000
    bootstrap_timeout_ms: int = 3_000
    request_timeout_ms: int = 10_000
    delivery_deadline_ms: int = 30_000
    security: Security = NO_SECURITY
    secrets: Secrets = NO_SECRETS
    name_map: Pairs = ()

    def __post_init__(self) -> None:
        for secret in self.secrets.values():  # whoever has options, window or consumer process, may log from now on
            conceal(secret)

    def to_json(self) -> dict[str, Any]:
        """Return plain values, secrets too: for the pipe to a consumer process, and for nothing else."""
        return asdict(self) | {"security": self.security.to_json(), "secrets": self.secrets.to_json()}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "ClientOptions":
        values = dict(data)
        values["bootstrap"] = tuple((str(h), int(p)) for h, p in values["bootstrap"])
        security = dict(values["security"])
        for key, kind in (("protocol", Protocol), ("mechanism", Mechanism)):
            if key in security:
                security[key] = kind(security[key])
        names = tuple((str(name), str(ip)) for name, ip in values["name_map"])
        values |= {"security": Security(**security), "secrets": Secrets.from_json(values["secrets"]), "name_map": names}
        return cls(**values)

    def producer_settings(self) -> dict[str, Any]:
        """Return the settings of a KafkaProducer: every send acknowledged by all in-sync replicas, none waiting for company."""
        return self._common() | {
            # The library refuses a delivery timeout below the request timeout.
            "request_timeout_ms": min(self.request_timeout_ms, self.delivery_deadline_ms),
            "delivery_timeout_ms": self.delivery_deadline_ms,
            "acks": "all",
            "enable_idempotence": True,
            "linger_ms": 0,  # adds itself 1:1 to the latency; sends still batch while requests are in flight
            "batch_size": 65_536,
            "compression_type": None,
            "max_block_ms": 3_000,
            "max_request_size": MAX_REQUEST_BYTES,
            "allow_auto_create_topics": False,
            # A connection that is given up takes what has not left this PC with it: the system would go on sending it for minutes, and
            # a record that was looked up and not found would be written after all. The library's own option beside it.
            "socket_options": [(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1), (socket.SOL_SOCKET, socket.SO_LINGER, LINGER_NOT)],
        }

    def admin_settings(self) -> dict[str, Any]:
        return self._common() | {
            "request_timeout_ms": min(self.request_timeout_ms, ADMIN_REQUEST_TIMEOUT_MS),
            "receive_message_max_bytes": MAX_ANSWER_BYTES,
            "max_in_flight_requests_per_connection": 100,  # a request beyond it fails at once; several threads ask
        }

    def reader_settings(self) -> dict[str, Any]:
        """Return the settings of a KafkaConsumer that reads once, without a group."""
        return self._common() | {
            "request_timeout_ms": self.request_timeout_ms,
            "group_id": None,
            "enable_auto_commit": False,
            "auto_offset_reset": "earliest",
            "isolation_level": "read_committed",
        }

    def consumer_settings(self, *, group: str | None, assignor: type) -> dict[str, Any]:
        """Return the settings of a KafkaConsumer that reads bytes and commits nothing by itself."""
        return self._common() | {
            "request_timeout_ms": self.request_timeout_ms,
            "group_id": group,
            "session_timeout_ms": self.session_timeout_ms,
            "heartbeat_interval_ms": self.heartbeat_ms,
            "partition_assignment_strategy": [assignor],
            "enable_auto_commit": False,  # the library would commit what poll() handed out, shown or not
            "auto_offset_reset": "none",  # start positions are resolved here, and deleted offsets are told, not passed over
            "isolation_level": "read_committed",
            "allow_auto_create_topics": False,
            "max_poll_records": 500,
            "max_poll_interval_ms": 60_000,  # also how long a rebalance waits for a member that hangs
            "fetch_max_bytes": 4 * 1024 * 1024,  # keeps a pane's process small; one larger record still comes through
            "metadata_max_age_ms": 2_000,  # until a pane sees that its topic has more partitions, or was recreated
            "metrics_enabled": False,  # nobody looks at them
        }

    def _common(self) -> dict[str, Any]:
        return {
            "bootstrap_servers": [f"[{host}]:{port}" if ":" in host else f"{host}:{port}" for host, port in self.bootstrap],
            "client_id": self.client_id,
            "proxy_url": map_url(self.name_map),  # no proxy: it chooses our sockets (transport/sockets.py)
            "bootstrap_timeout_ms": self.bootstrap_timeout_ms,
            "reconnect_backoff_ms": 50,
            "reconnect_backoff_max_ms": 1_000,  # the stock 30 s would keep the window waiting long after a broker is back
            "retry_backoff_ms": 100,
            "metadata_max_age_ms": 60_000,
        } | security_settings(self.security, self.secrets)
