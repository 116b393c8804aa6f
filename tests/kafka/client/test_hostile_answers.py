"""Brokers without a login that answer what nobody can read: it is said as that, not as a wrong password, and in time."""

import random
import struct
import time

import pytest
from kafka.protocol.metadata import ApiVersionsResponse

from kafkadesk.core.errors import AuthError, UserError
from kafkadesk.transport.admin.admin import Admin
from kafkadesk.transport.client.options import MAX_ANSWER_BYTES, ClientOptions
from tests.rigs.hostile_broker import METADATA, VERSIONS, Answer, cluster, encoded, hostile

HOST = "127.0.0.1"


def not_utf8(_version: int, number: int) -> bytes:
    answer = cluster(("xxxx", 1))(5, number)
    return answer.replace(b"xxxx", b"\xff\xfe\xff\xfe")


def random_bytes(_version: int, number: int) -> bytes:
    return struct.pack(">i", number) + random.Random(number).randbytes(200)


def too_large(_version: int, _number: int) -> bytes:
    return bytes(MAX_ANSWER_BYTES + 1)


def of_a_login(_version: int, number: int) -> bytes:
    return encoded(ApiVersionsResponse(error_code=58, api_keys=[], throttle_time_ms=0), 0, number)


WORDS: dict[Answer, str] = {
    too_large: "larger than what KafkaDesk reads",
    of_a_login: "a login failed (error 58), but this connection has none",
}


@pytest.mark.allow_logs(".*")
@pytest.mark.parametrize(
    ("key", "answer"),
    [(METADATA, not_utf8), (METADATA, random_bytes), (VERSIONS, random_bytes), (METADATA, too_large), (VERSIONS, of_a_login)],
)
def test_an_unreadable_answer_is_no_refused_login(key: int, answer: Answer) -> None:
    with hostile({key: answer}) as port:
        began = time.monotonic()
        with pytest.raises(UserError) as caught:
            Admin(ClientOptions(bootstrap=((HOST, port),), client_id="test")).open()
        assert time.monotonic() - began < 15
    assert not isinstance(caught.value, AuthError)
    assert "password" not in caught.value.sentence()
    assert WORDS.get(answer, "") in caught.value.sentence()
