"""The rooms of the house: small packages, no circle of imports, no piece of a module that lies elsewhere because the module was full."""

import ast
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests import ROOT

MODULES_A_PACKAGE = 20


def name_of(path: Path) -> str:
    """Return the dotted name of a module or package."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


MODULES = {name_of(path): path for path in sorted((ROOT / "kafkadesk").rglob("*.py"))}
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in MODULES.items()}


def package_of(module: str) -> str:
    """Return the package that a module lies in; a package is its own."""
    return module if MODULES[module].name == "__init__.py" else module.rpartition(".")[0]


def imports_in(node: ast.AST) -> Iterator[tuple[str, str]]:
    """Give each module of ours that is imported below a node, with the name that is taken from it ("" for the module itself)."""
    for found in ast.walk(node):
        if isinstance(found, ast.ImportFrom) and found.module in MODULES:
            for alias in found.names:
                inner = f"{found.module}.{alias.name}"
                yield (inner, "") if inner in MODULES else (found.module, alias.name)
        elif isinstance(found, ast.Import):
            yield from ((alias.name, "") for alias in found.names if alias.name in MODULES)


IMPORTS = {name: {module for module, _ in imports_in(tree)} - {name} for name, tree in TREES.items()}


def circles(graph: Mapping[str, set[str]]) -> list[list[str]]:
    """Return the groups of nodes that reach each other (Tarjan's strongly connected components)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(node: str) -> None:
        index[node] = low[node] = len(index)
        stack.append(node)
        for other in graph.get(node, ()):
            if other not in index:
                visit(other)
            if other in stack:
                low[node] = min(low[node], low[other])
        if low[node] == index[node]:
            at = stack.index(node)
            if len(stack) - at > 1:
                found.append(sorted(stack[at:]))
            del stack[at:]

    for node in graph:
        if node not in index:
            visit(node)
    return found


def test_no_package_is_crowded() -> None:
    sizes = Counter(package_of(name) for name, path in MODULES.items() if path.name != "__init__.py")
    assert {package: size for package, size in sizes.items() if size > MODULES_A_PACKAGE} == {}


def test_modules_import_each_other_in_no_circle() -> None:
    assert circles(IMPORTS) == []


def test_packages_import_each_other_in_no_circle() -> None:
    """A package and what lies inside it are one here: core/rows may use core/records."""
    graph: dict[str, set[str]] = {}
    for name, imported in IMPORTS.items():
        for package in {package_of(module) for module in imported} - {package_of(name)}:
            if not package_of(name).startswith(f"{package}.") and not package.startswith(f"{package_of(name)}."):
                graph.setdefault(package_of(name), set()).add(package)
    assert circles(graph) == []


def test_no_type_is_imported_from_a_module_that_imports_this_one() -> None:
    """An import under TYPE_CHECKING hides a circle: the two modules are one, or a third is missing below both."""
    hidden = {
        f"{name} -> {module}"
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for module, _ in imports_in(node)
        if name in IMPORTS[module]
    }
    assert hidden == set()


def test_no_function_is_a_method_that_lies_in_another_module() -> None:
    """A module-level function whose first parameter is a class of a module that uses it is a method that found no room there."""
    classes = {name: {node.name for node in tree.body if isinstance(node, ast.ClassDef)} for name, tree in TREES.items()}
    strays = {
        f"{name}.{function.name}({parameters[0].arg}: {kind})"
        for name, tree in TREES.items()
        for function in tree.body
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        if (parameters := [*function.args.posonlyargs, *function.args.args])
        if isinstance(parameters[0].annotation, ast.Name | ast.Constant) and (kind := ast.unparse(parameters[0].annotation).strip("'\""))
        for other, imported in IMPORTS.items()
        if name in imported and kind in classes[other]
    }
    assert strays == set()


def test_no_class_name_is_used_twice() -> None:
    """Else every search for a symbol opens a list. Two in one module are a platform's and the others' own."""
    homes: dict[str, set[str]] = {}
    for name, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                homes.setdefault(node.name, set()).add(name)
    assert {kind: modules for kind, modules in homes.items() if len(modules) > 1} == {}


@pytest.mark.parametrize("folder", ["unit", "gui", "kafka"])
def test_no_test_imports_another(folder: str) -> None:
    """What several tests stand on is in tests/rigs."""
    for path in (ROOT / "tests" / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            modules = (
                [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else [a.name for a in node.names]
                if isinstance(node, ast.Import)
                else []
            )
            assert not [m for m in modules if m.startswith(("tests.unit", "tests.gui", "tests.kafka"))], path
