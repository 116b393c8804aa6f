"""A password that is used while the doctor runs is told nowhere: report, JSON, log at every level, arguments of the process."""

import subprocess
import sys

import pytest

from kafkadesk.core.cluster.profiles import Mechanism
from tests import ROOT
from tests.rigs.security import SecureBroker

CANARY = "CANARY-d0c7 horse"

PROGRAM = """
import logging, sys
from pathlib import Path
from kafkadesk.core.doctor.judge import read_servers
from kafkadesk.core.doctor.report import step_line, to_json, to_text
from kafkadesk.core.log.book import LogBook
from kafkadesk.core.cluster.profiles import Mechanism, Protocol, Secrets, Security
from kafkadesk.transport.client import logs

book = LogBook()
logs.keep_in(book)
from kafkadesk.transport.doctor.probe import Probe
for name in [None, *logging.root.manager.loggerDict]:  # somebody wants to know everything
    logging.getLogger(name).setLevel(logging.DEBUG)
bootstrap, protocol, mechanism, ca, token_url = sys.argv[1:]
password = sys.stdin.read()
steps = []
security = Security(
    protocol=Protocol(protocol), mechanism=Mechanism(mechanism), username="app", ca_file=ca, token_url=token_url,
    client_id="kafkadesk" if token_url else "",
)
secrets = Secrets(password=password, client_secret=password, key_password=password)
probe = Probe(read_servers(bootstrap)[0], security=security, secrets=secrets, topic="t", group="g", tell=steps.append)
found = probe.run()
logging.getLogger("kafkadesk.canary").warning("Found %s by %s with %s", found, vars(probe), secrets)
print(to_json(found), to_text(found, steps), repr(found), [step_line(step) for step in steps], book.as_text())
print(Path("/proc/self/cmdline").read_text() if sys.platform == "linux" else sys.argv)
"""


@pytest.mark.parametrize(
    ("listener", "mechanism", "expected"),
    [
        ("LOGIN", Mechanism.PLAIN, "S3"),
        ("LOGINTLS", Mechanism.SCRAM_SHA_512, "S3"),
        ("TOKEN", Mechanism.OAUTHBEARER, "S5"),
        ("TLS", Mechanism.PLAIN, "C1"),  # nothing is refused: the password is only there
    ],
)
def test_a_password_is_told_nowhere(secure_broker: SecureBroker, listener: str, mechanism: Mechanism, expected: str) -> None:
    profile = secure_broker.profile(listener, mechanism)
    security = profile.security
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, profile.bootstrap, str(security.protocol), str(mechanism), security.ca_file, security.token_url],
        cwd=ROOT, input=CANARY, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    told = done.stdout + done.stderr
    assert done.returncode == 0, told
    assert f'"class": "{expected}"' in told, told
    assert "Found Diagnosis" in told
    for part in (CANARY, "d0c7", "CANARY"):
        assert part not in told
