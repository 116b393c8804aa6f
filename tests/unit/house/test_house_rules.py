"""What the house asks of a source file and no linter knows: short modules, short functions, marked text that can be found."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests import ROOT

SOURCES = sorted((ROOT / "kafkadesk").rglob("*.py")) + sorted((ROOT / "packaging").glob("*.py"))
MODULE_LINES = 500
FUNCTION_LINES = 60
MARKS = {"QT_TRANSLATE_NOOP": 2, "tr": 1, "translate": 2}  # call -> how many first arguments lupdate must be able to read


def trees() -> Iterator[tuple[Path, ast.Module]]:
    """Give each source file and its tree."""
    for path in SOURCES:
        yield path.relative_to(ROOT), ast.parse(path.read_text(encoding="utf-8"))


def test_no_module_is_long() -> None:
    sizes = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    assert {name: size for name, size in sizes.items() if size > MODULE_LINES} == {}


def lines_of_code(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return its length, where a text of many lines (a docstring, a style sheet) counts as one."""
    texts = [n for n in ast.walk(function) if isinstance(n, ast.JoinedStr | ast.Constant)]
    in_texts = {line for n in texts for line in range(n.lineno + 1, (n.end_lineno or n.lineno) + 1)}
    return (function.end_lineno or function.lineno) - function.lineno + 1 - len(in_texts)


def test_no_function_is_long() -> None:
    functions = [(path, n) for path, tree in trees() for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert {f"{path}:{f.name}": lines_of_code(f) for path, f in functions if lines_of_code(f) > FUNCTION_LINES} == {}


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


def test_marked_text_is_written_out() -> None:
    """Lupdate reads the source: a variable or an f-string would be shown untranslated, and nobody be told."""
    wrong = [f"{path}:{line}: {name}" for path, tree in trees() for line, name, arguments in marked(tree) if not readable(name, arguments)]
    assert wrong == []
