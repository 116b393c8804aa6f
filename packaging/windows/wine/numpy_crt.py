"""Have numpy run under Wine 10, whose C runtime lacks some functions on complex numbers: run by setup.sh, in the Wine place only.

numpy's extension modules are led to a library of this place instead of api-ms-win-crt-math-l1-1-0.dll; it has the missing
functions and hands all others on. The originals are kept beside them (*.original), and build.py ships those.
"""

import subprocess
import sys
from pathlib import Path

import pefile

THEIRS, OURS = b"api-ms-win-crt-math-l1-1-0.dll", b"kd-wine-only-crt-math-l1-1.dll"
MISSING = """
typedef struct { float re, im; } F;
__declspec(dllexport) float crealf(F z) { return z.re; }
__declspec(dllexport) float cimagf(F z) { return z.im; }
typedef struct { double re, im; } D;
__declspec(dllexport) double creal(D z) { return z.re; }
__declspec(dllexport) double cimag(D z) { return z.im; }
"""
OWN = {"crealf", "cimagf", "creal", "cimag"}


def main(site: Path, system: Path) -> None:
    """Make the library and change numpy's modules."""
    names: set[str] = set()
    for module in (site / "numpy").rglob("*.pyd"):
        original = module.with_name(module.name + ".original")
        data = (original if original.exists() else module).read_bytes()
        if THEIRS not in data:
            continue
        original.write_bytes(data)
        parsed = pefile.PE(data=data)
        names |= {i.name.decode() for entry in parsed.DIRECTORY_ENTRY_IMPORT if entry.dll == THEIRS for i in entry.imports}
        module.write_bytes(data.replace(THEIRS, OURS))
    work = system / "kd-crt"
    work.with_suffix(".c").write_text(MISSING)
    work.with_suffix(".def").write_text(
        "EXPORTS\n" + "\n".join([*sorted(OWN), *(f"{n} = ucrtbase.{n}" for n in sorted(names - OWN))]) + "\n"
    )
    compile_it = ["x86_64-w64-mingw32-gcc", "-shared", "-O1", "-s", "-fno-builtin", "-o", str(system / OURS.decode())]
    subprocess.run([*compile_it, str(work.with_suffix(".c")), str(work.with_suffix(".def"))], check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
