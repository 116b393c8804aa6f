"""Give Wine 10's C runtime the functions on complex numbers that numpy calls: run by setup.sh on the files of the Wine place, never shipped.

    complex_numbers.py ucrtbase.dll…

Wine has a stub for each, which ends the program ("unimplemented function ucrtbase.dll.crealf"). Its code is replaced by the function.
Windows' own C runtime has them: https://learn.microsoft.com/cpp/c-runtime-library/reference/creal-crealf-creall .
"""

import sys
from pathlib import Path

import pefile

STUB = bytes.fromhex("4883ec28488d0d")  # sub rsp,28h; lea rcx,[name of the dll]: how each of Wine's stubs begins
# By the calling convention a pair of floats comes in rcx itself, of doubles by its address there; the result is given back in xmm0.
CODE = {
    b"crealf": bytes.fromhex("660f6ec1 c3"),  # movd xmm0,ecx; ret
    b"cimagf": bytes.fromhex("48c1e920 660f6ec1 c3"),  # shr rcx,32; movd xmm0,ecx; ret
    b"creal": bytes.fromhex("f20f1001 c3"),  # movsd xmm0,[rcx]; ret
    b"cimag": bytes.fromhex("f20f104108 c3"),  # movsd xmm0,[rcx+8]; ret
}


def main(library: Path) -> None:
    """Write the functions over their stubs; a function that is there already stays as it is."""
    data = bytearray(library.read_bytes())
    parsed = pefile.PE(data=bytes(data))
    for symbol in parsed.DIRECTORY_ENTRY_EXPORT.symbols:
        code, at = CODE.get(symbol.name), parsed.get_offset_from_rva(symbol.address)
        if code is not None and data[at : at + len(STUB)] == STUB:
            data[at : at + len(code)] = code
    library.write_bytes(data)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        main(Path(name))
