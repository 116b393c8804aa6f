"""The ledger among other programs, against an oracle that counts from the log and from all readers.

The oracle is a small Kafka: one group with panes of ours (A, B) and other programs' members (F commits, S never does). The broker's
answers arrive late, in any order, or never. Whatever the ledger claims must be so; what it cannot know it must not claim.
"""

from dataclasses import dataclass, field

from hypothesis import example, given, settings
from hypothesis import strategies as st

from kafkadesk.core.ledger.matrix import GroupVerdict, VerdictKind
from tests.rigs.drawn_world import TOPIC, World

OURS, THEIRS = ("A", "B"), ("F", "S")
MOST_PARTITIONS = 4


@dataclass(frozen=True)
class Answer:
    """What the broker knew at a time."""

    at: float
    owners: dict[int, bool] | None
    committed: dict[int, int]


@dataclass
class Broker:
    """The truth, and what the ledger is told of it."""

    world: World = field(default_factory=World)
    logs: list[list[int]] = field(default_factory=lambda: [[], []])
    members: list[str] = field(default_factory=list)
    dead: set[str] = field(default_factory=set)  # died, and the group has not noticed
    owners: dict[int, str] = field(default_factory=dict)
    positions: dict[int, int] = field(default_factory=dict)  # of the owners
    committed: dict[int, int] = field(default_factory=dict)
    receipts: list[tuple[str, int]] = field(default_factory=list)  # who, number
    sent_at: dict[int, float] = field(default_factory=dict)
    since: float | None = None  # when a pane of ours first read
    partitions_then: int = 0
    touched: set[int] = field(default_factory=set)  # partitions that a member had since then
    answers: list[Answer] = field(default_factory=list)

    # what happens; n is a free number that each reads in its own way

    def send(self, who: str, n: int) -> None:
        p = n % len(self.logs)
        number = len(self.sent_at) + 1
        self.sent_at[number] = self.world.now
        self.logs[p].append(number)
        self.world.send(f"{p}:{len(self.logs[p]) - 1}")

    def join(self, who: str, n: int) -> None:
        if who not in self.members:
            self.rebalance([*self.members, who], n)

    def leave(self, who: str, n: int) -> None:
        if who in self.members and who not in self.dead:
            self.rebalance([m for m in self.members if m != who], n)

    def kill(self, who: str, n: int) -> None:
        if who in self.members and who not in self.dead:
            self.dead.add(who)
            if who in OURS:
                self.world.stop(who, died=True)

    def notice(self, who: str, n: int) -> None:
        """Let the group notice its dead. Their session lasts longer than it takes to ask what they have committed."""
        if self.dead:
            self.fresh()
            self.rebalance([m for m in self.members if m not in self.dead], n)

    def read(self, who: str, n: int) -> None:
        for p in self.parts(who):
            taken = self.logs[p][self.positions[p] : self.positions[p] + n % 4 + 1]
            if taken and who in OURS:
                self.world.got(who, p, *range(self.positions[p], self.positions[p] + len(taken)))
            self.receipts += [(who, number) for number in taken]
            self.positions[p] += len(taken)

    def commit(self, who: str, n: int) -> None:
        if who == "S":
            return
        mine = {p: self.positions[p] for p in self.parts(who)}
        self.committed |= mine
        if who in OURS and mine:
            self.world.committed("g", mine)

    def add_partition(self, who: str, n: int) -> None:
        if len(self.logs) < MOST_PARTITIONS:
            self.logs.append([])
            if self.members:
                self.rebalance(self.members, n)

    def reset(self, who: str, n: int) -> None:
        """Have a tool move a commit, or delete it: only an empty group lets it."""
        p = n % len(self.logs)
        if not self.members:
            if n // 2 > len(self.logs[p]):
                self.committed.pop(p, None)
            else:
                self.committed[p] = n // 2

    def ask(self, who: str, n: int) -> None:
        """Ask the broker: the answer comes later."""
        self.answers.append(self.answer_now(stable=n % 3 > 0))

    def answer(self, who: str, n: int) -> None:
        """Let one of the answers arrive that are on their way."""
        if self.answers:
            self.deliver(self.answers.pop(n % len(self.answers)))

    # helpers

    def parts(self, who: str) -> list[int]:
        return [p for p, owner in self.owners.items() if owner == who and who not in self.dead]

    def answer_now(self, *, stable: bool) -> Answer:
        owners = {p: owner in OURS for p, owner in self.owners.items()}
        return Answer(self.world.now, owners if stable or not self.members else None, dict(self.committed))

    def deliver(self, answer: Answer) -> None:
        self.world.ledger.described("g", TOPIC, answer.owners, answer.committed, answer.at)

    def fresh(self) -> None:
        self.world.later(1)
        self.deliver(self.answer_now(stable=True))
        self.world.later(1)

    def rebalance(self, members: list[str], n: int) -> None:
        """Deal out the partitions anew. Who lives commits first, but for S, which is there long enough to be seen."""
        if "S" in self.members:
            self.fresh()
        began_at = self.world.now
        for member in self.members:
            self.commit(member, 0)
            if member in OURS and member not in self.dead:
                self.world.ledger.revoked(member, self.parts(member), self.world.now, lost=False)
                if member not in members:
                    self.world.stop(member)
        self.world.later(1)
        self.members, self.dead = sorted(members), self.dead & set(members)
        self.owners, self.positions = {}, {}
        shares: dict[str, list[int]] = {m: [] for m in self.members}
        for p in range(len(self.logs)):
            if self.members:
                shares[self.members[p % len(self.members)]].append(p)
        for member, partitions in shares.items():
            self.begin(member, partitions, began_at, latest=n % 2 == 1)

    def begin(self, who: str, partitions: list[int], began_at: float, *, latest: bool) -> None:
        resumed = [p for p in partitions if p in self.committed]
        added = self.partitions_then or len(self.logs)
        for p in partitions:
            self.owners[p] = who
            self.positions[p] = self.committed.get(p, len(self.logs[p]) if latest and p < added else 0)
        if who in OURS and who not in self.dead:
            mine = {p: self.positions[p] for p in partitions}
            fresh = {p: position for p, position in mine.items() if p not in resumed}
            self.committed |= fresh
            self.world.committed("g", fresh)
            self.world.ledger.assigned(who, partitions)
            self.world.read(who, "g", mine, resumed=resumed, began_at=began_at)
            if self.since is None:
                self.since, self.partitions_then = self.world.now, len(self.logs)
        if self.since is not None:
            self.touched |= set(partitions)

    # what must be so

    def times(self, number: int, who: tuple[str, ...] = OURS + THEIRS) -> int:
        return sum(reader in who and n == number for reader, n in self.receipts)

    def check(self) -> GroupVerdict:
        """Check what must never be said falsely, however late the answers are."""
        verdict = self.world.ledger.verdict("g")
        for number in verdict.missing:
            assert self.times(number) == 0, f"#{number} is not missing: {verdict}"
        for number in verdict.redelivered:
            assert self.times(number) > 1, f"#{number} came once: {verdict}"
        for number in verdict.again:
            assert self.times(number, OURS) > 0, f"#{number} has not come yet: {verdict}"
        scope = self.world.ledger._groups.get(("g", TOPIC))
        for number in scope.read_by_others if scope else ():
            assert self.times(number, THEIRS) > 0, f"nobody else read #{number}: {verdict}"
        return verdict

    def check_fresh(self) -> None:
        """Check what may be said once the broker has answered."""
        self.fresh()
        verdict = self.check()
        next_offsets = self.positions if self.members else self.committed
        place = {number: (p, o) for p, log in enumerate(self.logs) for o, number in enumerate(log)}
        for number in verdict.again:
            p, offset = place[number]
            on = self.committed.get(p, 0) if self.owners.get(p) in self.dead else next_offsets.get(p, 0)
            assert on <= offset or self.owners.get(p) in THEIRS, f"#{number} will not come again: {verdict}"
        if verdict.kind is VerdictKind.EACH_ONCE:
            due = [n for n, at in self.sent_at.items() if self.since is not None and at > self.since and place[n][0] in self.touched]
            assert verdict.of >= len(due), f"{due} are due: {verdict}"
            for number in due:
                ours, theirs = self.times(number, OURS), self.times(number, THEIRS)
                assert (ours, theirs > 0) in ((1, False), (0, True)), f"#{number} came {ours} times here, {theirs} elsewhere: {verdict}"


steps = st.one_of(
    st.tuples(st.sampled_from(("send", "send", "add_partition", "reset", "ask", "answer", "notice")), st.just("A"), st.integers(0, 9)),
    st.tuples(
        st.sampled_from(("join", "join", "read", "read", "commit", "leave", "kill")), st.sampled_from(OURS + THEIRS), st.integers(0, 7)
    ),
)


@settings(max_examples=600, deadline=None)
@given(st.lists(steps, max_size=40))
@example([("join", "A", 0), ("send", "A", 0), ("read", "A", 0), ("kill", "A", 0), ("join", "F", 0), ("notice", "A", 0), ("read", "F", 0)])
@example([("join", "A", 0), ("join", "F", 0), ("send", "A", 1), ("read", "F", 0), ("leave", "F", 0)])
@example([("join", "A", 0), ("join", "S", 0), ("send", "A", 1), ("read", "S", 0), ("leave", "S", 0), ("read", "A", 3)])
@example([("join", "A", 1), ("add_partition", "A", 0), ("send", "A", 2), ("read", "A", 0)])
@example([("send", "A", 0), ("join", "B", 0), ("leave", "B", 0), ("reset", "A", 2), ("join", "A", 0)])
@example([("join", "S", 0), ("join", "A", 0), ("send", "A", 1), ("join", "F", 1), ("join", "B", 0)])
def test_nothing_false_is_said_whoever_reads_and_however_late_the_answers_are(orders: list[tuple[str, str, int]]) -> None:
    broker = Broker()
    for what, who, n in orders:
        broker.world.later(1)
        getattr(broker, what)(who, n)
        broker.check()
    broker.check_fresh()


def test_the_oracle_itself_counts_all_readers() -> None:
    broker = Broker()
    for what, who, n in [("join", "A", 0), ("join", "F", 0), ("send", "A", 1), ("read", "F", 0), ("commit", "F", 0)]:
        broker.world.later(1)
        getattr(broker, what)(who, n)
    broker.check_fresh()
    assert broker.receipts == [("F", 1)]
    assert broker.world.verdict("g") == "each once here (0 of 1); 1 read by other programs"
