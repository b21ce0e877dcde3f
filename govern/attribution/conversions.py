"""The windows under which one conversion is counted: of every destination that an event of that kind is sent to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from govern.attribution.windows import windows
from govern.core.report import Place
from govern.spec.sections.attribution import Window
from govern.spec.sections.events import Event
from govern.spec.spelling import letters

if TYPE_CHECKING:
    from govern.project import Project

DeclaredWindow = tuple[Window, Place]

NOTHING: DeclaredWindow = (Window(""), Place(""))

EVERY = frozenset({"every", "all", "allconversions", "many", "manyperclick", "onceperevent"})
ONCE = frozenset({"once", "one", "first", "firstconversion", "unique", "oneperclick", "oncepersession"})
"""Words for counting each conversion of a visitor or only one of them, without what stands between their letters."""

MODELS = ("datadriven", "lastclick", "firstclick", "linear", "timedecay", "positionbased")


def counts(window: Window) -> str:
    """How several conversions of one visitor are counted: `every`, `once`, or empty where nobody says."""
    word = letters(window.counting or "")
    return "every" if word in EVERY else "once" if word in ONCE else ""


def model(window: Window) -> str:
    """The kind of model that credits conversions; empty where nobody says, or with a word of its own."""
    word = letters(window.model or "").replace("touch", "click")
    return next((known for known in MODELS if known in word), "")


def declared(project: Project) -> dict[str, DeclaredWindow]:
    """The window of each destination that holds today."""
    found: dict[str, DeclaredWindow] = {}
    for window, place in windows(project):
        if (window.since or "") <= project.today:
            found.setdefault(window.destination, (window, place))
    return found


def conversions(project: Project) -> Iterator[tuple[Event, list[str]]]:
    """Every conversion that is measured, with the destinations it is sent to."""
    for event in project.events:
        if event.kind == "conversion" and event.status == "active":
            there = [mapping.destination for mapping in project.mappings_of_event.get(event.name, ())]
            yield event, list(dict.fromkeys(there))


def pairs(project: Project, says: Callable[[Window], str]) -> Iterator[tuple[Event, DeclaredWindow, DeclaredWindow]]:
    """Each window that says something else about a conversion than the first one that says anything, both without a
    reason; every pair of windows once."""
    known = {name: found for name, found in declared(project).items() if says(found[0]) and not is_explained(found[0])}
    seen = set()
    for event, destinations in conversions(project):
        first, *others = [known[name] for name in destinations if name in known] or [NOTHING]
        for other in others:
            if says(first[0]) != says(other[0]) and (first[1], other[1]) not in seen:
                seen.add((first[1], other[1]))
                yield event, first, other


def is_explained(window: Window) -> bool:
    """Whether somebody has said why a window is as it is."""
    return bool((window.reason or "").strip())
