"""A conversion is sent when the thing has happened, not when somebody tried.

A click on the order button is followed by a declined card, a form that does not validate, a second click. Counted as
conversions, attempts raise the numbers by whatever share of them fails, and the bidding learns to find people who click.

Remedy: fire on `form_success`, `confirmation_page` or, best, `server_confirmed`; or make the event an interaction. Where
the click is all that there is to know, such as a call from a phone, ignore the line with that reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule

ATTEMPTS = {"click": "a click", "form_attempt": "an attempt to send a form"}


@rule(
    good="events: [{name: purchase, kind: conversion, fires: {on: server_confirmed}}]",
    bad="events: [{name: purchase, kind: conversion, fires: {on: click}}]",
)
def check(project: Project) -> Iterator[Problem]:
    for event in project.events:
        if event.kind == "conversion" and event.fires is not None and event.fires.on in ATTEMPTS:
            message = f'conversion "{event.name}" fires on {ATTEMPTS[event.fires.on]}, before it has happened'
            yield Problem(
                event.place("fires", "on"), message, help="expected form_success, confirmation_page or server_confirmed"
            )
