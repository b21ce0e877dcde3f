"""What may be behind something that is seen in reports: its causes, those first that the project's own files show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from govern.core.report import LEVELS, Finding
from govern.project.roots import root_or_none
from govern.symptoms import Symptom, symptoms

if TYPE_CHECKING:
    from govern.captures.coverage import Counted
    from govern.project import Project
    from govern.symptoms import Cause

Spoken = tuple[str, str]
"""A rule, and the level at which it spoke."""


def page(symptom: Symptom, directory: str, captures: tuple[str, ...]) -> Iterator[str]:
    """The lines of a symptom's page."""
    found, has_captures = findings(directory, captures)
    yield f"{symptom.phrases[0]}\n\n{symptom.seen}\n"
    ranked = sorted(symptom.causes, key=lambda cause: weight(cause, found), reverse=True)
    shown = sum(any(weight(cause, found)) for cause in ranked)
    looked = looked_at(root_or_none(directory) is not None, has_captures)
    if not looked:
        yield "Likely causes, the common ones first; nothing was looked at, since no project is here and --capture names no file:\n"
    elif shown:
        yield f"Likely causes; {looked} show the first {'one' if shown == 1 else shown}:\n"
    else:
        yield f"Likely causes, the common ones first; {looked} show none of them:\n"
    for number, cause in enumerate(ranked, 1):
        yield f"{number:>3}. {cause.why}"
        counts = {rule: sum(found[rule, level] for level in LEVELS) for rule in cause.rules}
        told = [f"{rule} ({count:,})" for rule, count in counts.items() if count]
        if told:
            yield f"     found: {', '.join(told)}"
        yield f"     prove: {cause.prove}"
        yield f"     rules: {', '.join(cause.rules)}\n"


def looked_at(is_project: bool, has_captures: bool) -> str:
    """What was asked, in words; empty where there was nothing to ask."""
    if is_project:
        return "the specs, the exports and the captures here" if has_captures else "the specs and exports here"
    return "the captures" if has_captures else ""


def weight(cause: Cause, found: Counter[Spoken]) -> tuple[int, ...]:
    """How often the rules of a cause spoke, errors first: one of these weighs more than any number of notes."""
    return tuple(sum(found[rule, level] for rule in cause.rules) for level in LEVELS)


def spoken(said: Iterable[Finding]) -> Counter[Spoken]:
    """How often each rule speaks, by level."""
    return Counter((finding.rule, finding.level) for finding in said)


def findings(directory: str, captures: tuple[str, ...]) -> tuple[Counter[Spoken], bool]:
    """How often each rule speaks about the project, its exports and the captures that are named, else those of the project; and
    whether there were captures."""
    from govern.commands.verify import nothing
    from govern.project.exports import Exports
    from govern.project.live import captures_folder, exports_of
    from govern.project.load import bare, load
    from govern.rules.run import run

    root = root_or_none(directory)
    live = exports_of(root, ()) if root is not None else Exports()
    project = load(root, live=live) if root is not None else bare(None, live)
    asked = [*run(project, "specs"), *run(project, "live")] if root is not None else []
    said = spoken(asked)
    if captures:
        found, files = captured(project, captures)
        if not any(read.requests or read.damaged for read in files.values()):
            raise nothing((file, read.remark) for file, read in files.items())
        return said + found, True
    folder = captures_folder(root) if root is not None else ""
    found, files = captured(project, (folder,)) if folder else (Counter(), {})
    return said + found, bool(files)


def captured(project: Project, captures: tuple[str, ...]) -> tuple[Counter[Spoken], dict[str, Counted]]:
    """How often each rule speaks about captures, portion by portion, and what was read of each file."""
    from govern.captures.coverage import Total
    from govern.captures.earlier import Earlier
    from govern.commands.verify import portions
    from govern.rules.run import run

    total, found = Total(), Counter[Spoken]()
    for portion in portions(project, captures, Earlier()):
        total.add(portion)
        found += spoken(run(portion, "captures"))
        del portion
    return found, total.files


def listed() -> str:
    """What people may ask about."""
    return ", ".join(f'"{symptom.phrases[0]}"' for symptom in symptoms())
