"""Fixing: the edits of findings that have one right answer, made in memory until nothing is left to make.

A fix is made whole or not at all, and only if the files read back as what they said before with exactly its edits.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

from govern.commands.lint import within
from govern.core.errors import GovernError
from govern.core.record import Record
from govern.core.report import Artifact, Edit, Finding, Report, Span
from govern.project import load
from govern.project.exports import Exports
from govern.project.roots import held_day
from govern.rules.own import left_out
from govern.rules.run import run
from govern.source import files
from govern.source.editor import CannotEdit, Editor
from govern.source.edits import Claims
from govern.source.files import CONFIG

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


def mended(root: str, today: str | None, shown: Shown) -> Fixed:
    """Fix the specs and the configuration of the project at `root`, in memory."""
    config = load.read_config(root)
    inputs = load.read_inputs(root, load.parse_config(config))
    before = {CONFIG: config, **inputs.own, **inputs.found}
    found, done, refused = dict(before), list[Finding](), dict[str, str]()
    for _ in range(MAX_ROUNDS):
        left = shown(findings_in(inputs, found, today))
        wanted = [finding for finding in left if finding.fix and finding.fingerprint not in refused]
        made, changed = one_round(found, [finding for finding in wanted if is_inside(root, finding)], refused)
        if not changed:
            break
        done += made
        found.update(changed)
    else:
        left = shown(findings_in(inputs, found, today))
    edited = {file: raw for file, raw in found.items() if raw != before[file]}
    return Fixed(edited, before, tuple(done), left, tuple(refused.values()))


def findings_in(inputs: load.Inputs, found: Files, today: str | None) -> tuple[Finding, ...]:
    """What the rules say about the files as they are now."""
    config = load.parse_config(found[CONFIG])
    specs, own = ({file: found[file] for file in part} for part in (inputs.found, inputs.own))
    inputs = load.Inputs(inputs.root, config, specs, inputs.layers, own)
    return run(load.project_of(inputs, load.documents_of(inputs), load.day_of(config, today), Exports()), "specs")


def is_inside(root: str, finding: Finding) -> bool:
    """Whether a fix stays in the project: folders that `extends` names elsewhere have owners of their own."""
    base = os.path.realpath(root) + os.sep
    return all(os.path.realpath(os.path.join(root, edit.place.file)).startswith(base) for edit in finding.fix)


def one_round(found: Files, wanted: list[Finding], refused: dict[str, str]) -> tuple[list[Finding], Files]:
    """The findings whose fixes were made at once, and the files that changed; refusals are written down."""
    chosen: dict[str, list[Finding]] = {}
    claims: dict[str, Claims] = {}
    for finding in wanted:
        for file in dict.fromkeys(edit.place.file for edit in finding.fix):
            if claims.setdefault(file, Claims()).take(in_file(finding, file)):
                chosen.setdefault(file, []).append(finding)
    made: dict[str, Finding] = {}
    changed = Files()
    for file, findings in chosen.items():
        done, raw = fixed_file(found[file], file, findings, refused)
        if raw != found[file]:
            changed[file] = raw
            made.update((finding.fingerprint, finding) for finding in done)
    return list(made.values()), changed


def in_file(finding: Finding, file: str) -> tuple[Edit, ...]:
    """The part of a fix that is about one file."""
    return tuple(edit for edit in finding.fix if edit.place.file == file)


def fixed_file(raw: bytes, file: str, findings: list[Finding], refused: dict[str, str]) -> tuple[list[Finding], bytes]:
    """The findings that were fixed in a file, and its bytes."""
    try:
        editor = Editor(raw)
        able = able_in(editor, file, findings, refused)
        return able, with_all(editor, file, able)
    except CannotEdit:
        return [], raw


def with_all(editor: Editor, file: str, findings: list[Finding]) -> bytes:
    """The file with the fixes of some findings."""
    return editor.changed([edit for finding in findings for edit in in_file(finding, file)])


def able_in(editor: Editor, file: str, findings: list[Finding], refused: dict[str, str]) -> list[Finding]:
    """The findings that can be fixed. Where not all can be at once, each half is tried; why one cannot is written down."""
    try:
        with_all(editor, file, findings)
    except CannotEdit as error:
        if len(findings) > 1:
            middle = len(findings) // 2
            first = able_in(editor, file, findings[:middle], refused)
            return first + able_in(editor, file, findings[middle:], refused)
        span = findings[0].place.span
        where = f"{findings[0].place.file}:{span.line}" if span else findings[0].place.file
        refused[findings[0].fingerprint] = f"{where}: {findings[0].rule} is left to you: {error}"
        return []
    return findings


def diff_of(fixed: Fixed) -> str:
    """What fixing would change, as a unified diff."""
    return "".join(unified(file, fixed.before[file], raw) for file, raw in fixed.files.items())


def unified(file: str, old: bytes, new: bytes) -> str:
    """The difference between two states of a file, for `patch`."""
    from difflib import unified_diff

    before, after = (raw.decode().splitlines(keepends=True) for raw in (old, new))
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
        for line in unified_diff(before, after, f"a/{file}", f"b/{file}")
    )


Patch = tuple[str, Span, str]
"""A file, the part of it that goes, and the text that comes there."""


def patches(findings: tuple[Finding, ...]) -> list[list[Patch]]:
    """What the fix of each finding would change, for programs that offer it. Paths count from the current folder.

    None where the fix cannot be made to the files as they are, or where so many touch each other that it would take long
    to prove each.
    """
    made: list[list[Patch]] = [[] for _ in findings]
    by_file: dict[str, list[int]] = {}
    for number, finding in enumerate(findings):
        for file in dict.fromkeys(edit.place.file for edit in finding.fix):
            by_file.setdefault(file, []).append(number)
    for file, numbers in by_file.items():
        found = {id(finding): changes for finding, changes in changes_in(file, [findings[n] for n in numbers])}
        for number in numbers:
            made[number].extend((file, *change) for change in found.get(id(findings[number]), ()))
    return [
        patch if {file for file, _, _ in patch} == {edit.place.file for edit in finding.fix} else []
        for finding, patch in zip(findings, made, strict=True)
    ]


def changes_in(file: str, findings: list[Finding]) -> Iterator[tuple[Finding, list[tuple[Span, str]]]]:
    """What the fixes change in one file, each proved beside those that it does not touch."""
    try:
        editor = Editor(files.read(file))
    except (CannotEdit, GovernError):
        return
    for _ in range(MAX_ROUNDS):
        claims, chosen, later = Claims(), list[Finding](), list[Finding]()
        for finding in findings:
            (chosen if claims.take(in_file(finding, file)) else later).append(finding)
        for finding in able_in(editor, file, chosen, {}) if chosen else ():
            yield finding, [editor.patch(edit) for edit in in_file(finding, file)]
        findings = later


def fix(
    root: str,
    *,
    today: str | None = None,
    paths: tuple[str, ...] = (),
    wanted: Callable[[Finding], bool] = bool,
    write: bool = True,
) -> tuple[Report, str]:
    """The fixes of `wanted` findings that have one right answer, made in the files; what is left, and the diff if not
    written."""
    from govern.project import baseline
    from govern.source.writing import write_all

    def shown(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        new = tuple(filter(wanted, baseline.new_findings(root, findings, today=today)[0]))
        return within(new, root, paths) if paths else new

    fixed = mended(root, today, shown)
    notes = (*fixed.refused, *left_out(load.load(root, today=today)))
    if not write:
        return Report(fixed.left, notes=notes, fixed=fixed.done, today=held_day(root, today)), diff_of(fixed)
    targets = {os.path.join(root, file): raw for file, raw in fixed.files.items()}
    write_all(targets, {os.path.join(root, file): fixed.before[file] for file in fixed.files}, root)
    artifacts = tuple(Artifact(file, raw.decode()) for file, raw in fixed.files.items())
    day = held_day(root, today)
    return Report(fixed.left, artifacts=artifacts, notes=notes, fixed=fixed.done, today=day), ""
