"""PyInstaller hook, before the one of its own collection: only what a plot needs (that one takes the examples and OpenGL too)."""

from importlib.util import find_spec
from pathlib import Path

from PyInstaller.utils.hooks import collect_data_files

LEFT_OUT = ("examples", "opengl", "jupyter", "flowchart", "console", "multiprocess")  # nothing of them is used for a plot

spec = find_spec("pyqtgraph")
assert spec is not None
assert spec.origin is not None
folder = Path(spec.origin).parent
hiddenimports = [
    ".".join(("pyqtgraph", *file.relative_to(folder).with_suffix("").parts))
    for file in folder.rglob("*.py")
    if file.name != "__init__.py" and file.relative_to(folder).parts[0] not in LEFT_OUT
]
datas = collect_data_files("pyqtgraph", excludes=[f"**/{name}/*" for name in LEFT_OUT])
