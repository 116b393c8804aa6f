"""What no source file may hold: ways for outside text to become code or markup, and doors that stand open by default."""

import ast
from collections.abc import Callable, Iterator

import pytest

from tests import ROOT

SOURCES = sorted((ROOT / "kafkadesk").rglob("*.py")) + sorted((ROOT / "packaging").glob("*.py"))

MODULES = {"pickle", "cPickle", "dill", "marshal", "shelve", "jsonpickle", "telnetlib", "ftplib", "xmlrpc", "smtpd"}
CALLS = {"eval", "exec", "compile", "__import__"}  # bare names only: re.compile is none of them
METHODS = {
    "setHtml",
    "insertHtml",
    "appendHtml",
    "toHtml",
    "setMarkdown",
    "setOpenExternalLinks",
    "_create_unverified_context",
    "full_load",
    "unsafe_load",
}
NAMES = {"QTextBrowser", "QWebEngineView", "CERT_NONE", "QQmlApplicationEngine"}
OFF = {"shell": True, "verify": False, "check_hostname": False, "ssl_check_hostname": False}
TEXTS = {"0.0.0.0", "::"}  # to listen there is to listen to the whole network
TOOLTIPS = {"setToolTip": 0, "setStatusTip": 0, "setWhatsThis": 0, "showText": 1}  # method -> which argument is the text
RICH_TOOLTIPS = {
    ("kafkadesk/widgets/consumer/filter_bar.py", "self._help()"),
    ("kafkadesk/widgets/producer/send_controls.py", "self.mode.currentData"),
}
RICH_LABELS = {"kafkadesk/widgets/sends/delivery_view.py"}  # TotalsLine: figures in colour, no outside text

Finder = Callable[[str, ast.AST], str | None]


def name_of(node: ast.expr) -> str:
    """Return x of x, a.x; "" for anything else."""
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def banned_module(path: str, node: ast.AST) -> str | None:
    names = (
        [a.name for a in node.names] if isinstance(node, ast.Import) else [node.module or ""] if isinstance(node, ast.ImportFrom) else []
    )
    return next((name for name in names if name.split(".")[0] in MODULES), None)


def banned_call(path: str, node: ast.AST) -> str | None:
    if not isinstance(node, ast.Call):
        return None
    name = name_of(node.func)
    if isinstance(node.func, ast.Name) and name in CALLS:
        return f"{name}(…)"
    if isinstance(node.func, ast.Attribute):
        if name in METHODS:
            return f".{name}(…)"
        if name in ("load", "load_all") and name_of(node.func.value) == "yaml":
            return "yaml.load"
        if name in ("system", "popen") and name_of(node.func.value) == "os":
            return f"os.{name}"
    return None


def banned_name(path: str, node: ast.AST) -> str | None:
    return name_of(node) if isinstance(node, ast.Name | ast.Attribute) and name_of(node) in NAMES else None


def switched_off(path: str, node: ast.AST) -> str | None:
    """Find shell=True, verify=False, context.check_hostname = False, {"ssl_check_hostname": False}."""
    pairs: list[tuple[object, ast.expr]] = []
    if isinstance(node, ast.keyword):
        pairs = [(node.arg, node.value)]
    elif isinstance(node, ast.Assign):
        pairs = [(name_of(target), node.value) for target in node.targets]
    elif isinstance(node, ast.Dict):
        pairs = [(key.value, value) for key, value in zip(node.keys, node.values, strict=True) if isinstance(key, ast.Constant)]
    for name, value in pairs:
        if isinstance(name, str) and name in OFF and isinstance(value, ast.Constant) and value.value is OFF[name]:
            return f"{name}={value.value}"
    return None


def open_door(path: str, node: ast.AST) -> str | None:
    """Find an address that is listened on by everybody, outside of sentences."""
    return str(node.value) if isinstance(node, ast.Constant) and node.value in TEXTS else None


def plain(node: ast.expr) -> bool:
    """Whether a tooltip's text cannot be taken for markup: our own words, or outside text that went through tip()."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and "<" not in node.value
    if isinstance(node, ast.IfExp):
        return plain(node.body) and plain(node.orelse)
    if isinstance(node, ast.Call):
        return name_of(node.func) in ("tip", "accessibleName") or (name_of(node.func) == "tr" and plain(node.args[0]))
    return False


def tooltip_of_markup(path: str, node: ast.AST) -> str | None:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or node.func.attr not in TOOLTIPS:
        return None
    text = node.args[TOOLTIPS[node.func.attr]]
    words = ast.unparse(text)
    return None if plain(text) or any(path == p and words.startswith(start) for p, start in RICH_TOOLTIPS) else f"{node.func.attr}({words})"


def label_of_markup(path: str, node: ast.AST) -> str | None:
    """Find a QLabel that guesses whether its text is markup: PlainLabel is there for outside text."""
    if path == "kafkadesk/widgets/base/labels.py":
        return None
    if isinstance(node, ast.Call) and name_of(node.func) == "QLabel" and node.args:
        first = node.args[0]
        ours = plain(first) and not (isinstance(first, ast.Call) and name_of(first.func) == "accessibleName")
        return None if ours else f"QLabel({ast.unparse(first)})"
    if isinstance(node, ast.ClassDef) and any(name_of(base) == "QLabel" for base in node.bases):
        formats = {name_of(n) for n in ast.walk(node) if isinstance(n, ast.Attribute) and name_of(n) in ("PlainText", "RichText")}
        return None if formats == {"PlainText"} or path in RICH_LABELS else f"class {node.name}(QLabel)"
    return None


def question_of_markup(path: str, node: ast.AST) -> str | None:
    """Find a message box that is not told that its text is plain."""
    if not isinstance(node, ast.FunctionDef):
        return None
    made = [n for n in ast.walk(node) if isinstance(n, ast.Call) and name_of(n.func) == "QMessageBox"]
    told = [n for n in ast.walk(node) if isinstance(n, ast.Attribute) and n.attr == "PlainText"]
    asked = [
        n
        for n in ast.walk(node)
        if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute) and name_of(n.func.value) == "QMessageBox"
    ]
    return f"QMessageBox in {node.name}" if len(made) > len(told) or asked else None


FINDERS: tuple[Finder, ...] = (
    banned_module, banned_call, banned_name, switched_off, open_door, tooltip_of_markup, label_of_markup, question_of_markup,
)  # fmt: skip


def found_in(path: str, source: str) -> Iterator[str]:
    """Give what the finders object to."""
    for node in ast.walk(ast.parse(source)):
        for finder in FINDERS:
            objection = finder(path, node)
            if objection is not None:
                yield f"{path}:{getattr(node, 'lineno', 0)}: {objection}"


def test_no_source_lets_outside_text_become_code_or_markup() -> None:
    found = [line for path in SOURCES for line in found_in(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))]
    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        "import pickle", "from marshal import loads", "eval(text)", "exec(text)", "yaml.load(text)", "os.system(line)",
        "subprocess.run(line, shell=True)", "requests.get(url, verify=False)", "context.check_hostname = False",
        "settings = {'ssl_check_hostname': False}", "context.verify_mode = ssl.CERT_NONE", "server.bind(('0.0.0.0', 1))",
        "from PySide6.QtWidgets import QTextBrowser as Q\nQTextBrowser()", "editor.setHtml(text)", "label.setToolTip(record.topic)",
        "label.setToolTip(f'topic {topic}')", "label.setToolTip('<b>bold</b>')", "QToolTip.showText(at, text)", "QLabel(topic)",
        "class Place(QLabel):\n    pass", "def ask():\n    box = QMessageBox()\n    box.setText(topic)",
        "def ask():\n    QMessageBox.question(self, title, topic)",
    ],
)  # fmt: skip
def test_each_rule_finds_its_fault(source: str) -> None:
    assert list(found_in("x.py", source)) != []


@pytest.mark.parametrize(
    "source",
    [
        "re.compile(text)", "label.setToolTip(self.tr('Close'))", "label.setToolTip(tip(topic) if topic else '')", "QLabel(self.tr('Key'))",
        "subprocess.run(words)", "PlainLabel(topic)", "dialog.open()",
    ],
)  # fmt: skip
def test_no_rule_objects_to_what_is_well(source: str) -> None:
    assert list(found_in("x.py", source)) == []
