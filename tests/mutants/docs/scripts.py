"""The mutants of a script of the page: one operator, number, condition or statement changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import tree_sitter_javascript
from tree_sitter import Language, Node, Parser

from tests.mutants.docs.pages import mutant
from tests.mutants.make import Mutant

PARSER = Parser(Language(tree_sitter_javascript.language()))
OPERATORS = {
    "===": ["!=="],
    "!==": ["==="],
    "<": ["<=", ">="],
    "<=": ["<", ">"],
    ">": [">=", "<="],
    ">=": [">", "<"],
    "&&": ["||"],
    "||": ["&&"],
    "??": ["&&"],
    "+": ["-"],
    "-": ["+"],
    "*": ["/"],
    "/": ["*"],
    "%": ["*"],
    "**": ["*"],
    "+=": ["-="],
    "-=": ["+="],
    "in": ["instanceof"],
    "true": ["false"],
    "false": ["true"],
}
CONDITIONAL = {"if_statement", "ternary_expression", "while_statement"}


def mutants(source: str) -> Iterator[Mutant]:
    """Every mutant of a script, in order; a second equal change of a line is counted."""
    count: Counter[tuple[str, str]] = Counter()
    for node in _below(PARSER.parse(source.encode()).root_node):
        for new in _others(node):
            start, end = (len(source.encode()[:place].decode()) for place in node.byte_range)
            made = mutant(source, start, end, new)
            count[made.text, made.change] += 1
            if (nth := count[made.text, made.change]) > 1:
                made = replace(made, change=f"{made.change} #{nth}")
            yield made


def _below(node: Node) -> Iterator[Node]:
    """The node and all that is in it; no import, which could not but break the page."""
    if node.type != "import_statement":
        yield node
        for child in node.children:
            yield from _below(child)


def _others(node: Node) -> Iterator[str]:
    """What may stand in the place of a node."""
    text, parent = node.text.decode(), node.parent
    if node.type in OPERATORS:
        yield from OPERATORS[node.type]
    elif node.type == "number":
        yield from _numbers(text)
    elif node.type == "unary_expression" and text[0] in "!-+":
        yield text[1:]
    elif node.type == "expression_statement" and not text.startswith("super("):
        yield ";"
    elif node.type == "return_statement" and text != "return;":
        yield "return;"
    elif node.type == "string_fragment" and re.fullmatch(r"[\w-]+", text):
        yield text + "x"
    if parent and parent.type in CONDITIONAL and parent.child_by_field_name("condition") == node:
        yield from ("(true)", "(false)") if parent.type != "while_statement" else ["(false)"]


def _numbers(text: str) -> list[str]:
    """Another number: one more, one less; a large one doubled, since a little may not matter."""
    if text.endswith("n"):
        return ["0n" if text == "1n" else "1n"]
    value = float(text.replace("_", ""))
    if value > 10:
        return [f"{value * 2:g}"]
    return [f"{value + 1:g}", f"({value - 1:g})"]
