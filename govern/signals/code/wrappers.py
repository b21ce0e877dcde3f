"""Functions of one's own around a vendor's, and what they are given where they are called.

`function track(name, data) { fbq('track', name, data); }` tells nothing by itself: what is told stands in `track('Lead', {})`.
`Ways` says of a call in such a function what its parameters are, once for each place that calls
the function; a function that is called where it stands, and one that a list of literals is handed to, are such too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from govern.gtm.calls import arguments_of, called, path, step_of
from govern.gtm.javascript import FUNCTIONS, Code, above, inside, parents
from govern.signals.code.guards import Guards, Reached, together
from govern.signals.code.loops import around, rounds, without
from govern.signals.code.named_values import list_of

if TYPE_CHECKING:
    from tree_sitter import Node

MOST = 40
"""So many calls of one function are followed."""

DEEPEST = 3
"""So many functions around one another are followed."""

FOLLOWED = 2_000
"""So many ways to calls are followed in one code."""

LARGE = 400
"""In arguments of more parts no names of parameters are looked for."""


class Given(NamedTuple):
    """What a parameter is given, nothing where it gets nothing, and what the names in that are given in turn."""

    node: Node | None
    bound: Bound


Bound = Mapping[str, Given]


class Use(NamedTuple):
    """One way in which a call is come to: what the parameters around it are, and under which conditions."""

    bound: Bound
    reached: Reached
    arguments: tuple[Node, ...] = ()


class Ways:
    """Finds the ways in which the calls of one code are come to; of very many only the first are followed."""

    def __init__(self, code: Code, guards: Guards) -> None:
        self.code, self.guards, self.left = code, guards, FOLLOWED

    def of(self, node: Node, arguments: tuple[Node, ...]) -> Iterator[Use]:
        """The ways in which a call is come to."""
        named = self.left > 0 and bool(names_in(self.code, arguments))
        if not named:
            yield Use({}, self.guards.reached(node))
            return
        for use in islice(uses(self.code, self.guards, node, arguments), MOST):
            self.left -= 1
            yield use


def uses(code: Code, guards: Guards, node: Node, arguments: tuple[Node, ...], depth: int = 0) -> Iterator[Use]:
    """The ways in which a call is come to: as many as its function has, where it passes on what that is given, or as the loop
    around it has rounds."""
    named = names_in(code, arguments)
    loop = around(code, node) if named else None
    if loop is not None and (found := rounds(code, node, arguments)):
        reached = without(guards.reached(node), loop)
        yield from (Use({name: Given(part, {}) for name, part in one.items()}, reached) for one in found)
        return
    owner = next((one for one in above(code, node) if one.type in FUNCTIONS and passes(code, one, named)), None)
    sites = tuple(islice(places(code, owner), MOST)) if owner is not None and depth < DEEPEST else ()
    if owner is None or not sites:
        yield Use({}, guards.reached(node))
        return
    own = parameters(code, owner)
    for site, values in sites:
        for outer in uses(code, guards, site, values, depth + 1):
            bound = {
                name: Given(values[at] if at < len(values) else None, outer.bound)
                for at, name in enumerate(own)
                if name
            }
            yield Use(bound, within(guards, node, owner, outer.reached), values)


def names_in(code: Code, nodes: tuple[Node, ...]) -> frozenset[str]:
    """The names that stand in some expressions."""
    kinds = ("identifier", "shorthand_property_identifier")
    every = islice((part for node in nodes for part in inside(node)), LARGE)
    return frozenset(code.written(part) for part in every if part.type in kinds)


def passes(code: Code, function: Node, named: frozenset[str]) -> bool:
    """Whether a function passes on what it is given: one of its parameters, or all of them."""
    return not named.isdisjoint(parameters(code, function)) or "arguments" in named


def parameters(code: Code, function: Node) -> tuple[str, ...]:
    """The names of a function's parameters; empty for one that is more than a name."""
    alone = function.child_by_field_name("parameter")
    listed = function.child_by_field_name("parameters")
    found = [alone] if alone is not None else listed.named_children if listed is not None else []
    return tuple(code.written(one) if one.type == "identifier" else "" for one in found if one.type != "comment")


def within(guards: Guards, node: Node, function: Node, outer: Reached) -> Reached:
    """How a place in a function is come to, where the function is called from a place."""
    here, called_ = guards.reached(node), guards.called(function)
    own = here.guards[: len(here.guards) - len(called_.guards)]
    waits = here.after != called_.after or (here.surely == "later") > (called_.surely != "always")
    if not waits or outer.surely == "never called":
        return together(own, outer)
    return Reached("later", (*own, *outer.guards), here.after or outer.after)


def places(code: Code, function: Node) -> Iterator[tuple[Node, tuple[Node, ...]]]:
    """The places that call a function, and what they give it."""
    place, parent = function, parents(code).get(function.id)
    while parent is not None and parent.type in ("parenthesized_expression", "unary_expression"):
        place, parent = parent, parents(code).get(parent.id)
    if parent is not None and parent.type == "call_expression" and place == parent.child_by_field_name("function"):
        yield parent, arguments_of(parent)
    elif parent is not None and parent.type == "arguments":
        yield from elements(code, parents(code)[parent.id])
    elif name := name_of(code, function, parent):
        for call in called(code).get(name, ()):
            if call.type == "call_expression" and not function.start_byte <= call.start_byte < function.end_byte:
                yield call, arguments_of(call)


def elements(code: Code, call: Node) -> Iterator[tuple[Node, tuple[Node, ...]]]:
    """The parts of a list that is written out, where a function is called with each of them."""
    callee = call.child_by_field_name("function")
    if path(code, callee) in ("$.each", "jQuery.each"):
        first = next(iter(arguments_of(call)), None)
        given = list_of(code, first)
        yield from ((call, (part, part)) for part in (given.named_children if given is not None else ()))
        return
    held = callee.child_by_field_name("object") if callee is not None and callee.type == "member_expression" else None
    listed = list_of(code, held)
    if callee is None or listed is None or step_of(code, callee) not in ("forEach", "map"):
        return
    for part in listed.named_children:
        if part.type != "comment":
            yield call, (part,)


def name_of(code: Code, function: Node, parent: Node | None) -> str:
    """The name by which a function is called, that of the object before it; empty where it has none."""
    if function.type == "function_declaration":
        return code.written(name) if (name := function.child_by_field_name("name")) is not None else ""
    if parent is None:
        return ""
    if parent.type in ("variable_declarator", "assignment_expression"):
        return path(code, parent.child_by_field_name("name" if parent.type == "variable_declarator" else "left"))
    held = function if function.type == "method_definition" else parent
    key = held.child_by_field_name("name" if function.type == "method_definition" else "key")
    whole = parents(code).get(held.id)
    owner = parents(code).get(whole.id) if whole is not None and whole.type == "object" else None
    first = name_of(code, whole, owner) if whole is not None and owner is not None and owner.type != "pair" else ""
    return f"{first}.{code.written(key)}" if first and key is not None else ""
