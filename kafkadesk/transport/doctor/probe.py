"""The doctor's probing: every endpoint at once, each a stage at a time, with own sockets, one budget of time for all, and one login.

The order and the classes are those of the design's failure table; what a finding means is core/doctor.py's. An endpoint is
endpoint.py's; here is which there are: the bootstrap servers, then the brokers that the cluster advertises, then the
addresses that are tried for names that lead nowhere. Each begins as soon as it is known.
"""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from queue import Empty, SimpleQueue
from typing import Any

from kafkadesk.core.cluster.name_map import Pairs, mapping
from kafkadesk.core.cluster.profiles import NO_SECRETS, NO_SECURITY, Secrets, Security
from kafkadesk.core.doctor.candidates import Candidate, candidates
from kafkadesk.core.doctor.classes import OTHER_CLUSTER, UNKNOWN, Named, advertised_class, apart
from kafkadesk.core.doctor.doctor_class import DoctorClass
from kafkadesk.core.doctor.judge import APART, Advertised, Diagnosis, Finding, ProbeStep, Proved, Stage, endpoint_of, judge
from kafkadesk.core.doctor.pc_names import NOTHING_KNOWN, PcNames
from kafkadesk.core.text import Text
from kafkadesk.transport.client.logs import quiet
from kafkadesk.transport.doctor.broker_identity import Claim, settled
from kafkadesk.transport.doctor.endpoint import Endpoint
from kafkadesk.transport.doctor.progress import ProgressWatch
from kafkadesk.transport.doctor.proxy import through_proxy, worth_asking
from kafkadesk.transport.doctor.session import GIVEN_UP, TIME_UP, ProbeSession
from kafkadesk.transport.doctor.types import EndpointResult

AT_ONCE = 16
PATIENCE_S = 0.7  # beyond the budget, for stages that end with it
MOST_ASKED_OF_PROXY = 2
ASTRAY = (
    *UNKNOWN,
    DoctorClass.ADVERTISES_UNKNOWN_NAME,
    DoctorClass.ADVERTISES_CONTAINER,
    DoctorClass.OTHER_CLUSTER,
    DoctorClass.DEFECTIVE_HOSTS_LINE,
    DoctorClass.FOUND_ELSEWHERE,
)  # the name leads nowhere, or to others: other addresses are tried for it

Tell = Callable[[ProbeStep], None]


class Probe:
    """One examination. Blocking; `cancel` from any thread ends it at once. tell: each stage, as it begins and ends; any thread.

    topic, group: what the user is after; whether this user has them is asked last, where the cluster answers (no group: for sending).
    extra: addresses that the user gave for names this PC does not know. pc: gives what this PC has of names, which
    is more to try for them; called by run(), as it reads files.
    """

    def __init__(
        self,
        servers: Sequence[tuple[str, int]],
        *,
        security: Security = NO_SECURITY,
        secrets: Secrets = NO_SECRETS,
        name_map: Pairs = (),
        extra: Sequence[str] = (),
        pc: Callable[[], PcNames] = lambda: NOTHING_KNOWN,
        topic: str = "",
        group: str | None = None,
        tell: Tell = lambda _: None,
    ) -> None:
        quiet()
        self._servers = {endpoint_of(*server): server for server in servers}
        self._watch = ProgressWatch(tell)
        self._session = ProbeSession(security, secrets, mapping(name_map), self._watch.say)
        self._pc = pc
        self._extra = tuple(extra)
        self._topic, self._group = topic, group
        self._asked = threading.Lock()  # held for good by the first endpoint that asks: one answer is enough
        self._pool: ThreadPoolExecutor | None = None
        self._news: SimpleQueue[tuple[Callable[[Any], None], Any]] = SimpleQueue()
        self._open = 0  # jobs whose news have not come
        self._cluster: EndpointResult | None = None
        self._ips: tuple[str, ...] = ()  # at which bootstrap servers were reached and answered
        self._boots: dict[str, EndpointResult] = {}
        self._others: dict[str, EndpointResult] = {}  # of advertised brokers that are no bootstrap servers
        self._lost: dict[str, tuple[Advertised, EndpointResult]] = {}
        self._claims: dict[tuple[str, Candidate], tuple[Claim | None, str]] = {}  # with what came of it
        self._ways: list[Finding] = []

    def cancel(self) -> None:
        """Give it up."""
        self._session.cancel()
        self._news.put((lambda _: None, None))

    def run(self) -> Diagnosis:
        """Examine everything; return what was found. At most the session's time and PATIENCE_S; what there was no time for is named as such."""
        session = self._session
        session.begin()
        session.pc = self._pc()
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="doctor")
        try:
            with self._watch:
                for endpoint, (host, port) in self._servers.items():
                    server = Endpoint(session, Named(host=host, port=port), want=self._want, on_cluster=self._later(self._on_cluster))
                    self._start(server.examine, partial(self._booted, endpoint))
                while self._open and not session.cancelled():
                    try:
                        then, result = self._news.get(timeout=max(session.left + PATIENCE_S, 0.001))
                    except Empty:
                        break
                    then(result)
                self._tell_untested()
        finally:
            self._pool.shutdown(wait=False, cancel_futures=True)
        return self._diagnosis()

    def _start(self, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        """Have something done on a thread of the pool, and what came of it handled on this one."""
        assert self._pool is not None
        self._open += 1

        def over(future: Future[Any]) -> None:
            self._open -= 1
            try:
                then(future.result())
            except CancelledError:  # it was never begun
                return

        self._pool.submit(work).add_done_callback(lambda future: self._news.put((over, future)))

    def _later(self, handle: Callable[[Any], None]) -> Callable[[Any], None]:
        """Return what hands its argument over to this thread."""
        return lambda argument: self._news.put((handle, argument))

    def _want(self) -> tuple[str, str | None] | None:
        """Return what the user is after, to the first endpoint that asks."""
        if (self._topic or self._group) and self._asked.acquire(blocking=False):
            return self._topic, self._group
        return None

    # what comes of it, all on the thread of run()

    def _booted(self, endpoint: str, seen: EndpointResult) -> None:
        """A bootstrap server is through."""
        self._boots[endpoint] = seen
        if self._cluster is not None:
            for broker in self._cluster.brokers:
                if broker.endpoint == endpoint:
                    self._look_elsewhere(broker, seen)
        elif len(self._boots) == len(self._servers):  # none has led anywhere
            away = [
                endpoint for endpoint in self._servers if worth_asking(self._session, self._boots[endpoint], self._servers[endpoint][0])
            ]
            for endpoint in away[:MOST_ASKED_OF_PROXY]:
                self._start(partial(through_proxy, self._session, *self._servers[endpoint]), self._proxied)

    def _proxied(self, way: Finding | None) -> None:
        if way is not None:
            self._ways.append(way)

    def _on_cluster(self, seen: EndpointResult) -> None:
        """A cluster has answered at a bootstrap server: the first that does so counts, of the others only their addresses."""
        first = self._cluster is None
        if self._cluster is None:
            self._cluster = seen
        self._ips = tuple(dict.fromkeys((*self._ips, *seen.ips)))
        for broker, lost in self._lost.values():
            self._claim(broker, lost)
        if not first:
            self._compare(seen)
            return
        for broker in dict.fromkeys(seen.brokers):
            if broker.endpoint in self._boots:
                self._look_elsewhere(broker, self._boots[broker.endpoint])
            elif broker.endpoint not in self._servers:
                named = Named(host=broker.host, port=broker.port, advertised=True, bootstrap=self._ips)
                self._start(Endpoint(self._session, named, cluster_id=seen.cluster_id).examine, partial(self._tested, broker))

    def _compare(self, seen: EndpointResult) -> None:
        """Tell of a bootstrap server at which another cluster answers than at the first."""
        assert self._cluster is not None
        if seen.cluster_id not in (None, self._cluster.cluster_id) and self._cluster.cluster_id is not None:
            note = Text(OTHER_CLUSTER, {"id": seen.cluster_id})
            self._session.tell(ProbeStep(endpoint=seen.endpoint, stage=Stage.CLUSTER, ok=False, note=note, kind=APART))

    def _tested(self, broker: Advertised, seen: EndpointResult) -> None:
        """An advertised broker is through."""
        self._others[broker.endpoint] = seen
        self._look_elsewhere(broker, seen)

    def _look_elsewhere(self, broker: Advertised, seen: EndpointResult) -> None:
        """Try other addresses for a broker whose name leads nowhere, or to others."""
        if not seen.reached and any(finding.kind in ASTRAY for finding in seen.findings):
            self._lost[broker.endpoint] = broker, seen
            self._claim(broker, seen)

    def _claim(self, broker: Advertised, lost: EndpointResult) -> None:
        """Try what was not tried yet for a broker: where its name leads, it has just not been found."""
        assert self._cluster is not None
        session = self._session
        for candidate in candidates(broker.host, session.pc, bootstrap=self._ips, given=self._extra, names=session.names):
            key = broker.endpoint, candidate
            if key in self._claims or candidate.target in lost.addresses:
                continue
            self._claims[key] = None, "not tested"
            named = Named(host=broker.host, port=broker.port, advertised=True)
            endpoint = Endpoint(
                session, named, at=candidate.target, known=candidate.origin.known, node=broker.node_id, cluster_id=self._cluster.cluster_id,
                tell=lambda _: None,  # nothing of it is told as found
            )  # fmt: skip
            self._start(endpoint.examine, partial(self._claimed, key, broker))

    def _claimed(self, key: tuple[str, Candidate], broker: Advertised, seen: EndpointResult) -> None:
        """Something was tried for a broker."""
        assert self._cluster is not None
        _, candidate = key
        same = seen.reached and seen.cluster_id is not None and seen.cluster_id == self._cluster.cluster_id
        if same and seen.itself is not False:
            place = Proved(name=broker.host, ip=seen.ips[0], port=broker.port, origin=str(candidate.origin))
            self._claims[key] = Claim(place, sure=seen.itself is True), "the same cluster answers"
        elif same:
            self._claims[key] = None, "another broker of the cluster answers"
        else:
            self._claims[key] = (
                None,
                next((f"{f.kind}: {f.evidence}" for f in reversed(seen.findings)), str(seen.untested or "no cluster ID")),
            )

    def _diagnosis(self) -> Diagnosis:
        cluster = self._cluster
        brokers = () if cluster is None else tuple(dict.fromkeys(cluster.brokers))
        seen = {endpoint: self._boots.get(endpoint, EndpointResult(endpoint, untested=TIME_UP)) for endpoint in self._servers}
        for broker in brokers:
            seen.setdefault(broker.endpoint, self._others.get(broker.endpoint, EndpointResult(broker.endpoint, untested=TIME_UP)))
        if cluster is not None:
            seen[cluster.endpoint] = cluster  # it may still be asking about the topic
        found = [finding for one in seen.values() for finding in self._as_advertised(one, brokers)]
        found += self._ways if cluster is None else []
        two = apart([(endpoint, seen[endpoint].cluster_id) for endpoint in self._servers if seen[endpoint].reached])
        found += [] if two is None else [two]
        reached = [endpoint for endpoint, one in seen.items() if one.reached]
        untested = tuple(endpoint for endpoint, one in seen.items() if one.untested and not one.reached)
        claims = [
            [claim for (whose, _), (claim, _) in self._claims.items() if whose == endpoint and claim is not None] for endpoint in self._lost
        ]
        if self._session.cancelled():
            found.append(Finding(kind=DoctorClass.NO_ANSWER, endpoint="", evidence=GIVEN_UP))
        return Diagnosis(
            verdict=judge(found, brokers, reached, untested), findings=tuple(found), brokers=brokers, proved=settled(claims),
            tried=tuple(f"{whose} at {c.target} ({c.origin}): {what}" for (whose, c), (_, what) in self._claims.items()), untested=untested,
            left_out=0 if cluster is None else cluster.left_out, cluster_id=None if cluster is None else cluster.cluster_id, seconds=self._session.spent,
        )  # fmt: skip

    def _tell_untested(self) -> None:
        """Tell of endpoints that nobody came to."""
        boots = [endpoint for endpoint in self._servers if endpoint not in self._boots]
        named = [] if self._cluster is None else [broker.endpoint for broker in self._cluster.brokers]
        others = [endpoint for endpoint in named if endpoint not in self._servers and endpoint not in self._others]
        for endpoint in (*boots, *others):
            self._session.tell(
                ProbeStep(endpoint=endpoint, stage=Stage.NAME, ok=None, note=TIME_UP, advertised=endpoint in others, untested=True)
            )

    def _as_advertised(self, seen: EndpointResult, brokers: Sequence[Advertised]) -> list[Finding]:
        """Return an endpoint's findings; a bootstrap server's unknown name is another fault where the cluster itself hands it out."""
        broker = next((b for b in brokers if b.endpoint == seen.endpoint), None)
        if broker is None:
            return seen.findings
        return [
            replace(f, kind=advertised_class(broker.host, f.kind, bootstrap=self._ips)) if f.kind in UNKNOWN else f for f in seen.findings
        ]
