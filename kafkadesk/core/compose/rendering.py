"""Fills in a template: walks through its tree, and takes every step from a budget."""

import itertools
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import jinja2
from jinja2 import nodes

from kafkadesk.core.compose.operations import Budget

Scope = dict[str, Any]


class Loop:
    """What a template calls “loop”."""

    def __init__(self, items: list[Any], index0: int, outer: object) -> None:
        self._items, self.index0, self.length = items, index0, len(items)
        self.depth0 = outer.depth if isinstance(outer, Loop) else 0

    index = property(lambda self: self.index0 + 1)
    first = property(lambda self: self.index0 == 0)
    last = property(lambda self: self.index == self.length)
    revindex = property(lambda self: self.length - self.index0)
    revindex0 = property(lambda self: self.length - self.index)
    depth = property(lambda self: self.depth0 + 1)

    @property
    def previtem(self) -> Any:
        """The item before this one."""
        if self.first:
            raise AttributeError
        return self._items[self.index0 - 1]

    @property
    def nextitem(self) -> Any:
        """The item after this one."""
        if self.last:
            raise AttributeError
        return self._items[self.index]


class Rendering:
    """One rendering. functions: the names that can be called, and what is called. line: where it failed, if it did."""

    def __init__(self, environment: jinja2.Environment, functions: Mapping[str, object], budget: Budget) -> None:
        self._environment = environment
        self._functions = set(map(id, functions.values()))
        self._budget = budget
        self._pieces: list[str] = []
        self.line: int | None = None
        self._ways: dict[type[nodes.Node], Callable[[Any, Scope], Any]] = {
            nodes.Output: self._output, nodes.Assign: self._set, nodes.If: self._if, nodes.For: self._loop,
            nodes.Const: lambda node, _: node.value, nodes.Name: self._name, nodes.Getattr: self._attribute, nodes.Getitem: self._item,
            nodes.Call: self._call, nodes.Filter: self._filter, nodes.Test: self._test, nodes.Compare: self._compare,
            nodes.CondExpr: self._either, nodes.And: self._and, nodes.Or: self._or, nodes.Not: lambda node, scope: not self._do(node.node, scope),
            nodes.Neg: lambda node, scope: -self._do(node.node, scope), nodes.Pos: lambda node, scope: +self._do(node.node, scope),
            nodes.List: lambda node, scope: [self._do(item, scope) for item in node.items],
            nodes.Tuple: lambda node, scope: tuple(self._do(item, scope) for item in node.items),
            nodes.Dict: lambda node, scope: {self._do(pair.key, scope): self._do(pair.value, scope) for pair in node.items},
            **dict.fromkeys((nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod), self._binary),
        }  # fmt: skip

    def text(self, tree: nodes.Template, names: Mapping[str, Any]) -> str:
        """Return the text; raise what its expressions raise, or BudgetError."""
        self._run(tree.body, dict(names))
        return "".join(self._pieces)

    def _do(self, node: nodes.Node, scope: Scope) -> Any:
        """Run a statement, or return the value of an expression; if it fails, remember the innermost node as the position."""
        try:
            self._budget.spend()
            return self._ways[type(node)](node, scope)
        except Exception:
            if self.line is None:
                self.line = node.lineno
            raise

    # statements

    def _run(self, body: list[nodes.Node], scope: Scope) -> None:
        for node in body:
            self._do(node, scope)

    def _output(self, node: nodes.Output, scope: Scope) -> None:
        for part in node.nodes:
            try:
                piece = part.data if isinstance(part, nodes.TemplateData) else self._budget.text(self._do(part, scope))
                self._budget.print(len(piece))
            except Exception:
                if self.line is None:
                    self.line = part.lineno
                raise
            self._pieces.append(piece)

    def _set(self, node: nodes.Assign, scope: Scope) -> None:
        self._assign(node.target, self._do(node.node, scope), scope)

    def _if(self, node: nodes.If, scope: Scope) -> None:
        branches = ((other.test, other.body) for other in (node, *node.elif_))
        self._run(next((body for test, body in branches if self._do(test, scope)), node.else_), scope)

    def _assign(self, target: nodes.Node, value: Any, scope: Scope) -> None:
        if isinstance(target, nodes.Name):
            scope[target.name] = value
            return
        targets = list(target.iter_child_nodes())
        items = list(itertools.islice(self._items(value), len(targets) + 1))
        if len(items) != len(targets):
            raise ValueError(f"{len(targets)} values are needed here")
        for part, item in zip(targets, items, strict=True):
            self._assign(part, item, scope)

    def _loop(self, node: nodes.For, scope: Scope) -> None:
        items = []
        for item in self._items(self._do(node.iter, scope)):
            self._budget.turn()
            if node.test is not None:
                inner = self._inner(scope)
                self._assign(node.target, item, inner)
                if not self._do(node.test, inner):
                    continue
            items.append(item)
        for at, item in enumerate(items):
            inner = self._inner(scope)
            inner["loop"] = Loop(items, at, scope.get("loop"))
            self._assign(node.target, item, inner)
            self._run(node.body, inner)
        if not items:
            self._run(node.else_, self._inner(scope))

    def _inner(self, scope: Scope) -> Scope:
        self._budget.spend(8 * len(scope))
        return dict(scope)

    def _items(self, value: Any) -> Iterator[Any]:
        if not isinstance(value, str | list | tuple | dict | range | jinja2.Undefined):
            raise TypeError(f"{type(value).__name__!r} object is not iterable")
        return iter(value)

    # expressions

    def _name(self, node: nodes.Name, scope: Scope) -> Any:
        return scope[node.name] if node.name in scope else self._environment.undefined(name=node.name)

    def _attribute(self, node: nodes.Getattr, scope: Scope) -> Any:
        return self._environment.getattr(self._do(node.node, scope), node.attr)

    def _and(self, node: nodes.And, scope: Scope) -> Any:
        return self._do(node.left, scope) and self._do(node.right, scope)

    def _or(self, node: nodes.Or, scope: Scope) -> Any:
        return self._do(node.left, scope) or self._do(node.right, scope)

    def _binary(self, node: nodes.BinExpr, scope: Scope) -> Any:
        return self._budget.binary(node.operator, self._do(node.left, scope), self._do(node.right, scope))

    def _filter(self, node: Any, scope: Scope) -> Any:
        return self._budget.filter(self._environment, node.name, self._do(node.node, scope), *self._arguments(node, scope))

    def _test(self, node: nodes.Test, scope: Scope) -> Any:
        return self._budget.test(self._environment, node.name, self._do(node.node, scope), *self._arguments(node, scope))

    def _compare(self, node: nodes.Compare, scope: Scope) -> Any:
        result, left = True, self._do(node.expr, scope)
        for operand in node.ops:
            right = self._do(operand.expr, scope)
            result = self._budget.compare(operand.op, left, right)
            if not result:
                break
            left = right
        return result

    def _either(self, node: nodes.CondExpr, scope: Scope) -> Any:
        chosen = node.expr1 if self._do(node.test, scope) else node.expr2
        return jinja2.Undefined() if chosen is None else self._do(chosen, scope)

    def _item(self, node: nodes.Getitem, scope: Scope) -> Any:
        value = self._do(node.node, scope)
        if not isinstance(node.arg, nodes.Slice):
            return self._environment.getitem(value, self._do(node.arg, scope))
        bounds = [None if bound is None else self._do(bound, scope) for bound in (node.arg.start, node.arg.stop, node.arg.step)]
        part = value[slice(*bounds)]
        self._budget.take(self._budget.weight(part))
        return part

    def _call(self, node: nodes.Call, scope: Scope) -> Any:
        called = self._do(node.node, scope)
        if id(called) not in self._functions:
            raise TypeError(f"{type(called).__name__!r} object is not callable")
        args, kwargs = self._arguments(node, scope)
        for argument in (*args, *kwargs.values()):
            self._budget.operand(argument)
        return called(*args, **kwargs)

    def _arguments(self, node: nodes.Call | nodes.Filter | nodes.Test, scope: Scope) -> tuple[list[Any], dict[str, Any]]:
        args = [self._do(argument, scope) for argument in node.args or ()]
        kwargs: dict[str, Any] = {str(keyword.key): self._do(keyword.value, scope) for keyword in node.kwargs or ()}
        if node.dyn_args is not None:
            args += self._items(self._budget.operand(self._do(node.dyn_args, scope)))
        if node.dyn_kwargs is not None:
            kwargs |= self._do(node.dyn_kwargs, scope)
        return args, kwargs
