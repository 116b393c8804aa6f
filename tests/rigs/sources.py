"""The sources of KafkaDesk as syntax trees, and the texts in them that a translator must see."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests import ROOT

SOURCES = sorted((ROOT / "kafkadesk").rglob("*.py")) + sorted((ROOT / "packaging").glob("*.py"))

MARKS = {"QT_TRANSLATE_NOOP": 2, "tr": 1, "translate": 2}  # call -> how many first arguments lupdate must be able to read


def trees() -> Iterator[tuple[Path, ast.Module]]:
    """Give each source file and its tree."""
    for path in SOURCES:
        yield path.relative_to(ROOT), ast.parse(path.read_text(encoding="utf-8"))


def marked(tree: ast.Module) -> Iterator[tuple[int, str, list[ast.expr]]]:
    """Give line, name and arguments of each call that marks text for the translator."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr if isinstance(node.func, ast.Attribute) else ""
        qt = name == "QT_TRANSLATE_NOOP" or (
            isinstance(node.func, ast.Attribute) and owner(node.func) in {"self", "QCoreApplication", "QObject"}
        )
        if name in MARKS and qt:
            yield node.lineno, name, node.args


def owner(attribute: ast.Attribute) -> str:
    """Return x of x.name; "" if it is not a plain name."""
    return attribute.value.id if isinstance(attribute.value, ast.Name) else ""


def literal(node: ast.expr) -> str | None:
    """Return the text of a string that is written out, None for anything that is only known at run time."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def readable(name: str, arguments: list[ast.expr]) -> bool:
    """Whether lupdate finds the text, or the call only hands on a core Text, which was marked where it was made."""
    if name == "translate" and arguments and literal(arguments[0]) == "core":
        return True
    return len(arguments) >= MARKS[name] and all(literal(a) is not None for a in arguments[: MARKS[name]])
