"""What rendered entities are called: `Meta - Purchase`, `Event - purchase`, or by the patterns of the project's `naming`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from govern.core.regex import regex
from govern.gtm.entries import EntryProblem

if TYPE_CHECKING:
    from govern.gtm.derive.target import Target
    from govern.project import Project

TAGS, OTHERS = "{label} - {as}", "{what} - {of}"
"""How tags of platforms and all else are named where the project does not say otherwise."""

PART = regex(r"\{([a-z]+)\}")
KNOWN = {"tags": ("label", "as", "event", "destination"), "others": ("what", "of")}
"""The words for what is put in, by the key of the pattern."""


def tag_name(project: Project, label: str, as_: str, event: str, target: Target) -> str:
    """`Meta - Purchase`, by the project's pattern.

    What the pattern does not say and tells tags apart is added: the event where several are told by one name, the
    destination where there are several of a platform.
    """
    pattern = project.naming.tags or TAGS
    said = {"label": label, "as": as_, "event": event or as_, "destination": target.destination.name}
    name = filled(pattern, said)
    if target.events[as_] > 1 and "{event}" not in pattern:
        name += f" - {event}"
    return name if "{destination}" in pattern else name + target.suffix


def entity_name(project: Project, what: str, of: str) -> str:
    """`Event - purchase`, by the project's pattern: a trigger, a variable or a helper tag, and whose it is."""
    return filled(project.naming.others or OTHERS, {"what": what, "of": of})


def filled(pattern: str, said: dict[str, str]) -> str:
    """A pattern with what stands for its words; other words stay as they are, which `pattern_problems` tells."""
    return "".join(said.get(part, part) if number % 2 else part for number, part in enumerate(parts_of(pattern)))


@cache
def parts_of(pattern: str) -> list[str]:
    """The pieces of a pattern, what stands as it is and the words for what is put in, in turn."""
    return PART.split(pattern)


def pattern_problems(project: Project) -> Iterator[EntryProblem]:
    """What is wrong with the patterns of names."""
    for key, pattern in (("tags", project.naming.tags or TAGS), ("others", project.naming.others or OTHERS)):
        place, known, parts = project.naming.place(key), KNOWN[key], parts_of(pattern)
        if any(part not in known for part in parts[1::2]) or any(brace in "".join(parts[::2]) for brace in "{}"):
            listed = " and ".join((", ".join(f"{{{word}}}" for word in known[:-1]), f"{{{known[-1]}}}"))
            yield EntryProblem(f'"{key}" is "{pattern}", which has other braces than {listed}', place)
        elif key == "tags" and not {"as", "event"} & {*parts[1::2]}:
            message = f'"tags" is "{pattern}", which names all tags of a platform alike'
            yield EntryProblem(message, place, "write {as} or {event} in it")
        elif key == "others" and not {"what", "of"} <= {*parts[1::2]}:
            message = f'"others" is "{pattern}", which names different things alike'
            yield EntryProblem(message, place, "write both {what} and {of} in it")
