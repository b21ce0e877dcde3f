"""Whose body it is: the forms of the platforms, and which of them a body has."""

from __future__ import annotations

from functools import cache
from typing import Any

from govern.captures.bodies.event import ABSENT, at
from govern.core.report import Route
from govern.payloads.forms import Form
from govern.payloads.layout import layout, layouts


def recognise(body: Any) -> tuple[str, ...]:
    """The platforms that take such bodies, known by their form."""
    if not isinstance(body, dict):
        return ()
    there = body.keys()
    return tuple(
        key for key, needed in roots() if any(one <= there for one in needed) and form_of(key, body) is not None
    )


@cache
def roots() -> tuple[tuple[str, tuple[frozenset[Any], ...]], ...]:
    """The platforms, and the keys that the root of each form of theirs has: most bodies are told apart by these."""
    return tuple((key, tuple(root_of(form) for form in forms_of(key))) for key in layouts())


def root_of(form: Form) -> frozenset[Any]:
    """The keys without which the root of a body does not have a form."""
    outer = {mark[1] for mark in form.marks if mark[:1] == ("..",)}
    inner = {form.events[0]} if form.events else {mark[0] for mark in form.marks if mark[:1] != ("..",)}
    return frozenset(outer | inner)


def forms_of(key: str) -> tuple[Form, ...]:
    """The forms of a platform's bodies."""
    module = layout(key)
    return module.FORMS if module is not None else ()


def form_of(key: str, body: Any) -> Form | None:
    """The form that a body has."""
    forms = forms_of(key) if isinstance(body, dict) else ()
    return next((form for form in forms if has_form(form, body)), None)


def has_form(form: Form, body: dict[str, Any]) -> bool:
    """Whether a body has the marks of a form in any of its events: a first event may lack what another one has."""
    events = at(body, form.events)
    if form.events and not (isinstance(events, list) and events):
        return False
    for way, word in form.said:
        if at(body, way[1:]) != word:
            return False
    for mark in form.marks:
        if not (is_in(mark[1:], [body]) if mark[0] == ".." else is_in(mark, events if form.events else [body])):
            return False
    return True


def is_in(mark: Route, events: list[Any]) -> bool:
    """Whether a mark is in one of some events."""
    for data in events:  # noqa: SIM110 -- `any` takes three times as long, and each form is asked this of each body
        if at(data, mark) is not ABSENT:
            return True
    return False
