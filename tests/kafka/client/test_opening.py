"""Building a client within a bound: what comes too late is not left behind."""

import threading

import pytest

from kafkadesk.core.errors import ConnectError
from kafkadesk.transport.client import construct as opening


def test_a_client_that_comes_after_it_was_given_up_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine under load, or a broker that answers at last: the window has begun another attempt by then."""
    monkeypatch.setattr(opening, "GRACE_S", 0.1)
    answers, closed = threading.Event(), threading.Event()

    class Late:
        def __init__(self, **_: object) -> None:
            answers.wait(10)

        def close(self) -> None:
            closed.set()

    with pytest.raises(ConnectError, match="does not answer"):
        opening.construct(Late, {"bootstrap_timeout_ms": 0, "bootstrap_servers": ["127.0.0.1:9"]})
    assert not closed.is_set()
    answers.set()
    assert closed.wait(5)
