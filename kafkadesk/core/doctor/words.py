"""The doctor's classes in words: what happened, what that means, and what to do. {endpoint} is host:port, {evidence} what was seen.

Written for somebody who was told "connect to test-kafka:9092" and does not know Kafka: its words are used, and explained where they come.
"""

from collections.abc import Mapping

from kafkadesk.core.cluster.profiles import Mechanism
from kafkadesk.core.doctor.words_cluster import CLUSTER
from kafkadesk.core.doctor.words_reach import REACH, TOKEN, Words

WORDS = REACH | CLUSTER


def words_of(kind: str, args: Mapping[str, object]) -> Words:
    """Return the words of a class. args: those of its finding; the login's mechanism is among them."""
    return TOKEN.get(kind, WORDS[kind]) if args.get("mechanism") == Mechanism.OAUTHBEARER else WORDS[kind]
