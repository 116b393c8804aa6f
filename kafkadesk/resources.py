"""The only reader of resources/: translations, lessons, icons, style, Local Kafka's lock and settings.

In the source tree (and in an editable install) they lie beside the package; a wheel and a frozen program carry them inside it.
"""

from pathlib import Path

INSIDE = Path(__file__).parent / "_resources"
BESIDE = Path(__file__).parent.parent / "resources"


def root() -> Path:
    """Return the folder that holds the resources of this very copy of the program."""
    return INSIDE if INSIDE.is_dir() else BESIDE


def path(*parts: str) -> Path:
    """Return the file or folder resources/part/…; raises FileNotFoundError when it is not there.

    Parts are names, such as path("i18n", "kafkadesk_zh_CN.qm"): none may lead out of the folder.
    """
    for part in parts:
        # Not is_absolute(): on Windows "/etc" is not absolute, and leads out all the same.
        if Path(part).anchor or ".." in Path(part).parts:
            raise ValueError(f"not a resource: {part!r}")
    found = root().joinpath(*parts)
    if not found.exists():
        raise FileNotFoundError(f"resource {'/'.join(parts)} is not in {root()}")
    return found


def read_text(*parts: str) -> str:
    """Return the text of a UTF-8 resource, with line ends as they are in the file."""
    return read_bytes(*parts).decode()


def read_bytes(*parts: str) -> bytes:
    return path(*parts).read_bytes()
