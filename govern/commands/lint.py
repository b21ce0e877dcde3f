"""Lint with a memory: the findings of an unchanged project come from the cache; else changed files alone are parsed, and
of the rules that look at one file of events alone these files alone are judged."""

from __future__ import annotations

import os
from collections.abc import Container, Iterator
from typing import TYPE_CHECKING, Any

from govern.core import cache
from govern.core.clock import today_in
from govern.core.errors import GovernError
from govern.core.report import Edit, Finding, Place, Related, Report, Span
from govern.project import trust
from govern.project.folders import are_settled
from govern.project.roots import held_day
from govern.source import files
from govern.source.files import CONFIG, is_below

if TYPE_CHECKING:
    from govern.project import Project
    from govern.project.load import Inputs
    from govern.rules.run import Said


Found = list[tuple[str, str, bytes]]
"""Files as read: folder, name in it, bytes."""

Seen = tuple[Found, bytes]
"""Files as read, and their digest."""

FEW = 50
"""So many changed files are parsed again rather than that the memory of all files is written anew."""


Told = tuple[tuple[Finding, ...], tuple[str, ...]]
"""What the rules say, and the remarks about rules that were not run and what was not judged."""


def findings_of(root: str, today: str | None) -> tuple[Finding, ...]:
    """What the rules say about the specs of the project at `root`, from the cache when nothing changed since."""
    return told(root, today)[0]


def told(root: str, today: str | None) -> Told:
    """`findings_of`, with the remark about rules that were not run."""
    where = cache.path_of(root, "run")
    if not where:
        return fresh(root, today)
    last = cache.load(where)
    config = files.read_below(os.path.join(root, CONFIG), root)
    stamp = cache.code_stamp()
    seen: Seen | None = None
    known = last is not None and last["stamp"] == stamp and last["config"] == config
    if last is not None and known and are_settled(root, last["folders"]):
        seen = seen_in(root, last["folders"])
        same_day = last["today"] == (today or last["held"] or today_in(last["timezone"]))
        if same_day and last["key"] == seen[1] and last["standing"] == trust.standing(root, last["python"]):
            return tuple(unpack(packed) for packed in last["findings"]), last["left_out"]
    return remembered(root, today, config, stamp, seen, last or {})


def seen_in(root: str, folders: list[str]) -> Seen:
    """What lies in some folders, with the digest of every folder, name and content."""
    found = files.read_folders(root, folders)
    parts = (part for folder, name, raw in found for part in (os.fsencode(f"{folder}\0{name}"), raw))
    return found, cache.digest_of(*parts)


def fresh(root: str, today: str | None) -> Told:
    """What there is to say without any memory."""
    from govern.commands.unjudged import unjudged
    from govern.project.load import load
    from govern.rules.own import left_out
    from govern.rules.run import run

    project = load(root, today=today)
    return run(project, "specs"), (*left_out(project), *unjudged(project))


def remembered(
    root: str, today: str | None, config_bytes: bytes, stamp: bytes, seen: Seen | None, last: dict[str, Any]
) -> Told:
    """What there is to say of a project that changed; what was learned is stored for the next run."""
    from govern.commands.unjudged import unjudged
    from govern.project import load
    from govern.project.exports import Exports
    from govern.project.folders import refuse_all
    from govern.rules.own import left_out, python_of
    from govern.rules.run import run_again

    config = load.parse_config(config_bytes)
    if seen is None:
        refuse_all(root, config)
    folders = load.folders_of(config)
    found, key = seen or seen_in(root, folders)
    inputs = load.inputs_of(root, config, found)
    known = documents_known(root, stamp)
    documents = load.documents_of(inputs, known)
    day = load.day_of(config, today)
    project = load.project_of(inputs, documents, day, Exports())
    python = trust.digest(python_of(project))
    standing = trust.standing(root, python)
    context = cache.digest_of(stamp, config_bytes, day.encode(), standing.encode(), context_of(inputs, project))
    judged = last["judged"] if last.get("context") == context else {}
    skipped = (*left_out(project), *unjudged(project))
    findings, alone = run_again(project, recalled(inputs, project, judged))
    learned = load.memory_of(inputs, project, known)
    if len(learned.keys() - known.keys()) > FEW or not known:
        cache.store(cache.path_of(root, "docs"), {"stamp": stamp, "documents": learned})
    if not has_credential(config_bytes, inputs, project, learned):
        asked = {"stamp": stamp, "config": config_bytes, "key": key, "today": day, "context": context}
        chosen = {"folders": folders, "timezone": config.timezone, "held": config.today}
        trusted = {"python": python, "standing": standing}
        said = {"findings": [pack(finding) for finding in findings], "left_out": skipped}
        judged = judgements(inputs, project, alone, learned)
        cache.store(cache.path_of(root, "run"), {**asked, **chosen, **trusted, **said, "judged": judged})
    return findings, skipped


def documents_known(root: str, stamp: bytes) -> dict[bytes, Any]:
    """What was learned of spec files by the digest of their bytes; nothing where another version of govern learned it."""
    memory = cache.load(cache.path_of(root, "docs"))
    return memory["documents"] if memory is not None and memory["stamp"] == stamp else {}


def has_credential(config: bytes, inputs: Inputs, project: Project, learned: Container[bytes]) -> bool:
    """Whether a credential stands in what is linted, or is what a file is called: findings may quote it, so they are not
    kept, and it stands in no other file than its own. In what was learned there is none."""
    from govern.platforms.leaks import leaks_of_file
    from govern.platforms.masking import is_any_covered

    own = project.own_leaks
    if is_any_covered(project.documents, own):
        return True
    unsure = (one for one in project.documents.values() if inputs.digest(one.file) not in learned)
    texts = (document.text for document in unsure)
    return any(leaks_of_file(text, own) for text in (config.decode("utf-8", "replace"), *texts))


def context_of(inputs: Inputs, project: Project) -> bytes:
    """The digest of all that rules look at beside one file of events."""
    others = (file for file in inputs.found if file not in project.leaves)
    own = (part for file, raw in inputs.own.items() for part in (os.fsencode(file), raw))
    return cache.digest_of(*(part for file in others for part in (os.fsencode(file), inputs.digest(file))), *own)


Judged = dict[str, tuple[bytes, list[tuple[Any, str]]]]
"""By file of events: the digest of its bytes, and what was said there by the rules that look at one such file alone."""


def judgements(inputs: Inputs, project: Project, alone: list[Said], learned: Container[bytes]) -> Judged:
    """What was said, for the next run, in files that may be remembered."""
    leaves = (file for file in project.leaves if inputs.digest(file) in learned)
    found: Judged = {file: (inputs.digest(file), []) for file in leaves}
    for finding, cause in alone:
        if finding.place.file in found:
            found[finding.place.file][1].append((pack(finding), cause))
    return found


def recalled(inputs: Inputs, project: Project, judged: Judged) -> dict[str, list[Said]]:
    """What was said in the files that are as they were."""
    return {
        file: [(unpack(packed), cause) for packed, cause in judged[file][1]]
        for file in project.leaves
        if file in judged and judged[file][0] == inputs.digest(file)
    }


def pack(finding: Finding) -> tuple[Any, ...]:
    """A finding as plain data."""
    related = tuple((other.message, pack_place(other.place)) for other in finding.related)
    place = pack_place(finding.place)
    fix = tuple((edit.action, pack_place(edit.place), edit.value) for edit in finding.fix)
    told = (finding.help, finding.source, finding.fingerprint, finding.cost, finding.link, finding.by_date)
    return (finding.rule, finding.level, finding.message, place, related, fix, *told)


def pack_place(place: Place) -> tuple[Any, ...]:
    return (place.file, place.route, place.span._values() if place.span else None, place.entity)


def unpack(packed: tuple[Any, ...]) -> Finding:
    """The finding that was packed."""
    rule, level, message, place, related, fix, *rest = packed
    others = tuple(Related(text, unpack_place(other)) for text, other in related)
    edits = tuple(Edit(action, unpack_place(where), value) for action, where, value in fix)
    help, source, fingerprint, *marks = rest
    return Finding(rule, level, message, unpack_place(place), others, help, source, fingerprint, edits, *marks)


def unpack_place(packed: tuple[Any, ...]) -> Place:
    file, route, span, entity = packed
    return Place(file, route, Span(*span) if span else None, entity)


def lint(
    root: str,
    *,
    today: str | None = None,
    use_cache: bool = True,
    paths: tuple[str, ...] = (),
    of_commit: bool = False,
) -> Report:
    """The rules over the specs, the baseline applied. `paths` limit what is shown, from the current folder. What a day
    brought is a note in a hook, which is `of_commit`."""
    from govern.commands.unjudged import NO_SPECS
    from govern.project import baseline

    findings, skipped = told(root, today) if use_cache else fresh(root, today)
    findings, notes = baseline.new_findings(root, findings, today=today)
    shown = within(findings, root, paths) if paths else findings
    if of_commit:
        shown = tuple(finding.replace(level="note") if finding.by_date else finding for finding in shown)
    nothing = next((remark for remark in skipped if not shown and remark.endswith(NO_SPECS)), "")
    remarks = (*notes, *(remark for remark in skipped if remark != nothing), *fixable(shown))
    return Report(shown, notes=remarks, today=held_day(root, today), unjudged=nothing)


def fixable(findings: tuple[Finding, ...]) -> Iterator[str]:
    """A remark where some findings have one right answer."""
    number = sum(bool(finding.fix) for finding in findings)
    if number:
        yield f"{number} of these can be fixed: govern lint --fix (with --diff to look first)"


def within(findings: tuple[Finding, ...], root: str, paths: tuple[str, ...]) -> tuple[Finding, ...]:
    """The findings in some files or folders."""
    from govern.project.load import config_of

    wanted = [os.path.realpath(path) for path in paths]
    bases = [os.path.realpath(os.path.join(root, folder)) for folder in (".", *config_of(root).extends)]
    for path, given in zip(wanted, paths, strict=True):
        if not os.path.exists(path):
            raise GovernError(f"{given} does not exist")
        if not any(path == base or is_below(path, base) or is_below(base, path) for base in bases):
            raise GovernError(f"{given} is not in the project {root}", help="name its project with -C")

    def covered(finding: Finding) -> bool:
        file = os.path.realpath(os.path.join(root, finding.place.file))
        return any(file == path or is_below(file, path) for path in wanted)

    return tuple(finding for finding in findings if covered(finding))
