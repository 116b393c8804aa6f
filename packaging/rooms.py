"""Draws docs/pictures/rooms.svg from the imports: every package, floor by floor, and which rooms it uses.

    python3 packaging/rooms.py update
    python3 packaging/rooms.py check     exit status 1: the picture no longer shows what is so

Left out: arrows that follow from others (a uses b, b uses c: no arrow from a to c), those from a room to the modules of the floor that it
is in, and those to core/ and widgets/base, which nearly every room uses.
"""

import ast
import html
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs" / "pictures" / "rooms.svg"
FLOORS = (("cli", "app"), ("widgets", "desk"), ("models", "transport", "system"), ("core",))  # high to low, as the import contracts say
COLORS = {
    "cli": "#e8eef7", "app": "#d6e4f5", "widgets": "#dff0e3", "desk": "#fdeccb", "models": "#e6f2d5", "transport": "#f7d9d2",
    "system": "#e7dff2", "core": "#eeeeee",
}  # fmt: skip
EVERYWHERE = ("core", "widgets.base")  # used by nearly all: no arrows
BOX_W, BOX_H, GAP_X, GAP_Y, MARGIN, WIDTH = 138, 34, 14, 46, 20, 1540
Graph = Mapping[str, set[str]]


def rooms() -> dict[str, set[str]]:
    """Return each package of kafkadesk (without that word) and the packages that its modules import."""
    files = {".".join(f.relative_to(ROOT / "kafkadesk").with_suffix("").parts).removesuffix(".__init__"): f for f in _files()}
    graph: dict[str, set[str]] = {}
    for name, file in files.items():
        room = _room(name, files)
        if room and file.name != "__init__.py":
            graph.setdefault(room, set()).update(_room(used, files) for used in _imports(file, files))
    return {
        room: {u for u in used if u in graph and u not in (room, *EVERYWHERE) and not room.startswith(f"{u}.")}
        for room, used in graph.items()
    }


def _files() -> list[Path]:
    return sorted((ROOT / "kafkadesk").rglob("*.py"))


def _room(module: str, files: Mapping[str, Path]) -> str:
    return module if files[module].name == "__init__.py" else module.rpartition(".")[0]


def _imports(file: Path, files: Mapping[str, Path]) -> Iterable[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("kafkadesk."):
            module = node.module.removeprefix("kafkadesk.")
            for alias in node.names:
                inner = f"{module}.{alias.name}"
                yield inner if inner in files else module


def reduced(graph: Graph) -> dict[str, set[str]]:
    """Return the graph without the arrows that follow from others."""

    def reach(room: str, seen: set[str]) -> set[str]:
        for used in graph.get(room, ()):
            if used not in seen:
                seen.add(used)
                reach(used, seen)
        return seen

    beyond = {room: reach(room, set()) for room in graph}
    return {room: {u for u in used if not any(u in beyond[v] for v in used if v != u)} for room, used in graph.items()}


def rows(graph: Graph) -> list[list[str]]:
    """Return the rooms row by row: floor by floor, and inside a floor whoever uses a neighbour stands above it."""
    found: list[list[str]] = []
    for floor in FLOORS:
        names = [room for room in graph if room.partition(".")[0] in floor]
        depth: dict[str, int] = {}

        def deep(room: str, names: list[str] = names, depth: dict[str, int] = depth) -> int:
            if room not in depth:
                depth[room] = 0
                depth[room] = max((deep(u) + 1 for u in graph[room] if u in names), default=0)
            return depth[room]

        for level in range(max(map(deep, names)), -1, -1):
            row = [room for room in names if depth[room] == level]
            found += [row[i : i + 10] for i in range(0, len(row), 10)]
    return _untangled(found, graph)


def _untangled(found: list[list[str]], graph: Graph) -> list[list[str]]:
    """Order each row by where its neighbours stand, a few times up and down, so that fewer arrows cross."""
    for _ in range(8):
        at = {room: (i + 0.5) / len(row) for row in found for i, room in enumerate(row)}
        around: dict[str, list[float]] = {room: [] for room in at}
        for room, used in graph.items():
            for other in used:
                around[room].append(at[other])
                around[other].append(at[room])
        mean = {room: sum(ats) / len(ats) if ats else at[room] for room, ats in around.items()}
        found = [sorted(row, key=lambda room: (mean[room], room)) for row in found]
    return found


def drawing() -> str:
    """Return the picture as SVG."""
    graph = reduced(rooms())
    placed: dict[str, tuple[float, float]] = {}
    for y, row in enumerate(rows(graph)):
        left = (WIDTH - len(row) * (BOX_W + GAP_X) + GAP_X) / 2
        for x, room in enumerate(row):
            placed[room] = (left + x * (BOX_W + GAP_X), MARGIN + y * (BOX_H + GAP_Y))
    height = max(y for _, y in placed.values()) + BOX_H + MARGIN
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{height:.0f}" fill="white"/>',
        '<defs><marker id="a" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 0L8 4L0 8z" fill="#667"/></marker></defs>',
    ]
    lines += [_arrow(placed[room], placed[other]) for room, used in sorted(graph.items()) for other in sorted(used) if other in placed]
    lines += [_box(room, place) for room, place in sorted(placed.items())]
    return "\n".join((*lines, "</svg>", ""))


def _arrow(source: tuple[float, float], target: tuple[float, float]) -> str:
    x1, y1, x2, y2 = source[0] + BOX_W / 2, source[1] + BOX_H, target[0] + BOX_W / 2, target[1]
    bend = (y2 - y1) / 2
    path = f"M{x1:.0f} {y1:.0f}C{x1:.0f} {y1 + bend:.0f} {x2:.0f} {y2 - bend:.0f} {x2:.0f} {y2:.0f}"
    return f'<path d="{path}" fill="none" stroke="#667" stroke-opacity="0.55" marker-end="url(#a)"/>'


def _box(room: str, place: tuple[float, float]) -> str:
    floor, _, name = room.partition(".")
    x, y = place
    label = f'<tspan fill="#666">{floor}/</tspan><tspan font-weight="bold">{html.escape(name)}</tspan>'
    return (
        f'<rect x="{x:.0f}" y="{y:.0f}" width="{BOX_W}" height="{BOX_H}" rx="5" fill="{COLORS[floor]}" stroke="#889"/>'
        f'<text x="{x + BOX_W / 2:.0f}" y="{y + BOX_H / 2 + 4:.0f}" text-anchor="middle">{label}</text>'
    )


def main(command: str) -> int:
    """Draw the picture anew, or say whether it is out of date."""
    new = drawing()
    if command == "update":
        PICTURE.write_text(new, encoding="utf-8")
        return 0
    if PICTURE.exists() and PICTURE.read_text(encoding="utf-8") == new:
        return 0
    print(f"{PICTURE.relative_to(ROOT)} is out of date: python3 packaging/dev.py fix draws it.")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
