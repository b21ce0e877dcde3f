"""What an expression in code comes to: the source of its value, as far as reading the code tells.

Literals, texts put together, objects, names that get a value once, choices and a few wrappers are read; `{{Name}}` is asked
of whoever knows the container's variables. Everything else is `Unknown`: two codes that use one word for a thing of their
own do not read the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from govern.gtm.calls import arguments_of, block_of, grown, path, step_of
from govern.gtm.fixed import summands, unescaped
from govern.gtm.javascript import FILLED, HOLE, Code
from govern.signals.code.answers import MERGES, METHODS, UNSTABLE, WRAPPERS, is_stable
from govern.signals.code.folded import decoded, folded
from govern.signals.code.keys import keys_of
from govern.signals.code.named_values import names_of
from govern.signals.code.page_reads import page_read
from govern.signals.source import NOTHING, Either, Fields, Made, Source, Text, Unknown, joined

if TYPE_CHECKING:
    from tree_sitter import Node

    from govern.signals.code.wrappers import Bound

Resolve = Callable[[str], Source]
"""What a variable of the container comes to, by the name between `{{` and `}}`."""

DEEPEST = 30
"""How deep an expression is read."""

MOST = 40
"""So many keys that an object gets later are read."""

LARGEST = 20_000
"""So many expressions are read for one value, those behind names each time; code may name one thing over and over."""


class Expressions:
    """Reads the expressions of one code; inside a function of its own, with what its parameters are `bound` to."""

    def __init__(self, code: Code, resolve: Resolve, bound: Bound | None = None, read: list[int] | None = None) -> None:
        self.code, self.resolve, self.names = code, resolve, names_of(code)
        self.read = [0] if read is None else read  # how many expressions so far, with those who read the same value
        self.bound = {name: given for name, given in (bound or {}).items() if name not in self.names.values}
        self.reading: set[str] = set()

    def within(self, bound: Bound) -> Expressions:
        """The reader of expressions inside a function that is given something."""
        return Expressions(self.code, self.resolve, bound) if bound else self

    def meant(self, node: Node) -> tuple[Expressions, Node | None]:
        """What a parameter is given, and who reads it; everything else means itself."""
        given = self.bound.get(self.code.written(node)) if self.bound and node.type == "identifier" else None
        if given is None:
            return self, node
        outer = Expressions(self.code, self.resolve, given.bound, self.read)
        return outer.meant(given.node) if given.node is not None else (outer, None)

    def source(self, node: Node | None, depth: int = 0) -> Source:
        """Where the value of an expression comes from."""
        if node is None:
            return NOTHING
        self.read[0] = self.read[0] + 1 + (node.end_byte - node.start_byte) // 1_000 if depth else 0
        if depth > DEEPEST or self.read[0] > LARGEST:
            return Unknown("nested too deep")
        read = READERS.get(node.type)
        return read(self, node, depth + 1) if read is not None else Unknown(f"code: {node.type.replace('_', ' ')}")

    def text(self, node: Node, depth: int) -> Source:
        """A text in quotes, with its holes."""
        return joined(self.pieces(node, depth))

    def pieces(self, node: Node, depth: int) -> Iterator[Source]:
        """The parts of a text in quotes or of a template."""
        for part in node.named_children:
            if part.type == "string_fragment":
                yield from self.fragment(self.code.written(part))
            elif part.type == "escape_sequence":
                yield Text(unescaped(self.code.written(part)))
            elif part.type == "template_substitution":
                yield self.source(next(iter(part.named_children), None), depth)

    def fragment(self, text: str) -> Iterator[Source]:
        """A text in which holes may stand."""
        at = 0
        raw = text.encode()
        for hole in HOLE.finditer(raw):
            if hole.start() > at:
                yield Text(raw[at : hole.start()].decode())
            yield self.resolve(hole[1].decode())
            at = hole.end()
        if at < len(raw):
            yield Text(raw[at:].decode())

    def number(self, node: Node, depth: int) -> Source:
        """A number, as JSON has it."""
        written = self.code.written(node)
        return Text(written, "number") if re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", written) else Made(written)

    def truth(self, node: Node, depth: int) -> Source:
        """True or false."""
        return Text(node.type, "boolean")

    def nothing(self, node: Node, depth: int) -> Source:
        """`null`, `undefined`."""
        return NOTHING

    def name(self, node: Node, depth: int) -> Source:
        """A name: a hole, or something that the code gave a value once."""
        if FILLED.fullmatch(self.code.parsed(node)):
            return joined(self.resolve(name) for name in self.code.holes(node))
        name = self.code.written(node)
        if name in self.bound:
            reader, meant = self.meant(node) if node.type == "identifier" else self.given(name)
            return self.added(node, node, reader.source(meant, depth), depth)
        values = self.names.values.get(name, ())
        if name in self.names.open or name in self.reading or len(values) != 1:
            return Unknown(f'code: "{name[:80]}"')
        later = grown(self.code).get(name, ())
        if later and later[-1].end_byte > node.start_byte:
            return Unknown(f'code: "{name[:80]}"')
        self.reading.add(name)
        found = added_up([self.source(part, depth) for part in (values[0], *later)])
        self.reading.discard(name)
        return self.added(node, values[0], found, depth)

    def given(self, name: str) -> tuple[Expressions, Node | None]:
        """What a parameter is given that stands for a key of its own name."""
        found = self.bound[name]
        return Expressions(self.code, self.resolve, found.bound, self.read), found.node

    def added(self, use: Node, value: Node, found: Source, depth: int) -> Source:
        """An object with the keys that it gets later. Each may not be there yet, unless it is set on the way to the use."""
        later = self.names.members.get(self.code.written(use), ())
        if not later or not isinstance(found, Fields):
            return found
        fields, block, is_open = dict(found.fields), block_of(value), found.open or len(later) > MOST
        for member in later[:MOST]:
            right, said = member.value, self.source(member.value, depth)
            keys, around = keys_of(self.code, member.written) if member.written is not None else ((member.key,), None)
            sure = block is not None and block in (block_of(right), around)
            for key in keys:
                on_the_way = sure and right.end_byte <= use.start_byte
                fields[key] = said if on_the_way else Either((fields.get(key, NOTHING), said))
            is_open |= not keys
        return Fields(tuple(fields.items()), is_open)

    def member(self, node: Node, depth: int) -> Source:
        """A part of something; in a loop over a list, the part that a round is about."""
        if self.bound and (written := self.code.written(node)) in self.bound:
            reader, meant = self.given(written)
            return reader.source(meant, depth)
        whole = path(self.code, node)
        if (read := page_read(self.code, self.names, node)) is not None:
            return read
        key = step_of(self.code, node)
        held = self.source(node.child_by_field_name("object"), depth) if key else Unknown("")
        if isinstance(held, Fields):
            known = dict(held.fields)
            return known[key] if key in known else Unknown(f'code: "{whole[:80]}"') if held.open else NOTHING
        if isinstance(held, Made) and held.how == "list" and key.isdecimal() and len(key) < 6:
            return held.reads[int(key)] if int(key) < len(held.reads) else NOTHING
        if isinstance(held, Unknown | Text) or held == NOTHING:
            return Unknown(f'code: "{whole[:80]}"')
        return Made(f".{key}", (held,))

    def sum(self, node: Node, depth: int) -> Source:
        """Two values and what stands between them."""
        operator = node.child_by_field_name("operator")
        sign = self.code.written(operator) if operator is not None else ""
        if sign == "+":
            return added_up([self.source(part, depth) for part in summands(self.code, node)])
        one = self.source(node.child_by_field_name("left"), depth)
        other = self.source(node.child_by_field_name("right"), depth)
        if sign in ("||", "??"):
            return one if isinstance(one, Text) and one.value else Either((one, other))
        if sign == "&&":
            return Either((NOTHING, other))
        if isinstance(one, Unknown) or isinstance(other, Unknown):
            return Unknown(f"code: {sign}")
        return Made(sign, (one, other))

    def choice(self, node: Node, depth: int) -> Source:
        """`a ? b : c`."""
        one, other = (self.source(node.child_by_field_name(key), depth) for key in ("consequence", "alternative"))
        return one if one == other and isinstance(one, Text) else Either((one, other))

    def inner(self, node: Node, depth: int) -> Source:
        """What stands in parentheses, or on the right of an assignment."""
        if node.type == "assignment_expression":
            return self.source(node.child_by_field_name("right"), depth)
        return self.source(next(iter(node.named_children), None), depth)

    def object(self, node: Node, depth: int) -> Source:
        """An object; open where it has keys that code works out."""
        fields: dict[str, Source] = {}
        is_open = False
        for part in node.named_children:
            key = part.child_by_field_name("key") if part.type == "pair" else None
            if key is not None and key.type in ("property_identifier", "string", "number"):
                fields[self.code.written(key).strip("'\"")] = self.source(part.child_by_field_name("value"), depth)
            elif key is not None and isinstance(
                worked_out := self.source(next(iter(key.named_children), None), depth), Text
            ):
                fields[worked_out.value] = self.source(part.child_by_field_name("value"), depth)
            elif part.type == "shorthand_property_identifier":
                fields[self.code.written(part)] = self.name(part, depth)
            elif part.type == "spread_element":
                is_open |= self.put(fields, next(iter(part.named_children), None), depth)
            elif part.type != "comment":
                is_open = True
        return Fields(tuple(fields.items()), is_open)

    def put(self, fields: dict[str, Source], node: Node | None, depth: int) -> bool:
        """Put the keys of an object into others; whether it may have more than are known."""
        source = self.source(node, depth)
        if isinstance(source, Fields):
            fields.update(source.fields)
        return source.open if isinstance(source, Fields) else source != NOTHING

    def merged(self, nodes: tuple[Node, ...], depth: int) -> Source:
        """Several objects made one."""
        fields: dict[str, Source] = {}
        opened = [self.put(fields, node, depth) for node in nodes if node.type not in ("true", "false")]
        return Fields(tuple(fields.items()), any(opened))

    def list(self, node: Node, depth: int) -> Source:
        """A list, made of its entries; comments between them are none."""
        return Made("list", tuple(self.source(part, depth) for part in node.named_children if part.type != "comment"))

    def call(self, node: Node, depth: int) -> Source:
        """A call, where the answer follows from what it is given, or is another one each time."""
        callee = node.child_by_field_name("constructor" if node.type == "new_expression" else "function")
        called = path(self.code, callee)
        arguments = arguments_of(node)
        if UNSTABLE.fullmatch(called.removesuffix("()")) or ".random" in called or "Date" in called.split("()")[0]:
            return Made(called, stable=False)
        if called in MERGES and arguments:
            return self.merged(arguments, depth)
        if called in ("atob", "String.fromCharCode"):
            text = decoded(called, tuple(self.source(part, depth) for part in arguments))
            return text or Unknown(f"code: {called}")
        if called in WRAPPERS and arguments:
            given = tuple(self.source(part, depth) for part in arguments)
            return Unknown(f"code: {called}") if any(isinstance(one, Unknown) for one in given) else Made(called, given)
        if called == "Intl.NumberFormat().format" and arguments:
            return Made("Intl.NumberFormat().format()", (self.source(arguments[0], depth),))
        if callee is not None and callee.type == "member_expression" and step_of(self.code, callee) == "toLocaleString":
            return Made(".toLocaleString()", (self.source(callee.child_by_field_name("object"), depth),))
        if callee is not None and callee.type == "member_expression" and step_of(self.code, callee) in METHODS:
            held = self.source(callee.child_by_field_name("object"), depth)
            known = folded(step_of(self.code, callee), held, tuple(self.source(part, depth) for part in arguments))
            if known is not None:
                return known
            plain = all(part.type in ("string", "number", "regex") for part in arguments)
            if plain and not isinstance(held, Unknown):
                words = ", ".join(self.code.written(part)[:80] for part in arguments)
                return Made(f".{step_of(self.code, callee)}({words})", (held,), stable=is_stable(held))
        return Unknown(f'code: "{called[:80]}()"')


def added_up(parts: list[Source]) -> Source:
    """What a sum comes to: numbers are counted up to the first text, from which on everything is joined."""
    first, *others = parts
    for at, other in enumerate(others):
        if not (is_number(first) and is_number(other)):
            return joined((first, *others[at:]))
        first = Made("+", (first, other))
    return first


def is_number(source: Source) -> bool:
    """Whether adding to this counts rather than joins, as far as is known."""
    return (isinstance(source, Text) and source.type == "number") or isinstance(source, Made)


READERS: dict[str, Callable[[Expressions, Node, int], Source]] = {
    "string": Expressions.text,
    "template_string": Expressions.text,
    "number": Expressions.number,
    "true": Expressions.truth,
    "false": Expressions.truth,
    "null": Expressions.nothing,
    "undefined": Expressions.nothing,
    "identifier": Expressions.name,
    "member_expression": Expressions.member,
    "subscript_expression": Expressions.member,
    "binary_expression": Expressions.sum,
    "ternary_expression": Expressions.choice,
    "parenthesized_expression": Expressions.inner,
    "assignment_expression": Expressions.inner,
    "object": Expressions.object,
    "array": Expressions.list,
    "call_expression": Expressions.call,
    "new_expression": Expressions.call,
}
"""How each kind of expression is read."""
