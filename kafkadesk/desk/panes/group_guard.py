"""Who may be disturbed: a group with members or commits of others is not joined before the user has agreed."""

from collections.abc import Awaitable, Callable, Mapping
from itertools import count

from kafkadesk.core.errors import KafkaRefusedError, UserError
from kafkadesk.core.state import GroupInfo, PaneState
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text


class ConsentNeededError(UserError):
    """A group is in use. info: what the broker says of it; others: its members that are not panes of ours. Join with confirmed=True."""

    def __init__(self, info: GroupInfo, ours: set[str | None]) -> None:
        self.info = info
        self.others = tuple(member for member in info.members if member.member_id not in ours)
        super().__init__(
            Text(
                QT_TRANSLATE_NOOP("core", "The group {group} is in use: it has {n} other members, and commits of {topics} topics."),
                {"group": info.group, "n": len(self.others), "topics": len(info.committed)},
            ),
            Text(QT_TRANSLATE_NOOP("core", "Joining it takes partitions from its members and moves its commits.")),
        )


class GroupGuard:
    """Knows the groups of this desk. own: those it made, or joined after it was confirmed. recent: those it joined, oldest first."""

    def __init__(self, panes: Callable[[], Mapping[str, PaneState]], ask: Callable[[str], Awaitable[GroupInfo]]) -> None:
        self.own: frozenset[str] = frozenset()
        self.recent: tuple[str, ...] = ()
        self._panes = panes
        self._ask = ask

    def add_own(self, group: str) -> None:
        """Note a group that this desk made: joining it again needs no consent."""
        self.own |= {group}

    def note_joined(self, group: str) -> None:
        """Note a group that a pane joins."""
        self.add_own(group)
        if group not in self.recent:
            self.recent = (*self.recent, group)

    async def check(self, group: str) -> None:
        """Raise ConsentNeededError when others are in the group, or have committed in it; KafkaRefusedError when it is not of consumers."""
        if group in self.own:
            return
        info = await self._ask(group)
        if info.other_kind is not None:
            raise KafkaRefusedError(
                Text(
                    QT_TRANSLATE_NOOP(
                        "core", "{group} is no consumer group but one of another kind ({kind}): a consumer pane cannot join it."
                    ),
                    {"group": group, "kind": info.other_kind},
                ),
                Text(QT_TRANSLATE_NOOP("core", "Type another group ID.")),
            )
        error = ConsentNeededError(info, {pane.member_id for pane in self._panes().values()})
        if error.others or info.committed:
            raise error

    def unused_name(self, group: str) -> str:
        """Return a name like this group's that no pane has joined."""
        return next(name for n in count(2) if (name := f"{group}-{n}") not in self.own)
