"""The desk's profiles: connecting by one, after its files were looked into, and with its secrets masked in every log."""

import asyncio

from kafkadesk.core.cluster.profiles import NO_SECRETS, Profile, Secrets, Security
from kafkadesk.core.log.book import LogBook
from kafkadesk.core.state import ClusterInfo
from kafkadesk.desk.connection import Connect, options_for
from kafkadesk.transport.admin.admin import Admin


class ProfileControl:
    """Connects by profiles. logbook: where secrets are masked from the moment they are known."""

    def __init__(self, logbook: LogBook, connect: Connect) -> None:
        self._logbook = logbook
        self._connect = connect

    async def connect(self, profile: Profile, secrets: Secrets = NO_SECRETS) -> None:
        """Connect by a profile that is not Local Kafka's; `connection` tells how it goes.

        Raises AddressError for its servers, ProfileError for a file that cannot be used: nothing was tried then.
        """
        self._conceal(secrets)
        servers = profile.servers()
        await asyncio.to_thread(_check_files, profile.security, secrets)
        self._connect(servers, local=False, profile=profile, secrets=secrets)

    async def test(self, profile: Profile, secrets: Secrets = NO_SECRETS) -> ClusterInfo:
        """Connect once, beside the connection there is, and return what answers. Raises UserError; one login, whatever comes of it."""
        self._conceal(secrets)
        servers = profile.servers()
        await asyncio.to_thread(_check_files, profile.security, secrets)
        admin = Admin(options_for(servers, profile, secrets))
        try:
            return await asyncio.to_thread(_look, admin)
        finally:
            await asyncio.to_thread(admin.close)

    def _conceal(self, secrets: Secrets) -> None:
        for secret in secrets.values():
            self._logbook.conceal(secret)


def _check_files(security: Security, secrets: Secrets) -> None:
    from kafkadesk.system.profiles.tls_files import check_files  # imports cryptography, which takes 70 ms: not before the first paint

    check_files(security, secrets)


def _look(admin: Admin) -> ClusterInfo:
    admin.open()
    return admin.cluster()
