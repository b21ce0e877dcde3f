"""Whether a place in code is come to when the code runs: always, under conditions, at a later moment, or never.

A condition is the text of what is tested and whether it has to hold. A test of the vendor's own function (`if (window.fbq)`)
is none, and neither is a function that is called where it stands, or when the page is ready. What a listener does is done
later: `after` says on what.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from govern.core.record import Record
from govern.core.regex import regex
from govern.gtm.calls import arguments_of, path, step_of
from govern.gtm.javascript import Code, above, parents
from govern.gtm.nodes import nodes
from govern.platforms.vendors import WORDS
from govern.signals.signal import Surely

if TYPE_CHECKING:
    from tree_sitter import Node

MOST = 12
"""So many conditions are kept; what stands under more stands under these."""

DEEPEST = 40
"""So many functions inside one another are followed."""

FUNCTIONS = ("function_expression", "function_declaration", "arrow_function", "method_definition", "generator_function")

READY = frozenset(("DOMContentLoaded", "load", "readystatechange", "pageshow", "ready"))
"""Events of the page that come by themselves."""

SOON = frozenset(
    ("setTimeout", "setInterval", "requestAnimationFrame", "requestIdleCallback", "queueMicrotask", "$", "jQuery")
)
"""Functions that call what they are given without waiting for anybody."""

LISTENS = frozenset(("addEventListener", "attachEvent", "on", "bind", "live", "one", "delegate", "addListener"))
SHORT = frozenset(("submit", "click", "change", "blur", "focus", "keyup", "keydown", "mousedown", "scroll", "hover"))
"""What listeners are set by: with the name of the event, or by a function of its name."""

LOOPS = frozenset(("forEach", "map", "filter", "some", "every", "each", "reduce"))
LOOPING = frozenset(
    ("for_statement", "for_in_statement", "while_statement", "switch_case", "switch_default", "catch_clause")
)

OWN = regex(r"!?\(?(?:typeof\s+)?(?:window|self)?[.\[]?['\"]?(?:fbq|gtag|ttq|pintrk|lintrk|snaptr|rdt|twq|uetq|dataLayer|ga|_paq|"
                 rf"{'|'.join(WORDS)})\b"
                 r"['\"]?\]?\s*(?:[!=]==?\s*['\"]?(?:undefined|function|null)['\"]?)?\)?")  # fmt: skip
"""A test of whether the vendor's function is there."""

LOADED = regex(r"""\w{1,20}\s*&&\s*\w{1,20}\s*!==?\s*["']loaded["']\s*&&\s*\w{1,20}\s*!==?\s*["']complete["']""")
"""A test of whether a script is still on its way, which old browsers ask for."""


class Guard(NamedTuple):
    """A condition: what is tested, and whether it has to hold."""

    test: str
    holds: bool


class Reached(Record):
    """How a place in code is come to. `after` is the event that it waits for, such as `submit`; empty without one."""

    surely: Surely = "always"
    guards: tuple[Guard, ...] = ()
    after: str = ""


class Guards:
    """Says of places in one code how they are come to; each way up the tree is gone once."""

    def __init__(self, code: Code) -> None:
        self.code, self.parents = code, parents(code)
        self.functions: dict[int, Reached] = {}
        self.open: set[int] = set()
        self.known: dict[int, tuple[Reached, Node | None]] = {}
        self.uses: dict[str, list[Node]] = {}
        for node in nodes(code, "name"):
            self.uses.setdefault(code.written(node), []).append(node)
        self.exits: dict[int, int] = {}
        for node in nodes(code, "exit"):
            self.note_exit(node)

    def note_exit(self, node: Node) -> None:
        """Remember the first place where a function may end before its end, unless the vendor's function is missing."""
        tests: list[str] = []
        for parent in above(self.code, node):
            if parent.type in FUNCTIONS:
                if tests and not all(OWN.fullmatch(test) for test in tests):
                    self.exits.setdefault(parent.id, node.end_byte)
                return
            if parent.type == "if_statement":
                tests.append(self.test(parent))

    def test(self, node: Node) -> str:
        """What a statement tests, without blanks around it."""
        found = node.child_by_field_name("condition")
        written = self.code.written(found).strip() if found is not None else ""
        while written.startswith("(") and written.endswith(")") and written.count("(") == 1:
            written = written[1:-1].strip()
        return written[:200]

    def reached(self, node: Node) -> Reached:
        """How a place is come to."""
        here, function = self.up(node)
        if function is not None and self.exits.get(function.id, node.end_byte) < node.start_byte:
            return together((Guard("it has not returned before", True),), here)
        return here

    def up(self, node: Node) -> tuple[Reached, Node | None]:
        """How a place is come to in the function that it stands in, and that function."""
        way: list[tuple[Node, Node]] = []
        child, known = node, self.known.get(node.id)
        while known is None:
            parent = self.parents.get(child.id)
            if parent is None:
                known = Reached(), None
            elif parent.type in FUNCTIONS:
                known = self.called(parent), parent
            else:
                way.append((child, parent))
                child, known = parent, self.known.get(parent.id)
        for child, parent in reversed(way):
            known = together(self.guard(child, parent), known[0]), known[1]
            self.known[child.id] = known
        return known

    def guard(self, child: Node, parent: Node) -> tuple[Guard, ...]:
        """The condition under which a statement comes to its part."""
        if parent.type in ("if_statement", "ternary_expression"):
            if child == parent.child_by_field_name("condition"):
                return ()
            test = self.test(parent)
            own = OWN.fullmatch(test) is not None
            return () if own else (Guard(test, child == parent.child_by_field_name("consequence")),)
        if parent.type == "binary_expression" and child == parent.child_by_field_name("right"):
            operator, left = parent.child_by_field_name("operator"), parent.child_by_field_name("left")
            sign = self.code.written(operator) if operator is not None else ""
            test = self.code.written(left).strip()[:200] if left is not None else ""
            if sign in ("&&", "||", "??") and not (OWN.fullmatch(test) or LOADED.fullmatch(test)):
                return (Guard(test, sign == "&&"),)
        if parent.type in LOOPING and child.type not in ("variable_declaration", "lexical_declaration"):
            return (Guard(parent.type.replace("_", " "), True),)
        return ()

    def called(self, function: Node) -> Reached:
        """How a function is come to; one that calls itself says nothing new."""
        if function.id in self.open:
            return Reached("never called")
        if len(self.open) > DEEPEST:
            return Reached("later")
        if function.id not in self.functions:
            self.open.add(function.id)
            self.functions[function.id] = self.found(function)
            self.open.discard(function.id)
        return self.functions[function.id]

    def found(self, function: Node) -> Reached:
        """How a function is come to, by where it stands or by its name."""
        if function.type == "function_declaration":
            return self.by_name(function.child_by_field_name("name"), function)
        place, parent = function, self.parents.get(function.id)
        while parent is not None and parent.type in ("parenthesized_expression", "unary_expression"):
            place, parent = parent, self.parents.get(parent.id)
        if parent is None or parent.type == "program":
            return Reached()
        if parent.type == "member_expression" and step_of(self.code, parent) in ("call", "apply", "bind"):
            place, parent = parent, self.parents.get(parent.id)
        if parent is not None and parent.type == "call_expression" and place == parent.child_by_field_name("function"):
            return self.reached(parent)
        if parent is not None and parent.type == "arguments":
            return self.handed(self.parents[parent.id])
        if parent is not None and parent.type == "variable_declarator":
            return self.by_name(parent.child_by_field_name("name"), function)
        if parent is not None and parent.type == "assignment_expression":
            return self.assigned(parent)
        return Reached() if self.is_whole(place) else Reached("later")

    def is_whole(self, node: Node) -> bool:
        """Whether a node is the function that a custom JavaScript variable is."""
        parent = self.parents.get(node.id)
        return self.code.function and (parent is None or parent.type in ("program", "expression_statement"))

    def assigned(self, assignment: Node) -> Reached:
        """How a function is come to that something is set to: a listener such as `onsubmit`, or a name."""
        left = assignment.child_by_field_name("left")
        if left is not None and left.type == "identifier":
            return self.by_name(left, assignment)
        key = path(self.code, left).rpartition(".")[2]
        if key.startswith("on"):
            event = key[2:]
            return self.reached(assignment) if event in READY else later(self.reached(assignment), event)
        return Reached("later")

    def handed(self, call: Node) -> Reached:
        """How a function is come to that is handed to another one."""
        callee = call.child_by_field_name("function")
        called = path(self.code, callee)
        of_something = callee is not None and callee.type in ("member_expression", "subscript_expression")
        last = step_of(self.code, callee) if callee is not None and of_something else called
        first = next(iter(arguments_of(call)), None)
        event = self.code.written(first).strip("'\"") if first is not None and first.type == "string" else ""
        here = self.reached(call)
        if last in LISTENS and event:
            name = event.split(".")[0].removeprefix("on")
            return here if name in READY else later(here, name)
        if called in SOON or last in ("ready", "load") or last in SOON:
            return here
        if last in LOOPS:
            return together((Guard(f"each of {called.rpartition('.')[0] or 'a list'}"[:200], True),), here)
        return later(here, last if last in SHORT else "")

    def by_name(self, name: Node | None, function: Node) -> Reached:
        """How a function is come to that has a name: the surest of the places that call it or hand it on."""
        found: list[Reached] = []
        listed = self.uses.get(self.code.written(name), ()) if name is not None else ()
        for use in listed:
            parent = self.parents.get(use.id)
            if parent is None or use == name or function.start_byte <= use.start_byte < function.end_byte:
                continue
            if parent.type == "call_expression" and use == parent.child_by_field_name("function"):
                found.append(self.reached(parent))
            elif parent.type == "arguments":
                found.append(self.handed(self.parents[parent.id]))
            elif parent.type == "assignment_expression":
                found.append(self.assigned(parent))
            elif parent.type not in ("variable_declarator", "assignment_expression"):
                found.append(Reached("later"))
        if found:
            return min(found, key=lambda one: (ORDER.index(one.surely), len(one.guards)))
        outer = self.parents.get(function.id)
        while outer is not None and outer.type not in FUNCTIONS:
            outer = self.parents.get(outer.id)
        return Reached("never called") if outer is not None else Reached("later")


ORDER: tuple[Surely, ...] = ("always", "under conditions", "later", "never called")


def later(where: Reached, event: str) -> Reached:
    """The same place, but waiting for an event."""
    surely: Surely = "never called" if where.surely == "never called" else "later"
    return Reached(surely, where.guards, where.after or event)


def together(guards: Iterable[Guard], outer: Reached) -> Reached:
    """A place inside another, under conditions of its own."""
    every = (*guards, *outer.guards)[:MOST]
    surely: Surely = "under conditions" if every and outer.surely == "always" else outer.surely
    return Reached(surely, every, outer.after)
