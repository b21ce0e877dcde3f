"""How formats for people name places, routes, changes and counts. The words are raw: spell them where they show."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from govern.core.report import Artifact, Change, Edit, Finding, Part, Place, Related, Report, Route


LINE, AROUND = 400, 120
"""Characters of a line that are shown whole, and what of a longer one is left on both sides of the place."""


def excerpt(finding: Finding) -> tuple[str, str, str]:
    """The line that a finding is about: what is before the place, the place, what follows. A file may be one long line."""
    span, source = finding.place.span, first_line(finding.source)
    if span is None or not source.strip():
        return "", "", ""
    start = min(span.column - 1, len(source))
    end = len(source) if span.end_line > span.line else max(start, min(span.end_column - 1, len(source)))
    left = start - AROUND if len(source) > LINE and start > AROUND else 0
    right = end + AROUND if len(source) > LINE and len(source) - end > AROUND else len(source)
    head, focus, tail = source[left:start], source[start:end], source[end:right]
    return f"... {head.lstrip()}" if left else head, focus, f"{tail.rstrip()} ..." if right < len(source) else tail


@lru_cache(maxsize=4)
def first_line(source: str) -> str:
    """The line that is shown; thousands of findings may be about the one line of a file, which is long then."""
    return source.partition("\n")[0].rstrip()


def count(number: int, noun: str) -> str:
    """`1 error`, `1,200 errors`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def route(keys: Route) -> str:
    """`parameters[2].name`; a key that is not a plain word is quoted: `["Content-Type: x"]`."""
    parts: list[str] = []
    for key in keys:
        if isinstance(key, int):
            parts.append(f"[{key}]")
        elif key.replace("_", "").replace("-", "").isalnum():
            parts.append(f".{key}" if parts else key)
        else:
            parts.append(f'["{key}"]')
    return "".join(parts)


def part(place: Place) -> str:
    """The part of an entity that a place is about, by names; empty where it is the whole of it.

    What stands in a list has been named with the entity: `userPermission[3].accountAccess` of a user is `accountAccess`.
    """
    numbers = [at for at, key in enumerate(place.route) if isinstance(key, int)]
    if place.part or not numbers:
        return place.part or route(place.route)
    return route(tuple(key for key in place.route[numbers[0] :] if isinstance(key, str)))


def place(place: Place) -> str:
    """`specs/events.yaml:12:7`, or `exports/live.json, tag "Meta - Purchase"`."""
    file = place.file or "(project)"
    if place.span is not None:
        return f"{file}:{place.span.line}:{place.span.column}"
    return f"{file}, {place.entity}" if place.entity else file


def related(other: Related, file: str) -> str:
    """A second place and what it has to do with a finding in `file`. Entities of one export need not name it again."""
    entity = other.place.entity
    if not entity or other.place.file != file:
        return f"{place(other.place)} {other.message}"
    return other.message if other.message.startswith(entity) else f"{entity} {other.message}"


def about(other: Related, before: str) -> str:
    """What a second place has to do with a finding, behind the words for the place: its entity is not named again."""
    entity = other.place.entity
    return other.message.removeprefix(f"{entity} ") if entity and before.endswith(entity) else other.message


KINDS = {"customTemplate": "template", "builtInVariable": "built-in variable", "gtagConfig": "Google tag"}
"""What people call a kind that exports write otherwise."""


def change(change: Change, arrow: str) -> str:
    """`tag "Meta - Purchase"`, with the old name first where it differs."""
    if change.kind[:1].isdecimal():
        return f"{change.kind}: {change.name}"  # several that are told as one
    before = f'"{change.before_name}" {arrow} ' if change.before_name else ""
    return f'{KINDS.get(change.kind, change.kind)} {before}"{change.name}"'


def fixed(finding: Finding) -> str:
    """What was changed, for a finding that is fixed: `"ids" is now "id"`, or several of that."""
    return "; ".join(dict.fromkeys(edited(edit) for edit in finding.fix)) or finding.message


def edited(edit: Edit) -> str:
    """What an edit changed."""
    key = next((step for step in reversed(edit.place.route) if isinstance(step, str)), "the value")
    match edit.action:
        case "rename":
            return f'"{key}" is now "{edit.value}"'
        case "replace":
            return f'"{key}" is now {value(edit.value)}'
        case "insert":
            return f'"{key}: {edit.value}" was added'
        case "remove":
            return f'"{key}" was taken away'
        case _:
            return "the comment was taken away"


def value(value: Any) -> str:
    """A value as JSON has it, but readable: raw characters, still to be spelled."""
    if isinstance(value, str):
        return f'"{value}"'
    from govern.output.plain import PLAIN, Encoder, named

    return Encoder()(value) if isinstance(value, PLAIN) else named(value)


ITEMS = 40
"""So many entries of a list are shown."""


def items(whole: Any) -> list[str]:
    """A value in the lines in which it is read: each entry of a list, of which there are several, in its own."""
    if not isinstance(whole, list) or len(whole) < 2:
        return [value(whole)]
    told = [value(item) for item in whole[:ITEMS]]
    more = [f"and {len(whole) - ITEMS:,} more"] if len(whole) > ITEMS else []
    return [*told, *more]


def lines(text: str) -> list[str]:
    """The lines of a text as an editor counts them: what follows the last newline is a line if it is not empty."""
    return text.removesuffix("\n").split("\n")


def summary(report: Report, clean: str) -> str:
    """`2 errors, 1 warning; 1 to add, 1 to change; 3 files written`, or the words for a clean report."""
    if report.parts:
        return overall(report)
    counts = report.summary()
    levels = [count(counts[f"{level}s"], level) for level in ("error", "warning", "note") if counts[f"{level}s"]]
    actions = [f"{counts[action]:,} to {action}" for action in ("add", "change", "remove", "rename") if counts[action]]
    waiting = [f"{len(report.waiting):,} waiting for deployment"] if report.waiting else []
    fixed = [f"{len(report.fixed):,} fixed"] if report.fixed else []
    parts = (fixed, levels, actions, waiting, _states(report.artifacts))
    said = "; ".join(", ".join(part) for part in parts if part) or report.unjudged or clean
    return f"{said} in {report.read}" if report.read else said


def overall(report: Report) -> str:
    """The one line about several projects: `30 projects: 2 with errors, 28 with nothing to look at; 3 errors`."""
    verdicts = [verdict(part) for part in report.parts]
    told = ", ".join(f"{verdicts.count(one):,} {one}" for one in VERDICTS if one in verdicts)
    sums = summary(report.replace(parts=(), read=""), "")
    return f"{count(len(verdicts), 'project')}: {told}{'; ' if sums else ''}{sums}"


VERDICTS = (
    "that could not be looked at",
    "with errors",
    "with warnings",
    "with differences",
    "with files out of date",
    "with notes",
    "waiting for deployment",
    "with files written",
    "with nothing to look at",
)
"""What is said of a project of several, the worst first."""


def verdict(part: Part) -> str:
    """The worst that can be said of a project."""
    if part.refused:
        return VERDICTS[0]
    counts, states = part.report.summary(), {artifact.state for artifact in part.report.artifacts}
    holds = (
        False,
        counts["errors"],
        counts["warnings"],
        part.report.changes,
        states & {"stale", "missing"},
        counts["notes"],
        part.report.waiting,
        part.report.fixed or "written" in states,
        True,
    )
    return next(words for words, found in zip(VERDICTS, holds, strict=True) if found)


def _states(artifacts: tuple[Artifact, ...]) -> list[str]:
    states = [artifact.state for artifact in artifacts]
    counts = [(state, states.count(state)) for state in ("written", "stale", "missing", "unchanged") if state in states]
    return [
        f"{count(number, 'file') if at == 0 else f'{number:,}'} {state}" for at, (state, number) in enumerate(counts)
    ]
