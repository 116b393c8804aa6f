"""Every way into a cluster, on real listeners: by producer, pane process and admin; and what happens where there is no way in."""

import asyncio
import os
import socket
import ssl
import subprocess
import sys
import time
import uuid
from dataclasses import replace

import pytest

from kafkadesk.core.cluster.profiles import Mechanism, Profile, Protocol, Secrets
from kafkadesk.core.delivery import SendPlan
from kafkadesk.core.errors import AuthError, ConnectError, ProfileError, ReadOnlyError
from kafkadesk.core.python_script import producer_script
from kafkadesk.core.read_plan import ReadPlan
from kafkadesk.core.start_position import Start, StartKind
from kafkadesk.core.state import READING, Phase
from kafkadesk.desk.desk import Desk
from tests.rigs.desk import WAIT_S, join, new_topic, received, send
from tests.rigs.security import PASSWORD, REAUTH_MS, SECRETS, WAYS, SecureBroker, certificate, desk_by

pytestmark = pytest.mark.allow_logs(r"^kafka\.")
REFUSED_WATCH_S = 2.5  # the library, left alone, tries six times in two seconds


def test_send_join_and_ask_in_every_way(secure_broker: SecureBroker) -> None:
    async def one(listener: str, mechanism: Mechanism) -> None:
        async with desk_by(secure_broker.profile(listener, mechanism)) as desk:
            await desk.connected()
            topic = await new_topic(desk, 2)
            pane = await join(desk, topic, f"g-{uuid.uuid4().hex[:6]}", Start(StartKind.EARLIEST))
            await send(desk, SendPlan(topic=topic, value="{}", count=4))
            await received(desk, pane, 4)
            assert await desk.end_offsets(topic)

    async def all_of_them() -> None:
        for listener, mechanism in WAYS:
            await one(listener, mechanism)

    before, asked_before = secure_broker.refusals(), len(secure_broker.tokens.asked)
    asyncio.run(all_of_them())
    assert secure_broker.refusals() == before
    assert set(secure_broker.tokens.asked[asked_before:]) == {200}


@pytest.mark.parametrize("mechanism", [Mechanism.PLAIN, Mechanism.SCRAM_SHA_512])
def test_a_wrong_password_is_tried_exactly_once(secure_broker: SecureBroker, mechanism: Mechanism) -> None:
    async def run() -> Desk:
        async with desk_by(secure_broker.profile("LOGINTLS", mechanism), replace(SECRETS, password="wrong horse")) as desk:
            with pytest.raises(AuthError, match="tried once"):
                await desk.connected()
            assert not await desk.until(lambda: desk.connection.phase is not Phase.DISCONNECTED, REFUSED_WATCH_S)
            assert desk.connection.attempt == 1
        return desk

    before = secure_broker.refusals()
    desk = asyncio.run(run())
    assert secure_broker.refusals() - before == 1
    assert "wrong horse" not in desk.logbook.as_text()


def test_a_client_that_the_token_server_refuses_asks_once(secure_broker: SecureBroker) -> None:
    async def run() -> None:
        async with desk_by(secure_broker.profile("TOKEN", Mechanism.OAUTHBEARER), Secrets(client_secret="wrong")) as desk:
            with pytest.raises(AuthError, match="token server"):
                await desk.connected()

    mark = len(secure_broker.tokens.asked)
    asyncio.run(run())
    assert secure_broker.tokens.asked[mark:] == [401]
    del secure_broker.tokens.asked[mark:]


def error_of(profile: Profile, secrets: Secrets = SECRETS) -> str:
    """Return what the window says of a connection that does not come about."""

    async def run() -> str:
        async with desk_by(profile, secrets) as desk:
            assert await desk.until(lambda: desk.connection.error is not None, WAIT_S)
            assert isinstance(desk.connection.error, ConnectError)
            return desk.connection.error.sentence()

    return asyncio.run(run())


def test_what_stands_in_the_way_is_named(secure_broker: SecureBroker) -> None:
    tls = secure_broker.profile("TLS")
    stranger = secure_broker.folder / "stranger.pem"
    stranger.write_bytes(certificate("Stranger CA", ca=True).cert_pem())
    assert "authority that is not known" in error_of(replace(tls, security=replace(tls.security, ca_file=str(stranger))))
    mtls = secure_broker.profile("MTLS", cert_file="", key_file="")
    assert "client certificate" in error_of(mtls)
    login = replace(tls, bootstrap=secure_broker.profile("LOGIN").bootstrap)
    # A plaintext listener. A broker that is short of processor time may not have hung up yet when the time is over.
    assert any("does not speak TLS" in error_of(login) for _ in range(3))
    assert "does not offer" in error_of(secure_broker.profile("LOGIN", Mechanism.SCRAM_SHA_256))
    plain = replace(secure_broker.profile("LOGIN"), bootstrap=secure_broker.broker.bootstrap)
    assert "did not expect a login" in error_of(plain)


def test_the_name_in_the_certificate_is_verified(secure_broker: SecureBroker) -> None:
    """There is no switch for it; this is here to notice if the library's default ever changed."""
    from kafkadesk.transport.client.security import tls_context

    context = tls_context(secure_broker.profile("TLS").security, SECRETS)
    assert context.check_hostname
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.minimum_version >= ssl.TLSVersion.TLSv1_2


def test_a_mapped_name_is_still_the_one_that_the_certificate_is_checked_against(secure_broker: SecureBroker) -> None:
    port = secure_broker.ports["TLS"]
    names = (("kafka-1.test", "127.0.0.1"), ("kafka-2.test", "127.0.0.1"))

    async def connects() -> None:
        async with desk_by(replace(secure_broker.profile("TLS"), bootstrap=f"kafka-1.test:{port}", name_map=names)) as desk:
            await desk.connected()

    asyncio.run(connects())
    stranger = replace(secure_broker.profile("TLS"), bootstrap=f"kafka-2.test:{port}", name_map=names)
    assert "for another name" in error_of(stranger)


def test_a_file_that_cannot_be_used_stops_before_any_connection(secure_broker: SecureBroker) -> None:
    async def run() -> None:
        desk = Desk()
        try:
            with pytest.raises(ProfileError, match="no-such"):
                await desk.profiles.connect(secure_broker.profile("TLS", ca_file="/no-such/ca.pem"), SECRETS)
            assert desk.connection.phase is Phase.DISCONNECTED
        finally:
            await desk.close()

    asyncio.run(run())


def test_a_login_that_is_taken_away_ends_the_connection_and_is_not_tried_on(secure_broker: SecureBroker) -> None:
    """The broker wants a new login every 2.5 s: while the password holds nobody notices; when it does not, all stops, in words."""
    profile = secure_broker.profile("AGAIN", Mechanism.SCRAM_SHA_256, username="leaver")
    secure_broker.set_user("leaver", PASSWORD)

    async def run() -> None:
        async with desk_by(profile) as desk:
            await desk.connected()
            topic = await new_topic(desk, 1)
            pane = await join(desk, topic, f"g-{uuid.uuid4().hex[:6]}", Start(StartKind.EARLIEST))
            await send(desk, SendPlan(topic=topic, value="{}", count=10, every_ms=REAUTH_MS // 7))
            await received(desk, pane, 10)
            before = secure_broker.refusals()
            await asyncio.to_thread(secure_broker.set_user, "leaver", None)
            assert await desk.until(lambda: isinstance(desk.connection.error, AuthError), WAIT_S), desk.connection
            assert await desk.until(lambda: desk.panes[pane].mode not in READING, WAIT_S), desk.panes[pane]
            assert isinstance(desk.panes[pane].error, AuthError), desk.panes[pane]
            assert desk.connection.phase is Phase.DISCONNECTED
            tried = secure_broker.refusals()
            # Three clients, each with its connections to one broker: the login anew, and one connection anew.
            assert tried - before <= 2 * 3 * 2
            busy = time.process_time()
            await desk.until(lambda: False, REFUSED_WATCH_S)
            assert secure_broker.refusals() == tried
            assert time.process_time() - busy < REFUSED_WATCH_S / 4, "nothing spins"

    asyncio.run(run())


def test_show_as_python_runs_in_every_way_and_holds_no_password(secure_broker: SecureBroker) -> None:
    """The scripts come in by kafka-python alone, as a user's do; one process for all, and the topic tells what arrived."""

    async def topic() -> str:
        async with desk_by(secure_broker.profile("LOGIN")) as desk:
            await desk.connected()
            return await new_topic(desk, 1)

    name = asyncio.run(topic())
    plan = SendPlan(topic=name, value="{}", count=1)
    profiles = [secure_broker.profile(listener, mechanism) for listener, mechanism in WAYS]
    scripts = [producer_script(plan, profile.servers(), profile.security) for profile in profiles]
    for secret in SECRETS.values():
        assert secret not in "".join(scripts)
    environment = {"KAFKA_PASSWORD": PASSWORD, "CLIENT_SECRET": SECRETS.client_secret, "KEY_PASSWORD": SECRETS.key_password}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-"], input="\n".join(scripts), env={**os.environ, **environment}, capture_output=True, text=True,
        timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert [line.partition(" ")[2] for line in done.stdout.splitlines()] == [f"{name}:0:{n}" for n in range(len(WAYS))]


def test_a_read_only_profile_reads_and_changes_nothing(secure_broker: SecureBroker) -> None:
    profile = secure_broker.profile("LOGIN")

    async def run() -> None:
        async with desk_by(profile) as desk:
            await desk.connected()
            topic = await new_topic(desk)
            await send(desk, SendPlan(topic=topic, value="{}"))
            await desk.profiles.connect(replace(profile, read_only=True), SECRETS)
            await desk.connected()
            pane = desk.add_pane()
            for refused in (
                lambda: desk.send(SendPlan(topic=topic, value="{}")),
                lambda: desk.commit(pane),
            ):
                with pytest.raises(ReadOnlyError, match="read-only"):
                    refused()
            with pytest.raises(ReadOnlyError):
                await desk.create_topic("another", 1)
            with pytest.raises(ReadOnlyError):
                await desk.join(pane, ReadPlan(topic=topic, group="g"), confirmed=True)
            desk.observe(pane, topic, Start(StartKind.EARLIEST))
            await received(desk, pane, 1)

    asyncio.run(run())


def test_no_protocol_is_left_out() -> None:
    assert {secure for secure in Protocol if secure is not Protocol.PLAINTEXT} == {
        Protocol.SSL, Protocol.SASL_PLAINTEXT, Protocol.SASL_SSL
    }  # fmt: skip
    assert {mechanism for listener, mechanism in WAYS if listener not in ("TLS", "MTLS")} == set(Mechanism)
    assert PASSWORD not in repr(SECRETS)


def test_a_port_that_stays_silent_when_tls_begins_is_told_apart(secure_broker: SecureBroker) -> None:
    tls = secure_broker.profile("TLS")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        said = error_of(replace(tls, bootstrap=f"127.0.0.1:{silent.getsockname()[1]}"))
    assert "did not answer in time when TLS began" in said
