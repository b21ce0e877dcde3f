"""What the code of a custom HTML tag tells whom: the calls of vendors' functions and the pixels, read as parts of signals.

`spoken(container, name, tag, resolve)` gives, in the order of the code, one `Spoken` for each thing that the tag tells: all
that code says of a signal. What it cannot say (the leg, what the tag waits for, which consent it needs) is added by whoever
reads tags. `resolve` says what `{{Name}}` comes to; `by_constants` is one that knows constants and nothing else.

- A call is known by the name of its function, whichever way that is written: `window.fbq(…)`, `(w.dataLayer = …).push(…)`,
  `fbq.call(null, …)`, an alias (`var q = fbq`). A function of that name that the code declares is not the vendor's, but `gtag`.
- `surely` and `guards` say whether and under which conditions it is come to; calls with contrary guards exclude each other.
- Values are `Told` whose place is the field that holds the code; `line` is where the call stands in it, from 1.
- Code that cannot be parsed tells nothing here: `code/not-parsable` speaks of it. What is worked out (a name, an object) is
  `Unknown`, and `more` says why there may be further parameters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.core.memo import memo
from govern.core.regex import regex
from govern.core.report import Place
from govern.gtm.calls import arguments_of, called, passed, path, set_by
from govern.gtm.container import Body, Container, label
from govern.gtm.holders import field, page, scripts
from govern.gtm.javascript import FUNCTIONS as FUNCTION_TYPES
from govern.gtm.javascript import Code, above, parents
from govern.gtm.mistakes import first_error
from govern.gtm.nodes import nodes
from govern.gtm.tags import constant, firing, text_of
from govern.platforms.vendors import WORDS as TABLED_WORDS
from govern.signals.code.expressions import Expressions, Resolve
from govern.signals.code.guards import Guards
from govern.signals.code.named_values import list_of
from govern.signals.code.pixels import in_code, pixel
from govern.signals.code.spoken import Arguments, Call, Spoken
from govern.signals.code.vendor_table import FUNCTIONS as TABLED
from govern.signals.code.vendor_table import set_in
from govern.signals.code.wrappers import Ways
from govern.signals.source import Read, Source, Text, Unknown

if TYPE_CHECKING:
    from tree_sitter import Node

FUNCTIONS = frozenset((
    "fbq", "gtag", "pintrk", "lintrk", "snaptr", "rdt", "twq", "ga", "ttq.load", "ttq.page", "ttq.track", "ttq.identify",
    "ttq.instance().track", "ttq.instance().page", "ttq.instance().identify", "uetq.push", "dataLayer.push", "_paq.push",
    "ttq.grantConsent", "ttq.revokeConsent", "ttq.holdConsent", "UET", "_linkedin_data_partner_ids.push", *TABLED,
))  # fmt: skip
"""The functions by which vendors are told."""

NAMED = ("identifier", "member_expression", "binary_expression", "subscript_expression", "assignment_expression")
"""Expressions that may be another name of a function: `window.fbq`, `w[t] = w[t] || []`."""

REFLECTED = "Reflect.apply"
"""Calls the function that it is given first."""

HEADS = frozenset(name.split(".")[0] for name in FUNCTIONS)

WORDS = regex(
    r"\b(?:fbq|gtag|ttq|pintrk|lintrk|snaptr|rdt|twq|uetq|UET|dataLayer|ga|_paq|_linkedin_(?:data_)?partner_ids?)\b"
    rf"|\b(?:{'|'.join(TABLED_WORDS)})\b"
    r"|\b(?:window|self|globalThis)\s?\["
)
"""One of these words is in every code that tells a vendor something, or it calls something by a name that it puts together."""


@memo
def calls(container: Container, html: str) -> tuple[Call, ...]:
    """The calls of vendors' functions in the HTML of a tag, in the order of the code."""
    found: list[Call] = []
    for code in scripts(container, html) if WORDS.search(html) else ():
        if first_error(code) is None:
            found.extend(sorted(calls_in(code), key=lambda call: call.node.start_byte))
    return tuple(found)


def calls_in(code: Code) -> Iterator[Call]:
    """The calls of vendors' functions in one code."""
    guards, own, tied = Guards(code), declared(code), bound(code)
    others = aliases(code) | {name: other for name, (other, _) in tied.items()}
    ways = Ways(code, guards)
    for written, places in called(code).items():
        first, dot, rest = written.partition(".")
        name = others.get(first, first) + dot + rest
        for node in places if name.split(".")[0].removesuffix("()") in HEADS or name == REFLECTED else ():
            first_given = tied[first][1] if first in tied else ()
            function, arguments = direct(code, name, (*first_given, *arguments_of(node)))
            if function in FUNCTIONS and (function == "gtag" or function not in own):
                whole = [code.written(part) for part in arguments] == ["arguments"]
                at_once = whole and function == "dataLayer.push" and is_called_at_once(code, node)
                for use in ways.of(node, arguments):
                    given = use.arguments if whole and (at_once or written.endswith(".apply")) else arguments
                    yield Call("gtag" if at_once else function, given, node, code, use.reached, use.bound)
    for node, right in set_by(code).get("_linkedin_partner_id", ()):
        yield Call("_linkedin_partner_id", (right,), node, code, guards.reached(node))
    for name, values, node in set_in(code):
        yield Call(name, values, node, code, guards.reached(node))


def direct(code: Code, name: str, arguments: tuple[Node, ...]) -> tuple[str, tuple[Node, ...]]:
    """The function that is called by way of `call` or `apply`, and what it is given."""
    spread = arguments[0] if len(arguments) == 1 and arguments[0].type == "spread_element" else None
    if spread is not None and (listed := list_of(code, next(iter(spread.named_children), None))) is not None:
        return name, tuple(listed.named_children)
    if name == REFLECTED and len(arguments) == 3:
        name, arguments = f"{path(code, arguments[0])}.apply", arguments[1:]
    if name.endswith(".call"):
        return name[:-5], arguments[1:]
    if name.endswith(".apply"):
        given = arguments[1] if len(arguments) > 1 else None
        listed = list_of(code, given)
        if listed is not None:
            return name[:-6], tuple(listed.named_children)
        return name[:-6], (given,) if given is not None and given.type == "identifier" else ()
    return name, arguments


def declared(code: Code) -> frozenset[str]:
    """The functions that code declares itself."""
    return frozenset(code.written(node) for node in nodes(code, "function_name"))


def aliases(code: Code) -> dict[str, str]:
    """Other names of vendors' functions: `var q = window.fbq`."""
    found: dict[str, str] = {}
    for name, places in set_by(code).items():
        if "." in name or name in HEADS:
            continue
        for _, right in places:
            if right.type in NAMED and (other := path(code, right)) in HEADS:
                found[name] = other
    handed = [(code.written(one), path(code, value)) for call in nodes(code, "call") for one, value in passed(call)]
    often = Counter(code.written(one) for one in nodes(code, "parameter"))
    found.update((name, other) for name, other in handed if other in HEADS and often[name] == 1 and name not in HEADS)
    return {**found, **dict.fromkeys(like_gtag(code), "gtag")}


def bound(code: Code) -> dict[str, tuple[str, tuple[Node, ...]]]:
    """Names of vendors' functions that `bind` made, and what each is given first: `var t = fbq.bind(null, 'track')`."""
    found = {}
    for name, places in set_by(code).items() if b"bind" in code.text else ():
        for _, right in places if "." not in name else ():
            other, _, way = path(code, right).rpartition(".")
            if right.type == "call_expression" and way == "bind()" and other.split(".")[0] in HEADS:
                found[name] = other, arguments_of(right)[1:]
    return found


def like_gtag(code: Code) -> Iterator[str]:
    """The functions that do what `gtag` does under another name: they push what they are given, and nothing else."""
    for push in called(code).get("dataLayer.push", ()):
        statement = push.parent
        body = statement.parent if statement is not None else None
        owner = body.parent if body is not None and body.named_child_count == 1 else None
        passes = [code.written(node) for node in arguments_of(push)] == ["arguments"]
        if owner is None or not passes or owner.type not in ("function_declaration", "function_expression"):
            continue
        held = owner.parent if owner.type == "function_expression" else owner
        name = held.child_by_field_name("name") if held is not None else None
        if name is not None and code.written(name) not in HEADS:
            yield code.written(name)


def is_called_at_once(code: Code, node: Node) -> bool:
    """Whether a place is in a function that has no name and is called where it stands: `(function () { … })('event')`."""
    place = next((one for one in above(code, node) if one.type in FUNCTION_TYPES), None)
    parent = parents(code).get(place.id) if place is not None else None
    while parent is not None and parent.type in ("parenthesized_expression", "unary_expression"):
        place, parent = parent, parents(code).get(parent.id)
    return parent is not None and parent.type == "call_expression" and place == parent.child_by_field_name("function")


def by_constants(container: Container) -> Resolve:
    """What says of a `{{Name}}` what it is where it is a constant, and which key of the data layer it reads."""

    def resolve(name: str) -> Source:
        always = constant(container, f"{{{{{name}}}}}")
        if always:
            return Text(always)
        body = container.bodies("variable").get(name, {})
        key = text_of(body, "name") if body.get("type") == "v" else ""
        return Read("data layer", key) if key and "{{" not in key else Unknown(f'variable "{name}"')

    return resolve


def spoken(container: Container, name: str, tag: Body, resolve: Resolve) -> tuple[Spoken, ...]:
    """Everything that a custom HTML tag tells, scripts first, or an image; nothing for other tags."""
    held = field(tag, {"html": "html", "img": "url"}.get(str(tag.get("type")), "")) if "type" in tag else None
    if held is None:
        return ()
    from govern.signals.code.vendor_calls import read

    place = Place(container.file, held.route, entity=label("tag", name))
    if tag.get("type") == "img":
        return tuple(pixel(held.text, resolve, place, 1))
    readers: dict[Code, Expressions] = {}
    found: list[Spoken] = []
    for call in calls(container, held.text):
        if call.code not in readers:
            readers[call.code] = Expressions(call.code, resolve)
        found.extend(read(Arguments(call, readers[call.code].within(call.bound), place)))
    raw = held.text.encode("utf-8", "replace")
    for code in scripts(container, held.text):
        if first_error(code) is None:
            found.extend(in_code(code, resolve, place))
    for load in page(container, held.text).loads:
        if load.element in ("img", "iframe"):
            found.extend(pixel(load.address(raw), resolve, place, load.line))
    return tuple(found)


@memo
def plainly(container: Container) -> dict[str, tuple[Spoken, ...]]:
    """What each custom HTML tag that fires tells, by its name, as far as constants say what `{{Name}}` comes to."""
    resolve = by_constants(container)
    told = {name: spoken(container, name, tag, resolve) for name, tag in firing(container).items()}
    return {name: found for name, found in told.items() if found}
