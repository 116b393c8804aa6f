"""Where everything stands in the flow view: topics below or beside each other, each by core/flow_band.py. No Qt: plain numbers.

All lengths are pixels; `unit` is the height of a line of text, and everything follows it. Many partitions share rows of
cells, and the lanes of a row to the same member are one: 100 partitions and 20 members stay readable.
"""

from kafkadesk.core.flow.band import Band, scaled, seats_of
from kafkadesk.core.flow.plan import Box, Caption, FlowPlan
from kafkadesk.core.flow.sizes import BAND_GAP, CAPTION_H, MARGIN, SIDE_GAP, choose
from kafkadesk.core.flow.world import FlowTopic, FlowWorld, Standing


def lay_out(world: FlowWorld, width: float, height: float, unit: float) -> FlowPlan:
    """Return the picture for a room of width × height pixels: as large as the room, or larger where that is too small.

    It is drawn to fit: `scale` of the plan says how much smaller, or larger where little stands in much room.
    """
    if not world.topics:
        return FlowPlan()
    several = len(world.topics) > 1
    heads = CAPTION_H if several else 0.0
    shapes = tuple(_shape(t) for t in world.topics)
    wide, tall = width / unit - 2 * MARGIN, height / unit - 2 * MARGIN
    sizes = choose(shapes, wide, tall)
    wide, tall = wide / sizes.scale, tall / sizes.scale
    lines = [world.topics[i : i + sizes.across] for i in range(0, len(world.topics), sizes.across)]
    spare = max(0.0, tall - sizes.height) / len(lines)
    inner = max((wide - (sizes.across - 1) * SIDE_GAP) / sizes.across, sizes.width)
    bands, captions = [], []
    y = MARGIN
    for line, natural in zip(lines, sizes.heights, strict=True):
        for i, topic in enumerate(line):
            box = Box(MARGIN + i * (inner + SIDE_GAP), y + heads, inner, natural + spare)
            bands.append(Band(topic, sizes, box))
            if several:
                captions.append(Caption(topic=topic, box=scaled(Box(box.x, y, inner, CAPTION_H), unit)))
        y += heads + natural + spare + BAND_GAP
    parts = [band.build(unit) for band in bands]
    return FlowPlan(
        width=(sizes.across * (inner + SIDE_GAP) - SIDE_GAP + 2 * MARGIN) * unit, height=(y - BAND_GAP + MARGIN) * unit,
        captions=tuple(captions), rows=tuple(r for p in parts for r in p.rows), seats=tuple(s for p in parts for s in p.seats),
        frames=tuple(f for p in parts for f in p.frames), lanes=tuple(lane for p in parts for lane in p.lanes),
    )  # fmt: skip


def _shape(topic: FlowTopic) -> tuple[int, tuple[tuple[int, bool], ...], int]:
    """Return what decides about sizes: partitions; a group's seats and whether the last is an idle one; observers."""
    groups = []
    for group in topic.groups:
        seats = seats_of(group.members)
        groups.append((len(seats), seats[-1][0].standing is Standing.IDLE))
    return len(topic.partitions), tuple(groups), len(topic.observers)
