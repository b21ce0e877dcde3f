"""A conversion on the confirmation page says what it is counted once for.

People reload the page, come back to it from their mail, leave the tab open on the phone. Each time the page is shown the
conversion is sent again, and revenue in the dashboard runs ahead of the till by a few percent that nobody can explain.

Remedy: name the thing that is counted once (`fires: {on: confirmation_page, once_per: order}`), or fire on the server.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="events: [{name: purchase, kind: conversion, fires: {on: confirmation_page, once_per: order}}]",
    bad="events: [{name: purchase, kind: conversion, fires: {on: confirmation_page}}]",
)
def check(project: Project) -> Iterator[Problem]:
    for event in project.events:
        fires = event.fires
        if event.kind != "conversion" or fires is None or fires.on != "confirmation_page":
            continue
        if not (fires.once_per or "").strip():
            message = f'conversion "{event.name}" fires on the confirmation page without "once_per"'
            yield Problem(
                event.place("fires", "once_per"), message, help="name what it is counted once for (once_per: order)"
            )
