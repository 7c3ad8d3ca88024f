"""The mutants of a source: the same text with one thing changed.

Changed is what runs: no docstring, no type, no import. `variants` says for each kind of node what
may stand in its place.
"""

from __future__ import annotations

import ast
import copy
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import singledispatch
from itertools import accumulate, pairwise

Change = tuple[ast.AST, ast.AST]  # a node, and what takes its place
TYPES = {"annotation", "returns", "type_params", "format_spec"}  # of these fields nothing is run
PROSE = re.compile(r"[^\W\d_]{2,},? [^\W\d_]{2,}")  # words to a person: two of them in a row
SPLIT = {  # a test that tells an operator from these tells it from all others
    ast.Lt: (ast.LtE, ast.NotEq),
    ast.LtE: (ast.Lt, ast.Eq),
    ast.Gt: (ast.GtE, ast.NotEq),
    ast.GtE: (ast.Gt, ast.Eq),
    ast.Eq: (ast.NotEq, ast.LtE, ast.GtE),
    ast.NotEq: (ast.Eq, ast.Lt, ast.Gt),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
ARITHMETIC = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.BitXor: ast.BitOr,
}
TWINS = {"min": "max", "any": "all", "sin": "cos", "data": "grad", "w": "b"}
TWINS |= {twin: name for name, twin in TWINS.items()}
NO_ORDER = {"isinstance", "max", "min"}  # of whose arguments another order says nothing
DROPPED = (ast.Expr, ast.Assign, ast.AugAssign, ast.Raise, ast.Break, ast.Continue, ast.Delete)
DROPPED += (ast.For, ast.While, ast.With, ast.Try)


@dataclass(frozen=True)
class Mutant:
    """One `change`, such as `x + y -> x - y`, in the line `number` that reads `text`.

    Where a line can be changed so in several places, the change ends in #2 at the second of them.
    `lines` are those of the statement, `span` the bytes whose place `new` takes.
    """

    number: int
    text: str
    change: str
    lines: range
    span: tuple[int, int]
    new: str

    def applied(self, source: str) -> str:
        """The mutated `source`, which is the one that the mutant was made from."""
        whole, (start, end) = source.encode(), self.span
        return (whole[:start] + self.new.encode() + whole[end:]).decode()


def mutants(source: str) -> Iterator[Mutant]:
    """Every mutant of `source`, in order, each once.

    >>> [mutant.change for mutant in mutants("z = not x")]
    ['z = not x -> pass', 'not x -> x']
    """
    tree, lines = ast.parse(source), source.splitlines()
    starts = [0, *accumulate(len(line) for line in source.encode().splitlines(keepends=True))]
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    seen: set[tuple[tuple[int, int], str]] = set()
    count: Counter[tuple[str, str]] = Counter()
    for node in _running(tree):
        for old, new in variants(node):
            place = _place(old, parents)
            span, text = _span(place, starts), _text(_swapped(place, old, new))
            line, change = lines[place.lineno - 1].strip(), f"{_short(old)} -> {_short(new)}"
            if (span, text) not in seen and ast.unparse(old) != ast.unparse(new):
                seen.add((span, text))
                count[line, change] += 1
                nth = f" #{count[line, change]}" if count[line, change] > 1 else ""
                yield Mutant(place.lineno, line, change + nth, _lines(place, parents), span, text)


def _running(node: ast.AST) -> Iterator[ast.AST]:
    """`node` and what is below it, without what is for people or for a type checker only."""
    yield node
    for name, field in ast.iter_fields(node):
        for child in field if isinstance(field, list) else [field]:
            if isinstance(child, ast.AST) and name not in TYPES and not _is_idle(child):
                yield from _running(child)


def _is_idle(node: ast.AST) -> bool:
    """Whether `node` is a docstring, an import, or for a type checker."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.If):
        return ast.unparse(node.test) == "TYPE_CHECKING"
    return isinstance(node, (ast.Import, ast.ImportFrom))


def _place(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> ast.AST:
    """What is written anew: `node`, or the f-string around it, in which Python tells no places."""
    place = node
    while node in parents:
        node = parents[node]
        if isinstance(node, ast.JoinedStr):
            place = node
    return place


def _swapped(node: ast.AST, old: ast.AST, new: ast.AST) -> ast.AST:
    """A copy of `node` with `new` for `old`, wherever that is in it."""
    if node is old:
        return new
    fields = {}
    for name, field in ast.iter_fields(node):
        children = field if isinstance(field, list) else [field]
        twins = [_swapped(x, old, new) if isinstance(x, ast.AST) else x for x in children]
        fields[name] = twins if isinstance(field, list) else twins[0]
    return _with(node, **fields)


def _span(node: ast.AST, starts: list[int]) -> tuple[int, int]:
    """The first byte of `node`, and that behind its last one; a line begins at its `starts`."""
    end = starts[node.end_lineno - 1] + node.end_col_offset
    return starts[node.lineno - 1] + node.col_offset, end


def _text(node: ast.AST) -> str:
    """The text of `node` as it fits anywhere: an expression in brackets."""
    text = ast.unparse(node)
    return f"({text})" if isinstance(node, ast.expr) else text


def _lines(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> range:
    """The lines of the statement that `node` is or is in; of a compound one those of its head.

    Where it is in no function, it runs while the file is imported: then these are all lines.
    """
    statement = node
    while not isinstance(statement, (ast.stmt, ast.ExceptHandler)):
        statement = parents[statement]
    outer = statement
    while outer in parents:
        outer = parents[outer]
        if isinstance(outer, ast.FunctionDef):
            inside = hasattr(statement, "body") and statement is not node
            end = statement.body[0].lineno if inside else statement.end_lineno + 1
            return range(min(node.lineno, statement.lineno), end)
    return range(1, outer.body[-1].end_lineno + 1)


def _short(node: ast.AST) -> str:
    """The text of `node` in one line."""
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= 60 else text[:60] + "…"


def _with(node: ast.AST, **fields: object) -> ast.AST:
    """A copy of `node` with other `fields`."""
    twin = copy.copy(node)
    for name, field in fields.items():
        setattr(twin, name, field)
    return twin


def _without(things: list) -> Iterator[list]:
    """`things` without the first, without the second, and so on."""
    for i in range(len(things)):
        yield things[:i] + things[i + 1 :]


def _decided(condition: ast.expr) -> Iterator[Change]:
    for answer in (True, False):
        yield condition, ast.Constant(answer)


@singledispatch
def variants(node: ast.AST) -> Iterator[Change]:
    """The changes that belong to a node of this kind."""
    if isinstance(node, DROPPED):
        yield node, ast.Pass()


@variants.register
def _(node: ast.Compare) -> Iterator[Change]:
    yield from _decided(node)
    for i, op in enumerate(node.ops):
        for other in SPLIT[type(op)]:
            yield node, _with(node, ops=[*node.ops[:i], other(), *node.ops[i + 1 :]])


@variants.register
def _(node: ast.BinOp) -> Iterator[Change]:
    if type(node.op) in ARITHMETIC:
        yield node, _with(node, op=ARITHMETIC[type(node.op)]())
    yield node, node.left
    yield node, node.right


@variants.register
def _(node: ast.AugAssign) -> Iterator[Change]:
    yield node, ast.Pass()
    if type(node.op) in ARITHMETIC:
        yield node, _with(node, op=ARITHMETIC[type(node.op)]())
    yield node, ast.Assign([node.target], node.value, lineno=node.lineno)


@variants.register
def _(node: ast.BoolOp) -> Iterator[Change]:
    yield node, _with(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
    for values in _without(node.values):
        yield node, values[0] if len(values) == 1 else _with(node, values=values)


@variants.register
def _(node: ast.UnaryOp) -> Iterator[Change]:
    yield node, node.operand


@variants.register(ast.If)
@variants.register(ast.IfExp)
def _(node: ast.If | ast.IfExp) -> Iterator[Change]:
    yield from _decided(node.test)


@variants.register
def _(node: ast.While) -> Iterator[Change]:
    yield node, ast.Pass()
    yield node.test, ast.Constant(False)


@variants.register
def _(node: ast.comprehension) -> Iterator[Change]:
    for condition in node.ifs:
        yield from _decided(condition)


@variants.register
def _(node: ast.Constant) -> Iterator[Change]:
    for value in _other(node.value):
        yield node, ast.Constant(value)


@singledispatch
def _other(value: object) -> Iterator[object]:
    """Values that may stand for a constant."""
    yield from ()


@_other.register
def _(value: bool) -> Iterator[bool]:
    yield not value


@_other.register
def _(value: int) -> Iterator[int]:
    yield from (value + 1, value - 1)


@_other.register
def _(value: float) -> Iterator[float]:
    yield from (value + 1.0, value - 1.0) if value in (0.0, 1.0) else (value * 2.0, value / 2.0)


@_other.register
def _(value: str) -> Iterator[str]:
    """A sign more; and if `value` is an expression such as `x + y`, its mutants."""
    if not PROSE.search(value):
        yield value + "?"
    if " " not in value.strip():
        return
    try:
        ast.parse(value, mode="eval")
    except SyntaxError:
        return
    yield from (x.applied(value) for x in mutants(value) if x.new != "pass")


@variants.register
def _(node: ast.FormattedValue) -> Iterator[Change]:
    if node.conversion != -1:
        yield node, _with(node, conversion=-1)
    if node.format_spec:
        yield node, _with(node, format_spec=None)


@variants.register
def _(node: ast.Call) -> Iterator[Change]:
    for dropped, keywords in zip(node.keywords, _without(node.keywords), strict=True):
        if not isinstance(getattr(dropped.value, "value", None), bool):  # that is changed by itself
            yield node, _with(node, keywords=keywords)
    if isinstance(node.func, ast.Attribute) and not node.args:
        yield node, node.func.value
    if len(node.args) == 1 and _may_stand_alone(node):
        yield node, node.args[0]
    if getattr(node.func, "id", "") not in NO_ORDER:
        for i, (first, second) in enumerate(pairwise(node.args)):
            yield node, _with(node, args=[*node.args[:i], second, first, *node.args[i + 2 :]])


def _may_stand_alone(call: ast.Call) -> bool:
    """Whether the one argument of `call` can stand in its place: text is no error to raise."""
    is_error = ast.unparse(call.func).endswith("Error")
    return not is_error and not isinstance(call.args[0], (ast.Starred, ast.GeneratorExp))


@variants.register
def _(node: ast.Name) -> Iterator[Change]:
    if isinstance(node.ctx, ast.Load) and node.id in TWINS:
        yield node, _with(node, id=TWINS[node.id])


@variants.register
def _(node: ast.Attribute) -> Iterator[Change]:
    if isinstance(node.ctx, ast.Load) and node.attr in TWINS:
        yield node, _with(node, attr=TWINS[node.attr])


@variants.register(ast.List)
@variants.register(ast.Tuple)
@variants.register(ast.Set)
def _(node: ast.List | ast.Tuple | ast.Set) -> Iterator[Change]:
    if isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
        for elts in _without(node.elts):
            yield node, _with(node, elts=elts)


@variants.register
def _(node: ast.Dict) -> Iterator[Change]:
    for keys, values in zip(_without(node.keys), _without(node.values), strict=True):
        yield node, _with(node, keys=keys, values=values)


@variants.register
def _(node: ast.Return) -> Iterator[Change]:
    yield node, _with(node, value=ast.Constant(None)) if node.value else ast.Pass()


@variants.register
def _(node: ast.Lambda) -> Iterator[Change]:
    yield node.body, ast.Constant(None)


@variants.register
def _(node: ast.Yield) -> Iterator[Change]:
    if node.value:
        yield node.value, ast.Constant(None)


@variants.register
def _(node: ast.Raise) -> Iterator[Change]:
    yield node, ast.Pass()
    if isinstance(node.exc, ast.Call):
        yield node.exc.func, ast.Name("Exception")


@variants.register
def _(node: ast.ExceptHandler) -> Iterator[Change]:
    if node.type:
        yield node.type, ast.Tuple([], ast.Load())


@variants.register(ast.FunctionDef)
@variants.register(ast.ClassDef)
def _(node: ast.FunctionDef | ast.ClassDef) -> Iterator[Change]:
    for decorator in node.decorator_list:
        yield decorator, ast.parse("lambda x: x", mode="eval").body
