"""Fixing: the edits of findings that have one right answer, made in memory until nothing is left to make.

A fix is made whole or not at all, and only if the files read back as what they said before with exactly its edits.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable

from govern import load
from govern.live import Exports
from govern.record import Record
from govern.report import Edit, Finding
from govern.rules.run import run
from govern.source import files
from govern.source.edits import CannotEdit, Editor, touches

MAX_ROUNDS = 10
"""A fix may bring another mistake to light; after so many rounds what is left is left to people."""

Files = dict[str, bytes]
Shown = Callable[[tuple[Finding, ...]], tuple[Finding, ...]]
"""Which findings the user asked for: the baseline and the paths on the command line decide."""


class Fixed(Record):
    """What fixing came to: the files that changed, what was put right, what remains, what was refused and why."""

    files: Files
    before: Files
    done: tuple[Finding, ...]
    left: tuple[Finding, ...]
    refused: tuple[str, ...]


def fix(root: str, today: str | None, shown: Shown) -> Fixed:
    """Fix the specs of the project at `root`, in memory."""
    config = load.parse_config(files.read(os.path.join(root, load.CONFIG)))
    inputs = load.read_inputs(root, config)
    day = today or load.day_in(config)
    before, done, refused = dict(inputs.found), list[Finding](), dict[str, str]()
    for _ in range(MAX_ROUNDS):
        left = findings_in(inputs, day)
        wanted = [f for f in shown(left) if f.fix and f.fingerprint not in refused and is_inside(root, f)]
        made, changed = one_round(inputs.found, wanted, refused)
        done += made
        if not changed:
            break
        inputs = load.Inputs(root, config, {**inputs.found, **changed}, inputs.layers)
    changed_files = {file: raw for file, raw in inputs.found.items() if raw != before[file]}
    return Fixed(changed_files, before, tuple(done), shown(findings_in(inputs, day)), tuple(refused.values()))


def findings_in(inputs: load.Inputs, day: str) -> tuple[Finding, ...]:
    """What the rules say about some files."""
    return run(load.project_of(inputs, load.documents_of(inputs), day, Exports()), "specs")


def is_inside(root: str, finding: Finding) -> bool:
    """Whether a fix stays in the project: folders that `extends` names elsewhere have owners of their own."""
    base = os.path.realpath(root) + os.sep
    return all(os.path.realpath(os.path.join(root, edit.place.file)).startswith(base) for edit in finding.fix)


def one_round(found: Files, wanted: list[Finding], refused: dict[str, str]) -> tuple[list[Finding], Files]:
    """The findings whose fixes were made at once, and the files that changed; refusals are written down."""
    chosen: dict[str, list[Finding]] = {}
    for finding in wanted:
        file = finding.fix[0].place.file
        mates = chosen.setdefault(file, [])
        if not any(touches(finding.fix, mate.fix) for mate in mates):
            mates.append(finding)
    made, changed = list[Finding](), Files()
    for file, findings in chosen.items():
        done, raw = fixed_file(found[file], findings, refused)
        if raw != found[file]:
            changed[file] = raw
            made += done
    return made, changed


def fixed_file(raw: bytes, findings: list[Finding], refused: dict[str, str]) -> tuple[list[Finding], bytes]:
    """The findings that were fixed in a file, and its bytes. If not all can be, each is tried by itself."""
    try:
        return findings, Editor(raw).changed(edits_of(findings))
    except CannotEdit:
        pass
    able = [finding for finding in findings if is_able(raw, finding, refused)]
    for some in (able, able[:1]):
        try:
            return some, Editor(raw).changed(edits_of(some))
        except CannotEdit:
            continue
    return [], raw


def is_able(raw: bytes, finding: Finding, refused: dict[str, str]) -> bool:
    """Whether a fix can be made by itself; the reason why not is written down."""
    try:
        Editor(raw).changed(finding.fix)
    except CannotEdit as error:
        span = finding.place.span
        where = f"{finding.place.file}:{span.line}" if span else finding.place.file
        refused[finding.fingerprint] = f"{where}: {finding.rule} is left to you: {error}"
        return False
    return True


def edits_of(findings: Iterable[Finding]) -> list[Edit]:
    return [edit for finding in findings for edit in finding.fix]


def diff_of(fixed: Fixed) -> str:
    """What fixing would change, as a unified diff."""
    from difflib import unified_diff

    lines: list[str] = []
    for file, raw in fixed.files.items():
        before, after = (text.decode().splitlines(keepends=True) for text in (fixed.before[file], raw))
        lines.extend(
            line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
            for line in unified_diff(before, after, f"a/{file}", f"b/{file}")
        )
    return "".join(lines)
