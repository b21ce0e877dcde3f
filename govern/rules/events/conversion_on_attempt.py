"""A conversion is sent when the thing has happened, not when somebody tried.

A click on the order button is followed by a declined card, a form that does not validate, a second click. Counted as
conversions, attempts raise the numbers by whatever share of them fails, and the bidding learns to find people who click.

Remedy: fire on `form_success`, `confirmation_page` or, best, `server_confirmed`; or make the event an interaction. A click
that leads away to a call, a mail or a chat is all that a page gets to know: on an element with such a selector
(`a[href^="tel:"]`) nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.firing import leading_away

ATTEMPTS = {"click": "a click", "form_attempt": "an attempt to send a form"}


@rule(
    good="events: [{name: purchase, kind: conversion, fires: {on: server_confirmed}}]",
    bad="events: [{name: purchase, kind: conversion, fires: {on: click}}]",
)
def check(project: Project) -> Iterator[Problem]:
    away = leading_away(project)
    for event in project.events:
        fires = event.fires
        if event.kind == "conversion" and fires is not None and fires.on in ATTEMPTS and fires.element not in away:
            message = f'conversion "{event.name}" fires on {ATTEMPTS[fires.on]}, before it has happened'
            yield Problem(
                event.place("fires", "on"), message, help="expected form_success, confirmation_page or server_confirmed"
            )
