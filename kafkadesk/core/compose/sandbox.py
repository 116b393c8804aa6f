"""Reads templates: Jinja2's language, of which only harmless parts are available. Nothing is compiled to Python or run here.

Jinja2 itself would compute constants while it compiles, without any limit; so its compiler is never used, only its parser.
"""

from functools import lru_cache

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from kafkadesk.core.compose.operations import FILTERS, TESTS
from kafkadesk.core.compose.template_faults import Spread, TooLongError, spread
from kafkadesk.core.errors import InputError
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

NAMES = ("seq", "now", "uuid", "randint", "choice", "range")
JINJA = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False, keep_trailing_newline=True, optimized=False)

_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Const, nodes.Name, nodes.If, nodes.CondExpr, nodes.For, nodes.Assign,
    nodes.List, nodes.Tuple, nodes.Dict, nodes.Pair, nodes.Keyword, nodes.Getitem, nodes.Getattr, nodes.Slice, nodes.Call, nodes.Filter,
    nodes.Test, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Neg, nodes.Pos, nodes.Add, nodes.Sub, nodes.Mul,
    nodes.Div, nodes.FloorDiv, nodes.Mod,
)  # fmt: skip
_SPELLING = {
    "Concat": "~",
    "Pow": "**",
    "Call": "….…()",
    "AssignBlock": "{% set %}…",
    "FilterBlock": "{% filter %}",
    "CallBlock": "{% call %}",
}


@lru_cache(maxsize=4)  # the editor reads what Send reads
def parsed(text: str) -> tuple[nodes.Template, Spread]:
    """Return a template's tree and where its lines are; raise InputError, with the line, for what is invalid or not available."""
    made = Spread("")
    try:
        made = spread(JINJA, text)
        tree = JINJA.parse(made.text)
        _Check(made).statements(tree.body, set(NAMES))
    except TemplateSyntaxError as error:
        title = Text(QT_TRANSLATE_NOOP("core", "The template cannot be read: {reason}"), {"reason": error.message or ""})
        line, column = made.place(error.lineno)
        raise InputError(title, line=line, column=column) from None
    except TooLongError:
        raise InputError(Text(QT_TRANSLATE_NOOP("core", "The template is too long."))) from None
    except RecursionError:
        raise InputError(Text(QT_TRANSLATE_NOOP("core", "The template is nested too deeply."))) from None
    except (ValueError, OverflowError):  # of Python, for an integer of more than 4,300 digits
        raise InputError(Text(QT_TRANSLATE_NOOP("core", "A number of the template is too large."))) from None
    return tree, made


class _Check:
    """Raises InputError when a template uses anything but data, our names, filters and tests, and harmless expressions."""

    def __init__(self, made: Spread) -> None:
        self._made = made

    def statements(self, body: list[nodes.Node], known: set[str]) -> set[str]:
        """Check statements in their order; known: the names that exist before them. Return those that exist after them."""
        known = set(known)
        for node in body:
            self._available(node)
            match node:
                case nodes.If():
                    branches = [(node.test, node.body), *((other.test, other.body) for other in node.elif_)]
                    after = []
                    for test, statements in branches:
                        self._expression(test, known)
                        after.append(self.statements(statements, known))
                    known = set.intersection(*after, self.statements(node.else_, known))
                case nodes.For():
                    self._for(node, known)
                case nodes.Assign():
                    self._expression(node.node, known)
                    known |= self._targets(node.target)
                case _:
                    self._expression(node, known)
        return known

    def _for(self, node: nodes.For, known: set[str]) -> None:
        if node.recursive:
            raise self._not_available(node, "{% for … recursive %}")
        self._expression(node.iter, known)
        inside = known | self._targets(node.target)
        if node.test is not None:
            self._expression(node.test, inside)
        self.statements(node.body, inside | {"loop"})
        self.statements(node.else_, known)

    def _targets(self, target: nodes.Node) -> set[str]:
        for node in (target, *target.find_all(nodes.Node)):
            self._available(node)
        names = [target] if isinstance(target, nodes.Name) else list(target.find_all(nodes.Name))
        return {name.name for name in names}

    def _expression(self, root: nodes.Node, known: set[str]) -> None:
        for node in (root, *root.find_all(nodes.Node)):
            self._available(node)
            match node:
                case nodes.Name(name=name) if name not in known:
                    title = Text(QT_TRANSLATE_NOOP("core", "There is no “{name}” in a template."), {"name": name})
                    hint = Text(QT_TRANSLATE_NOOP("core", 'There are: seq, now, uuid, randint(1, 6), choice(["a", "b"]), range(3).'))
                    raise self._wrong(node, title, hint)
                case nodes.Call() if not (isinstance(node.node, nodes.Name) and node.node.name in NAMES):
                    raise self._not_available(node, _SPELLING["Call"])
                case nodes.Filter(name=name) if name not in FILTERS:
                    raise TemplateSyntaxError(f"No filter named {name!r}.", node.lineno)
                case nodes.Test(name=name) if name not in TESTS:
                    raise TemplateSyntaxError(f"No test named {name!r}.", node.lineno)
                case nodes.List() | nodes.Tuple() | nodes.Dict():
                    variable = next((name for name in node.find_all(nodes.Name) if name.name not in NAMES), None)
                    if variable is not None:
                        title = Text(QT_TRANSLATE_NOOP("core", "A list cannot hold the variable “{name}”."), {"name": variable.name})
                        raise self._wrong(variable, title)

    def _available(self, node: nodes.Node) -> None:
        if not isinstance(node, _ALLOWED):
            kind = type(node).__name__
            raise self._not_available(node, _SPELLING.get(kind, "{% " + kind.lower() + " %}"))

    def _not_available(self, node: nodes.Node, what: str) -> InputError:
        return self._wrong(node, Text(QT_TRANSLATE_NOOP("core", "“{what}” is not available in a template."), {"what": what}))

    def _wrong(self, node: nodes.Node, title: Text, hint: Text | None = None) -> InputError:
        line, column = self._made.place(node.lineno)
        return InputError(title, hint, line=line, column=column)
