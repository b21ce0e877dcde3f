"""Rules in YAML: what a team asks of its specs beyond the language, without a line of Python.

    rules:
      - rule: team/conversion-owner
        title: Every conversion has the paid team as its owner.
        each: events
        where: {kind: conversion}
        match: {owner: 'paid-.*'}
        good: 'events: [{name: purchase, kind: conversion, owner: paid-social}]'
        bad: 'events: [{name: purchase, kind: conversion, owner: web}]'

Keys are written with dots and lead into every entry of a list: `parameters.use`. Patterns are held against the whole
text and take time in proportion to it, whatever they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Literal

from govern.core.record import Record
from govern.core.report import Place, Route, Span
from govern.project import Project
from govern.rules import Problem, Rule
from govern.source.document import Document
from govern.source.positions import Positions
from govern.spec.fit import Unfit, fitter
from govern.spec.misfits import explain_record
from govern.spec.pattern import matcher
from govern.spec.read import subject_of
from govern.spec.section import in_order, section_names
from govern.spec.spelling import kind, suggest


class Simple(Record):
    """One rule of a YAML file. At least one of `require`, `forbid`, `match`, `avoid` and `one_of` says what is asked."""

    rule: str
    title: str
    each: str
    good: str
    bad: str
    why: str | None = None
    remedy: str | None = None
    source: str | None = None
    level: Literal["error", "warning", "note"] = "warning"
    message: str | None = None
    help: str | None = None
    where: dict[str, Any] = {}
    require: tuple[str, ...] = ()
    forbid: tuple[str, ...] = ()
    match: dict[str, str] = {}
    avoid: dict[str, str] = {}
    one_of: dict[str, tuple[Any, ...]] = {}


def simple_rules(document: Document) -> Iterator[tuple[Rule, Place] | Problem]:
    """The rules of a YAML file with their places, and what is wrong with the others."""
    if document.refusal is not None:
        message, span, help = document.refusal
        yield Problem(Place(document.file, (), span), message, help=help, subject=document.file)
        return
    place = placer(document)
    entries = document.data.get("rules") if isinstance(document.data, dict) else None
    if not isinstance(entries, list) or document.data.keys() - {"version", "rules"}:
        help = 'start it with: "version: 1", then "rules:" and an entry for each rule'
        yield Problem(place(()), "a file of rules is a list of them under the key rules", help=help)
        return
    for position, entry in enumerate(entries):
        route: Route = ("rules", position)
        try:
            found: Simple = fitter(Simple)(entry)
        except Unfit:
            name = entry.get("rule") if isinstance(entry, dict) else None
            subject = f'rule "{name}"' if isinstance(name, str) else "an entry of rules"
            for misfit in explain_record(subject, Simple, entry, route):
                yield Problem(place(misfit.route, misfit.at_key), misfit.message, help=misfit.help)
            continue
        wrong = list(doubts(found))
        for step, message, help in wrong:
            yield Problem(place((*route, *step)), f'rule "{found.rule}" {message}', help=help)
        if not wrong:
            yield (
                Rule(checker(found), found.good, found.bad, found.level, "specs", found.rule, manual(found)),
                place(route),
            )


def placer(document: Document) -> Callable[..., Place]:
    """The places of a document, with their spans."""
    positions = Positions(document)

    def place(route: Route, at_key: bool = False) -> Place:
        span: Span = positions.key(route) if at_key else positions.place(route)[1]
        return Place(document.file, route, span)

    return place


def doubts(simple: Simple) -> Iterator[tuple[Route, str, str]]:
    """What a rule that has the right keys says wrongly: where, what, and what to do."""
    group, slash, name = simple.rule.partition("/")
    if not (slash and group and name) or simple.rule != simple.rule.lower() or any(map(str.isspace, simple.rule)):
        yield ("rule",), "has no name of the form group/name", "such as team/campaign-owner"
    section = simple.each.partition(".")[0]
    if section not in section_names():
        yield ("each",), f'is about "{section}", which is not a section', suggest(section, in_order())
    if not (simple.require or simple.forbid or simple.match or simple.avoid or simple.one_of):
        yield (), "asks for nothing", "say what with require, forbid, match, avoid or one_of"
    for key in ("match", "avoid"):
        for path, expression in getattr(simple, key).items():
            if whole(expression) is None:
                yield (key, path), f'has the pattern "{expression}", which cannot be read', ""
    for path, wanted in simple.where.items():
        if isinstance(wanted, dict) and (
            list(wanted) != ["match"] or not isinstance(wanted["match"], str) or whole(wanted["match"]) is None
        ):
            yield ("where", path), "has a condition that is not a value, list of values or {match: pattern}", ""


def manual(simple: Simple) -> str:
    """The manual page."""
    remedy = f"Remedy: {simple.remedy or simple.help or 'do as the message says'}"
    source = f"Source: {simple.source}" if simple.source else ""
    return "\n\n".join(part.strip() for part in (simple.title, simple.why or "", remedy, source) if part.strip())


def whole(expression: str) -> Callable[[str], bool] | None:
    """Whether a whole text matches an expression; nothing where it cannot be read."""
    return matcher(rf"\A(?:{expression})\z")


def checker(simple: Simple) -> Callable[[Project], Iterator[Problem]]:
    """The function of the project that a rule is."""

    def check(project: Project) -> Iterator[Problem]:
        for place, subject, thing in things(project, simple.each):
            if all(holds(thing, path, wanted) for path, wanted in simple.where.items()):
                for route, message in wrongs(simple, thing):
                    text = f"{subject}: {simple.message}" if simple.message else f"{subject}{message}"
                    at = place.replace(route=(*place.route, *route))
                    yield Problem(at, text, help=simple.help or "")

    return check


def things(project: Project, each: str) -> Iterator[tuple[Place, str, Any]]:
    """The entries that a rule is about: their place, what messages call them, and their data as written."""
    section, _, path = each.partition(".")
    for entity in project.sections.get(section, ()):
        place = entity.place()
        data = project.documents[place.file].data
        for step in place.route:
            data = data[step]
        subject = subject_of(section, data)
        for route, thing in reach(data, path.split(".")) if path else [((), data)]:
            inner = place.replace(route=(*place.route, *route))
            named = thing.get("name", thing.get("use")) if isinstance(thing, dict) and route else None
            yield inner, f'{subject}, {route[0]} "{named}"' if isinstance(named, str) else subject, thing


def reach(data: Any, steps: list[str], route: Route = ()) -> Iterator[tuple[Route, Any]]:
    """What a path leads to, into every entry of the lists on its way; `None` where it ends early."""
    if isinstance(data, list):
        for position, item in enumerate(data):
            yield from reach(item, steps, (*route, position))
    elif not steps:
        yield route, data
    elif isinstance(data, dict) and steps[0] in data:
        yield from reach(data[steps[0]], steps[1:], (*route, steps[0]))
    else:
        yield (*route, *steps[:1]), None


def holds(thing: Any, path: str, wanted: Any) -> bool:
    """Whether a condition is met by something that a path leads to; `null` is met where nothing is written."""
    values = [value for _, value in reach(thing, path.split("."))]
    if isinstance(wanted, dict):
        test = whole(wanted["match"])
        return test is not None and any(isinstance(value, str) and test(value) for value in values)
    choices = wanted if isinstance(wanted, list) else [wanted]
    return any(same(value, choice) for value in values for choice in choices) or (not values and None in choices)


def same(one: Any, other: Any) -> bool:
    """Equality that tells `true` from `1`."""
    return type(one) is type(other) and bool(one == other)


def wrongs(simple: Simple, thing: Any) -> Iterator[tuple[Route, str]]:
    """What a rule finds wrong with an entry: where, and what, as it follows the entry's name."""
    for path in simple.require:
        for route, value in reach(thing, path.split(".")):
            if value in (None, "", {}):
                yield route, f' has no "{path}"'
    for path in simple.forbid:
        for route, value in reach(thing, path.split(".")):
            if value is not None:
                yield route, f' has "{path}", which is not wanted here'
    for path, expression in simple.match.items():
        yield from told(thing, path, partial(fits, expression), True, f"expected {expression}")
    for path, expression in simple.avoid.items():
        yield from told(thing, path, partial(fits, expression), False, f"not wanted: {expression}")
    for path, choices in simple.one_of.items():
        yield from told(
            thing, path, partial(is_one_of, choices), True, f"expected one of {', '.join(map(str, choices))}"
        )


def told(thing: Any, path: str, test: Callable[[Any], bool], wanted: bool, why: str) -> Iterator[tuple[Route, str]]:
    """The values at a path that fail a test. What is not written is the business of `require`."""
    for route, value in reach(thing, path.split(".")):
        if value is not None and test(value) != wanted:
            yield route, f': "{path}" is {kind(value)}, {why}'


def is_one_of(choices: tuple[Any, ...], value: Any) -> bool:
    return any(same(value, choice) for choice in choices)


def fits(expression: str, value: Any) -> bool:
    """Whether a value is a text that matches; numbers are taken as they are written."""
    test = whole(expression)
    return test is not None and test(value if isinstance(value, str) else str(value))
