"""A parameter does not stand where the data layer keeps the event's name or Tag Manager its own notes.

`event` says what happened; a parameter under that key replaces it, no trigger recognises the message, and the event is
missing in every tool from the day on which the parameter came in. Below `gtm`, Tag Manager writes over what is there.

Remedy: give the parameter another name, or another key in `data_layer`, such as `event_details`.

Source: https://developers.google.com/tag-platform/tag-manager/datalayer, checked 2026-11-26.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.parameters import declared

RESERVED = {"event": "the name of the event stands", "gtm": "Tag Manager keeps its notes"}


@rule(
    good="parameters: [{name: event_type, type: string, data_layer: event_details}]",
    bad="parameters: [{name: event_type, type: string, data_layer: event}]",
    alone=True,
)
def check(project: Project) -> Iterator[Problem]:
    for found in declared(project):
        key = found.parameter.data_layer or found.name
        steps = key.split(".")
        why = RESERVED.get(steps[0], "") or ("no object has such a key" if "__proto__" in steps else "")
        if why and (not found.parameter.legs or "browser" in found.parameter.legs):
            place = found.place("data_layer" if found.parameter.data_layer else "name")
            message = f'{found.said} is "{key}" in the data layer, where {why}'
            yield Problem(place, message, help='give it another "data_layer" key', cause=f"{found.name}\n{key}")
