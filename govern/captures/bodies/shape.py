"""Whose body it is: the forms of the platforms, and which of them a body has."""

from __future__ import annotations

from typing import Any

from govern.captures.bodies.event import ABSENT, at, events_of
from govern.payloads.forms import Form
from govern.payloads.layout import layout, layouts


def recognise(body: Any) -> tuple[str, ...]:
    """The platforms that take such bodies, known by their form."""
    return tuple(key for key in layouts() if form_of(key, body) is not None)


def form_of(key: str, body: Any) -> Form | None:
    """The form that a body has."""
    module = layout(key)
    forms = module.FORMS if module is not None and isinstance(body, dict) else ()
    return next((form for form in forms if has_form(form, body)), None)


def has_form(form: Form, body: dict[str, Any]) -> bool:
    """Whether a body has the marks of a form in any of its events: a first event may lack what another one has."""
    if form.events and form.events[0] not in body:
        return False
    events = events_of(form, body)
    says = all(at(body, way[1:]) == word for way, word in form.said)
    return (
        says
        and bool(events)
        and all(
            at(body, mark[1:]) is not ABSENT
            if mark[:1] == ("..",)
            else any(at(data, mark) is not ABSENT for data, _ in events)
            for mark in form.marks
        )
    )
