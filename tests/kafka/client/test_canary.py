"""A password given to Kafka's library occurs nowhere in what is logged, at any level, in the window or in a consumer process."""

import os
import subprocess
import sys

import pytest

from tests import ROOT
from tests.rigs.broker import Broker

CANARY = "CANARY-b7e1"  # followed by what tells where it was given

PROGRAM = """
import logging, sys
from kafkadesk.core.log.book import LogBook
from kafkadesk.transport.client import logs

book = LogBook()
logs.to_stderr() if sys.argv[2] == "pane" else logs.keep_in(book)
import kafka
for name in [None, *logging.root.manager.loggerDict]:  # somebody wants to know everything
    logging.getLogger(name).setLevel(logging.DEBUG)
password = sys.stdin.readline()
log = logging.getLogger("kafkadesk.canary")
for more in (
    {"security_protocol": "SASL_PLAINTEXT", "sasl_mechanism": "PLAIN", "sasl_plain_username": "u", "sasl_plain_password": password},
    {"security_protocol": "SASL_PLAINTEXT", "sasl_mechanism": "SCRAM-SHA-256", "sasl_plain_username": "u", "sasl_plain_password": password},
    {"sasl_password": password},
):
    try:
        kafka.KafkaProducer(bootstrap_servers=sys.argv[1], bootstrap_timeout_ms=1500, **more).close(0)
    except Exception as error:
        log.exception("It failed: %s", error)
    log.warning("With %s", more)
print(book.as_text())
"""


@pytest.mark.parametrize("where", ["window", "pane"])
def test_a_password_is_in_no_log(broker: Broker, where: str) -> None:
    root = ROOT
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, broker.bootstrap, where], cwd=root, env={**os.environ, "PYTHONPATH": str(root)},
        input=CANARY, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = done.stdout + done.stderr
    assert told.count("It failed: ") >= 3, "it was there to be logged"
    assert "***" in told
    assert "kafka." in told, "the library's own lines too"
    assert CANARY not in told
