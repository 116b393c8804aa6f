"""What the house asks of a source file and no linter knows: short modules, short functions, marked text that can be found."""

import ast

from tests import ROOT
from tests.rigs.sources import SOURCES, marked, readable, trees

MODULE_LINES = 500
FUNCTION_LINES = 60


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


def test_marked_text_is_written_out() -> None:
    """Lupdate reads the source: a variable or an f-string would be shown untranslated, and nobody be told."""
    wrong = [f"{path}:{line}: {name}" for path, tree in trees() for line, name, arguments in marked(tree) if not readable(name, arguments)]
    assert wrong == []
