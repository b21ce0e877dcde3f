"""Parameters that a platform wants with one of its standard events, and which of them a signal does not tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from govern.core.memo import memo
from govern.core.report import Place
from govern.platforms import Platform
from govern.signals.destinations import platform_at
from govern.signals.names import parameter_names
from govern.signals.signal import Signal
from govern.signals.source import NOTHING, Text
from govern.signals.specs import declarations, each
from govern.spec.sections.mappings import Mapping
from govern.spec.spelling import letters, listed

if TYPE_CHECKING:
    from govern.platforms.facts import Field
    from govern.project import Project

NAMED_BY_ACTION = frozenset(("send_to", "conversion_action"))
"""Fields that a mapping's `conversion_action` fills; that it is there is asked by a rule of its own."""


EMPTY = (Text(""), NOTHING)
"""What a parameter comes to that is there and always empty."""


Lack = tuple[Mapping, Platform, "Field"]
"""A mapping, its platform, and what is wanted there."""


@memo
def lacking(project: Project) -> tuple[Lack, ...]:
    """Every parameter that a standard event should have and is not told with it, in drafts too."""
    found: list[Lack] = []
    for signal in each(declarations(project).written()):
        platform = project.platform(signal.platform) if signal.platform else None
        if platform is not None and signal.called in platform.events:
            meant = frozenset((*turned(project, signal.mapping), *waited_for(project, signal.mapping)))
            found.extend((signal.mapping, platform, field) for field in untold(signal, platform, meant))
    return tuple(found)


def untold(signal: Signal, platform: Platform, meant: frozenset[str] = frozenset()) -> Iterator[Field]:
    """What the platform wants with an event and a signal does not tell. `meant` is what it tells in the wrong place."""
    standard = platform.events.get(signal.called)
    given = (name for name, value in signal.parameters.items() if value.source not in EMPTY)
    sent = {*given, *signal.person, *NAMED_BY_ACTION, *meant}
    for field in standard.required if standard is not None else ():
        written = platform.browser_words.get(field.name, field.name)
        there = not sent.isdisjoint((field.name, written)) or (
            (field.wish or not field.verified) and letters(field.name) in map(letters, sent)
        )
        if not there and (not field.required_if or field.required_if in sent):
            yield field


def waited_for(project: Project, mapping: Mapping) -> Iterator[str]:
    """The fields that are filled from what the event waits for: that a leg never gets to know it is said of the waiting."""
    event = project.event_by_name.get(mapping.event)
    awaited = event.when_ready if event is not None else ()
    return (field for field, name in mapping.parameters.items() if isinstance(name, str) and name in awaited)


def turned(project: Project, mapping: Mapping) -> dict[str, str]:
    """The fields of the platform that stand where our parameters belong, each with the parameter that stands before it."""
    event, platform = project.event_by_name.get(mapping.event), platform_at(project).get(mapping.destination)
    if event is None or platform is None:
        return {}
    ours = parameter_names(event)
    given = [*mapping.parameters.items(), *mapping.match_keys.items()]
    foreign = {name: field for field, name in given if isinstance(name, str) and name not in ours and field in ours}
    if not foreign:
        return {}
    standard = platform.events.get(mapping.as_)
    required = [field.name for field in standard.required] if standard is not None else []
    theirs = {*platform.parameters, *platform.match_keys, *required}
    return {name: field for name, field in foreign.items() if name in theirs and field not in theirs}


def by_mapping(found: Iterable[Lack]) -> Iterator[tuple[Mapping, Platform, list[Field]]]:
    """What is lacking, for each mapping and each reason together."""
    for _, same in groupby(found, key=lambda lack: (id(lack[0]), lack[2].required_if, lack[2].wish)):
        lacks = list(same)
        yield lacks[0][0], lacks[0][1], [field for _, _, field in lacks]


def place_of(mapping: Mapping, fields: list[Field]) -> Place:
    """Where a field is missing, or several."""
    return mapping.place("parameters", *(field.name for field in fields if len(fields) == 1))


def next_step(project: Project, mapping: Mapping, fields: list[Field]) -> str:
    """What to do for fields that have a parameter which is not known where it is told; those that may be misprints of what is
    missing; what to add else, the event's parameters of those names first."""
    from difflib import get_close_matches

    told = {field.name: mapping.parameters.get(field.name) for field in fields}
    unknown = [name for name in told.values() if isinstance(name, str)]
    steps = [f'bring "{name}" onto the page, or send the event by server alone' for name in unknown]
    others = mapping.parameters.keys() - told.keys()
    near = {name: get_close_matches(name, others, 1, 0.75) for name, ours in told.items() if not isinstance(ours, str)}
    steps += [f'is "{found[0]}" meant to be "{name}"?' for name, found in near.items() if found]
    event = project.event_by_name.get(mapping.event)
    own = parameter_names(event) if event is not None else ()
    missing = [f"{name}: {name}" if name in own else name for name, found in near.items() if not found]
    return "; ".join([*steps, *([f"add {listed(missing)} to its parameters"] if missing else [])])
