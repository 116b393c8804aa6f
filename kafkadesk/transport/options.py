"""Client options -> kafka-python settings: the only file that knows their names."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


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

    def to_json(self) -> dict[str, Any]:
        """Return plain values, for the pipe to a consumer process."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "ClientOptions":
        """Return what to_json wrote."""
        values = dict(data)
        values["bootstrap"] = tuple((str(h), int(p)) for h, p in values["bootstrap"])
        return cls(**values)
