"""What Kafka's clients and Windows say when something does not work, and what it means: the help that is searched.

docs/troubleshooting.md has the same lines for those who look in the documents; a test compares them.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kafkadesk.core.doctor.place import DoctorContext
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

LEAST = 3  # characters of a word that alone may find something
LOOSE = 2  # ranks from here on are shown only where nothing better is

VERBATIM = "{said}"
WITH_MEANING = QT_TRANSLATE_NOOP("core", "{said}. {means} {finds}")


@dataclass(frozen=True, slots=True)
class HelpEntry:
    """A paragraph of the help. said: word for word as it is met; means: in plain words; finds: the doctor's usual answers."""

    said: tuple[str, ...]
    means: str
    finds: str

    def shown(self, translate: Callable[[str], str] = str) -> str:
        """Return all of it as text, in the language of `translate`."""
        return "\n".join((", ".join(self.said), translate(self.means), translate(self.finds)))


ENTRIES = (
    HelpEntry(
        ("NoBrokersAvailable", "Unable to bootstrap"),
        QT_TRANSLATE_NOOP("core", "No server of the address could be used, for any reason: these two say only that it did not work."),
        QT_TRANSLATE_NOOP(
            "core",
            "A name that this PC does not know, nothing on that port, a firewall, encryption (TLS), or a login. The doctor says which.",
        ),
    ),
    HelpEntry(
        ("KafkaTimeoutError", "Failed to update metadata"),
        QT_TRANSLATE_NOOP(
            "core", "The time was up: the cluster does not know the topic, or the broker that it names cannot be reached from this PC."
        ),
        QT_TRANSLATE_NOOP(
            "core",
            "A broker that gives a name or an address which does not work here, or a missing topic or right. Tell the doctor the topic.",
        ),
    ),
    HelpEntry(
        ("getaddrinfo failed", "11001", "gaierror", "Name or service not known", "DNS lookup failed"),
        QT_TRANSLATE_NOOP("core", "This PC does not know a name: the one that you wrote, or the one that the broker gave itself."),
        QT_TRANSLATE_NOOP(
            "core",
            "Map the name to the IP, in KafkaDesk or in the hosts file. The doctor finds the IP if it can; else ask whoever gave you the name.",
        ),
    ),
    HelpEntry(
        ("10061", "ECONNREFUSED", "Connection refused"),
        QT_TRANSLATE_NOOP("core", "The computer is there, but nothing listens on that port."),
        QT_TRANSLATE_NOOP("core", "The broker does not run, or it has another port."),
    ),
    HelpEntry(
        ("10060", "Connection timed out"),
        QT_TRANSLATE_NOOP("core", "No answer at all came back."),
        QT_TRANSLATE_NOOP("core", "A firewall, a VPN that is off, or a wrong IP."),
    ),
    HelpEntry(
        ("10051", "10065", "No route to host"),
        QT_TRANSLATE_NOOP("core", "This PC has no way to that network."),
        QT_TRANSLATE_NOOP("core", "A VPN that is off, or a network cable that is out."),
    ),
    HelpEntry(
        ("10013",),
        QT_TRANSLATE_NOOP("core", "A program on this PC forbids the connection."),
        QT_TRANSLATE_NOOP("core", "Security software or a local firewall: KafkaDesk has to be allowed there."),
    ),
    HelpEntry(
        ("socket disconnected", "ECONNRESET", "10054"),
        QT_TRANSLATE_NOOP("core", "The broker hung up."),
        QT_TRANSLATE_NOOP("core", "It wants encryption (TLS), a login, or a client certificate, and the program came without."),
    ),
    HelpEntry(
        ("InvalidReceiveError", "Invalid frame length", "352518912"),
        QT_TRANSLATE_NOOP("core", "The port speaks TLS, and the program does not: it took the answer for a length."),
        QT_TRANSLATE_NOOP("core", "Choose SSL or SASL_SSL in the profile."),
    ),
    HelpEntry(
        ("CERTIFICATE_VERIFY_FAILED",),
        QT_TRANSLATE_NOOP("core", "The certificate of the broker is of an unknown authority, for another name, or out of date."),
        QT_TRANSLATE_NOOP("core", "The doctor says which of the three. The CA file of the cluster belongs in the profile."),
    ),
    HelpEntry(
        ("SaslAuthenticationFailedError",),
        QT_TRANSLATE_NOOP("core", "The broker refused user name, password or token."),
        QT_TRANSLATE_NOOP("core", "KafkaDesk tries a login once only, so that no account is locked."),
    ),
    HelpEntry(
        ("UnsupportedSaslMechanismError", "IllegalSaslStateError"),
        QT_TRANSLATE_NOOP("core", "The broker wants another way to log in, or none."),
        QT_TRANSLATE_NOOP("core", "The doctor names the ways that it offers: choose one as the SASL mechanism of the profile."),
    ),
    HelpEntry(
        ("TopicAuthorizationFailedError", "GroupAuthorizationFailedError", "ClusterAuthorizationFailedError"),
        QT_TRANSLATE_NOOP("core", "The login worked, but this user lacks a right (an ACL)."),
        QT_TRANSLATE_NOOP("core", "Tell the doctor topic and group: it names the right to ask for."),
    ),
    HelpEntry(
        ("UnknownTopicOrPartitionError", "InvalidTopicError"),
        QT_TRANSLATE_NOOP("core", "There is no such topic, or no topic can have that name."),
        QT_TRANSLATE_NOOP("core", "Check its spelling: small and capital letters differ. Or create it."),
    ),
    HelpEntry(
        ("NotEnoughReplicasError", "LeaderNotAvailableError"),
        QT_TRANSLATE_NOOP("core", "Brokers of the cluster are down or starting."),
        QT_TRANSLATE_NOOP("core", "Have them started. Then sending works again by itself."),
    ),
    HelpEntry(
        ("advertised.listeners", "connects and then hangs"),
        QT_TRANSLATE_NOOP(
            "core",
            "The most frequent trouble of all: the first connection works, and then the program hangs. A broker answers the first question "
            "with the names of all brokers, and from then on a client uses only those.",
        ),
        QT_TRANSLATE_NOOP(
            "core",
            "Where this PC does not know such a name, the doctor offers the mapping that it has proved. In KafkaDesk's profile it is for "
            "KafkaDesk alone; a script of your own needs the hosts file, or a corrected broker.",
        ),
    ),
)


def place_of(message: str) -> DoctorContext:
    """Return where the doctor is asked about what a program said: the message, with its paragraph of the help where that knows it."""
    entry = next((entry for entry in search(message) if message.strip()), None)
    if entry is None:
        return DoctorContext(Text(VERBATIM, {"said": message})) if message.strip() else DoctorContext()
    return DoctorContext(Text(WITH_MEANING, {"said": message, "means": Text(entry.means), "finds": Text(entry.finds)}))


def search(query: str, entries: Iterable[HelpEntry] = ENTRIES, translate: Callable[[str], str] = str) -> list[HelpEntry]:
    """Return what fits, best first; all of it for an empty query. A whole line of a log may be given: its one known message is found."""
    words = _words(query)
    ranked = ((_rank(words, entry, translate), entry) for entry in entries)
    found = sorted(((rank, entry) for rank, entry in ranked if rank is not None), key=lambda pair: pair[0])
    best = found[0][0] if found else 0
    return [entry for rank, entry in found if rank == best or rank < LOOSE]


def _rank(words: list[str], entry: HelpEntry, translate: Callable[[str], str]) -> int | None:
    """Return 0: a message stands in the query; 1: every word of the query in the entry; 2: one word in a message; None: it does not fit."""
    if any(words[n : n + len(said)] == said for message in entry.said for said in [_words(message)] for n in range(len(words))):
        return 0
    text = entry.shown(translate).casefold()
    if all(word in text for word in words):
        return 1
    messages = " ".join(entry.said).casefold()
    return LOOSE if any(len(word) >= LEAST and word in messages for word in words) else None


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
