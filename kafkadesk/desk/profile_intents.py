"""The desk's profiles: connecting by one, after its files were looked into, and with its secrets masked in every log."""

import asyncio

from kafkadesk.core.logbook import LogBook
from kafkadesk.core.profiles import NO_SECRETS, Profile, Secrets
from kafkadesk.desk.local_intents import LocalIntents
from kafkadesk.system.tls_files import check_files


class ProfileIntents(LocalIntents):
    """Connecting to a cluster that has a profile. logbook: where secrets are masked from the moment they are known."""

    logbook: LogBook

    async def connect_profile(self, profile: Profile, secrets: Secrets = NO_SECRETS) -> None:
        """Connect by a profile that is not Local Kafka's; `connection` tells how it goes.

        Raises AddressError for its servers, ProfileError for a file that cannot be used: nothing was tried then.
        """
        for secret in secrets.values():
            self.logbook.conceal(secret)
        servers = profile.servers()
        await asyncio.to_thread(check_files, profile.security, secrets)
        self._connect(servers, local=False, profile=profile, secrets=secrets)
