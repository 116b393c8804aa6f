"""A rebalance of the past as a picture for the flow view."""

from dataclasses import replace

from kafkadesk.core.flow.world import FlowGroup, FlowMember, FlowTopic, FlowWorld, GroupWord, Standing
from kafkadesk.core.groups.rebalance_rows import RebalanceRow


def past_world(row: RebalanceRow, topic: FlowTopic, group: FlowGroup) -> FlowWorld:
    """Return what the flow view shows of a rebalance: what moved as kept lanes, what came of it as lanes that are read."""
    members = []
    for pane in dict.fromkeys((*row.before, *row.after)):
        had, has = row.before.get(pane, ()), row.after.get(pane, ())
        standing = Standing.READING if has else Standing.IDLE if pane in row.after else Standing.GONE
        kept = tuple(p for p in had if p not in has)
        members.append(FlowMember(key=pane, name=row.names.get(pane, pane), standing=standing, partitions=has, kept=kept))
    shown = replace(group, members=tuple(members), generation=row.generation, word=GroupWord.STABLE, cause=None)
    return FlowWorld(topics=(replace(topic, groups=(shown,), observers=()),))
