"""Where what KafkaDesk is shipped with is written down: beside the built program, or in the packages that pip installed.

Thread: blocking for some tenths of a second; call it off the window's thread.
"""

import importlib.metadata as metadata
import re
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

from kafkadesk.core.components import Component, licence_of, of_bill

PYTHON = "CPython"
BILL, TEXTS = "sbom.cdx.json", "licenses"  # beside the built program
LICENCE_FILE = re.compile(r"(licen[cs]e|copying|notice|authors)[^/]*$", re.IGNORECASE)
REQUIREMENT = re.compile(r"^[A-Za-z0-9._-]+")
GENERAL = {
    "LGPL-3.0": "LGPL-3.0.txt",
    "GPL-2.0": "GPL-2.0.txt",
    "Apache": "Apache-2.0.txt",
}  # how a licence's name begins -> its text, for a part without one


def shipped() -> tuple[Component, ...]:
    """Return what this copy of KafkaDesk is made of, by name. Raises OSError and InputError when the list of a built one is damaged."""
    if getattr(sys, "frozen", False):
        return of_bill((_folder() / BILL).read_bytes())
    return tuple(sorted(_installed(), key=lambda part: part.name.lower()))


def licence_text(part: Component) -> str:
    """Return the licence texts of a part, one after the other; "" when none came with it."""
    if getattr(sys, "frozen", False):
        folder = _folder() / TEXTS
        own = folder / part.texts
        files = [own] if own.is_file() else sorted(path for path in own.rglob("*") if path.is_file()) if part.texts else []
        if not files:
            files = [folder / name for start, name in GENERAL.items() if part.licence.startswith(start)]
    elif part.name == PYTHON:
        files = [Path(folder) / "LICENSE.txt" for folder in (sysconfig.get_path("stdlib"), sys.base_prefix)]
    else:
        files = [Path(str(file.locate())) for file in metadata.files(part.name) or () if LICENCE_FILE.search(file.as_posix())]
    return "\n\n".join(path.read_text(encoding="utf-8", errors="replace").strip() for path in files if path.is_file())


def package_licence(package: metadata.Distribution) -> str:
    """Return the licence that a Python package names; "" when it names none."""
    facts = package.metadata.json
    classifiers = facts.get("classifier", [])
    return licence_of(
        str(facts.get("license_expression", "")),
        str(facts.get("license", "")),
        [classifiers] if isinstance(classifiers, str) else classifiers,
    )


def _folder() -> Path:
    return Path(sys.executable).parent


def _installed() -> Iterator[Component]:
    """Give Python and the packages that KafkaDesk needs, by what each says that it needs; those of this system only are there."""
    yield Component(name=PYTHON, version=".".join(map(str, sys.version_info[:3])), licence="PSF-2.0")
    seen, open_ = set[str](), ["kafkadesk"]
    while open_:
        name = re.sub(r"[-_.]+", "-", open_.pop()).lower()
        try:
            found = metadata.distribution(name) if name not in seen else None
        except metadata.PackageNotFoundError:  # needed on another system, or by an extra
            continue
        if found is None:
            continue
        seen.add(name)
        needs = (REQUIREMENT.match(line) for line in found.requires or () if "extra ==" not in line)
        open_ += [need[0] for need in needs if need is not None]
        if name != "kafkadesk":
            yield Component(name=name, version=found.version, licence=package_licence(found))
