"""Builds the nodes while the text is parsed: one method for each rule of `grammar.lark`."""

import re
from dataclasses import replace
from typing import cast

from lark import Token, Transformer, v_args

from engine.errors import ExpressionError
from engine.feel import decimals, loops, operators
from engine.feel.functions import Function, registered
from engine.feel.loops import Iteration
from engine.feel.nodes import Evaluation, Node, constant, node, path_node
from engine.feel.operators import Test, first_true, list_test, order_test, value_test
from engine.feel.said import comparing, either
from engine.feel.takes import calling, taking
from engine.feel.temporal import parse_temporal

_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{5,6})|((?:u[0-9a-fA-F]{1,4})(?:\\u[0-9a-fA-F]{1,4})*)|([\"\\nrt]))")
_ESCAPED = {'"': '"', "\\": "\\", "n": "\n", "r": "\r", "t": "\t"}
_RESERVED = frozenset(
    {"and", "or", "in", "between", "if", "then", "else", "for", "return", "some", "every", "satisfies", "not"}
)
_Tested = tuple[Test, Node]


def unescaped(literal: str) -> str:
    """The text inside the quotes, with \\n, \\r, \\t, \\", \\\\ and \\uXXXX replaced; other backslashes stay."""
    return _ESCAPE.sub(_replacement, literal[1:-1])


def _replacement(found: re.Match[str]) -> str:
    point, units, letter = found.groups()
    if letter:
        return _ESCAPED[letter]
    if point:
        return chr(int(point, 16)) if int(point, 16) < 0x110000 else "\ufffd"
    raw = b"".join(int(unit, 16).to_bytes(2, "big") for unit in re.findall(r"u([0-9a-fA-F]+)", units))
    return raw.decode("utf-16-be", errors="replace")


@v_args(inline=True)
class TreeBuilder(Transformer[Token, Node]):
    def start(self, part: Node) -> Node:
        return part

    def any_of(self, *parts: Node) -> Node:
        return operators.any_of(parts)

    def all_of(self, *parts: Node) -> Node:
        return operators.all_of(parts)

    def compare(self, left: Node, sign: Token, right: Node) -> Node:
        return operators.compare(left, str(sign), right)

    def between(self, value: Node, start: Node, end: Node) -> Node:
        return operators.between(value, start, end)

    def is_in(self, value: Node, tested: _Tested) -> Node:
        test, source = tested
        found = node(lambda evaluation: test(evaluation, value.run(evaluation)), (value, source), "test")
        return comparing(found, value, source)

    def in_value(self, items: Node) -> _Tested:
        return list_test(items), items

    def in_order(self, sign: Token, bound: Node) -> _Tested:
        return order_test(str(sign), bound), replace(bound, says=frozenset())

    def test_value(self, item: Node) -> _Tested:
        return lambda evaluation, value: value_test(item.run(evaluation), value, evaluation.budget), item

    def in_tests(self, *tested: _Tested) -> _Tested:
        tests = tuple(test for test, _ in tested)
        sources = tuple(source for _, source in tested)
        parts = replace(node(lambda _: None, sources), says=either(*sources))
        return lambda evaluation, value: first_true(test(evaluation, value) for test in tests), parts

    def arithmetic(self, first: Node, *rest: Token | Node) -> Node:
        signs, parts = cast(tuple[Token, ...], rest[::2]), cast(tuple[Node, ...], rest[1::2])
        return operators.arithmetic(first, tuple((str(sign), part) for sign, part in zip(signs, parts, strict=True)))

    def negative(self, _: Token, part: Node) -> Node:
        return operators.negative(part)

    def member(self, target: Node, key: Token) -> Node:
        return operators.member(target, str(key)) if target.path is None else path_node((*target.path, str(key)))

    def filtered(self, target: Node, condition: Node) -> Node:
        return loops.filtered(target, condition)

    def null(self) -> Node:
        return constant(None, "null")

    def true(self) -> Node:
        return constant(True, "boolean")

    def false(self) -> Node:
        return constant(False, "boolean")

    def number(self, digits: Token) -> Node:
        return constant(decimals.read(str(digits)), "number")

    def string(self, literal: Token) -> Node:
        return constant(unescaped(literal), "text")

    def temporal(self, literal: Token) -> Node:
        value = parse_temporal(literal[2:-1])
        if value is None:
            raise ExpressionError(
                f"Line {literal.line}, column {literal.column}: {literal} is not a date, time or duration."
            )
        return constant(value, "moment")

    def name(self, name: Token) -> Node:
        # After a dot these words are keys like any other; alone they are a sign or half of one that was left out.
        if name in _RESERVED:
            where = f"Line {name.line}, column {name.column}"
            raise ExpressionError(f"{where}: the word {name!s} cannot stand here. Write a name or a value before it.")
        return path_node((str(name),))

    def call(self, token: Token, *values: Node) -> Node:
        function = _function(token, len(values))
        runs = tuple(value.run for value in values)
        run = function.run

        def called(evaluation: Evaluation) -> object:
            return run(evaluation, [value(evaluation) for value in runs])

        found = node(
            called, values, "test" if function.is_test else "moment" if function.is_date else "any", makes=True
        )
        if function.name == "list contains":
            found = comparing(found, *values)
        found = calling(found, function.name, function.needs, values)
        return replace(found, functions=found.functions | {function.name})

    def parenthesis(self, part: Node) -> Node:
        return replace(node(part.run, (part,), part.kind), says=part.says, whole=part.whole)

    def list(self, *parts: Node) -> Node:
        runs = tuple(part.run for part in parts)
        made = node(lambda evaluation: [run(evaluation) for run in runs], parts, "fixed", makes=True)
        return replace(made, says=either(*parts))

    def context(self, *entries: tuple[str, Node]) -> Node:
        return loops.context(entries)

    def entry(self, key: Token, value: Node) -> tuple[str, Node]:
        return (unescaped(key) if key.type == "STRING" else str(key)), value

    def interval(self, opening: Token, start: Node, _: Token, end: Node, closing: Token) -> Node:
        return operators.interval(str(opening), start, end, str(closing))

    def if_else(self, condition: Node, yes: Node, no: Node) -> Node:
        def run(evaluation: Evaluation) -> object:
            return (yes if loops.counts_as_yes(condition.run(evaluation)) else no).run(evaluation)

        found = node(run, (condition, yes, no), operators.common_kind((yes, no)))
        return replace(taking(found, "boolean", condition), says=either(yes, no), whole=yes.whole | no.whole)

    def for_return(self, iterations: tuple[Iteration, ...], body: Node) -> Node:
        return loops.for_return(iterations, body)

    def quantified(self, which: Token, iterations: tuple[Iteration, ...], body: Node) -> Node:
        return loops.some(iterations, body) if which == "some" else loops.every(iterations, body)

    def iterators(self, *iterations: Iteration) -> tuple[Iteration, ...]:
        return iterations

    def over_list(self, name: Token, items: Node) -> Iteration:
        return loops.over_list(str(name), items)

    def over_numbers(self, name: Token, start: Node, end: Node) -> Iteration:
        return loops.over_numbers(str(name), start, end)


def _function(token: Token, given: int) -> Function:
    name = " ".join(token.split())
    where = f"Line {token.line}, column {token.column}"
    function = registered().get(name)
    if function is None:
        raise ExpressionError(f"{where}: there is no function named {name!r}. docs/feel.md lists the functions.")
    if given < function.least or (function.most is not None and given > function.most):
        raise ExpressionError(f"{where}: {name} takes {_wanted(function)}, not {given}.")
    return function


def _wanted(function: Function) -> str:
    if function.most is None:
        return f"at least {function.least} values"
    if function.least == function.most:
        return f"{function.least} values" if function.least != 1 else "1 value"
    return f"{function.least} to {function.most} values"
