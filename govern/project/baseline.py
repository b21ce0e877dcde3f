"""The baseline: findings a project has accepted for now, by fingerprint, and why. It may only shrink.

An entry remembers what was accepted, in words, so that a review can read it: the message, the entity, the reason, who accepted it,
and the day until which it holds. Entries of files that are older than this have no reason.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

from govern.core.accepting import Accepting
from govern.core.errors import GovernError
from govern.core.record import Record
from govern.core.report import Finding, Place
from govern.source import files

FILE = "govern.baseline.json"
VERSION = 1
REQUIRED = frozenset({"fingerprint", "rule"})
KEYS = ("file", "fingerprint", "rule", "over", "message", "entity", "reason", "by", "until")
"""What an entry may say, in the order in which it is written."""

NO_REASON = "no reason given"


class Accepted(Record):
    """A finding of today that the baseline accepts, and the words of the entry."""

    finding: Finding
    entry: dict[str, str]


SPECS, LIVE, SECRETS = "", "live", "secrets"
COMMANDS = {SPECS: "lint", LIVE: "audit", SECRETS: "secrets"}
"""What is looked at apart, and the command that does: none says of what it does not look at that it is no more."""


def entries(root: str) -> list[dict[str, str]]:
    """What the file accepts: fingerprint, rule and file of each; none when there is no baseline."""
    raw = content(root)
    return [] if raw is None else stored(raw)[0]


def content(root: str) -> bytes | None:
    """The file's bytes; `None` when there is no baseline."""
    path = os.path.join(root, FILE)
    return files.read_below(path, root) if os.path.lexists(path) else None


def stored(raw: bytes) -> tuple[list[dict[str, str]], frozenset[str]]:
    """What the file accepts, and the commands that have written it, from when on it only shrinks for them."""
    import json

    try:
        data = json.loads(raw)
        refuse_later(data.get("version", VERSION))
        kept = ({key: str(entry[key]) for key in KEYS if key in entry or key in REQUIRED} for entry in data["findings"])
        found = [{"file": "", **entry} for entry in kept]
        written = map(str, data.get("written_by", [COMMANDS[SPECS]]))
        return found, frozenset((*written, *(COMMANDS[group_of(entry)] for entry in found)))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise GovernError(f"{FILE} is not a baseline", Place(FILE), "delete it, or take it back from git") from None


def refuse_later(version: object) -> None:
    """Refuse a baseline whose version we do not know: what it accepts may mean something else by then."""
    if type(version) is not int or version < VERSION:
        raise ValueError(version)
    if version > VERSION:
        message = f"{FILE} is of version {version}, this govern reads version {VERSION}"
        raise GovernError(message, Place(FILE), "update govern, or take the file back from git")


def read(root: str, group: str = SPECS) -> dict[str, str]:
    """Fingerprint to rule, of one of the groups that are looked at apart."""
    return {entry["fingerprint"]: entry["rule"] for entry in entries(root) if group_of(entry) == group}


def group_of(entry: dict[str, str]) -> str:
    """The group of an entry, whose rules have a command of their own."""
    return SECRETS if entry["rule"].startswith("secrets/") else entry.get("over", SPECS)


def text_of(findings: Iterable[Finding], how: Accepting | None = None) -> str:
    """The file that accepts these findings of the specs."""
    return text_with((entry_of(finding, how or Accepting()) for finding in findings), [COMMANDS[SPECS]])


def entry_of(finding: Finding, how: Accepting, group: str = SPECS) -> dict[str, str]:
    """The entry that accepts a finding, with its words, in which no credential is shown."""
    from govern.platforms.masking import covered_text

    told = {
        "over": group if group == LIVE else "",
        "message": covered_text(finding.message),
        "entity": covered_text(finding.place.entity),
        "reason": covered_text(how.reason),
        "by": how.by,
        "until": how.until,
    }
    entry = {"fingerprint": finding.fingerprint, "rule": finding.rule, "file": covered_text(finding.place.file)}
    return entry | {key: text for key, text in told.items() if text}


def text_with(accepted: Iterable[dict[str, str]], written_by: Iterable[str]) -> str:
    """The file that has these entries, one line each, so that a merge keeps to lines."""
    import json

    unique = {entry["fingerprint"]: entry for entry in accepted}
    ordered = sorted(unique.values(), key=lambda entry: (entry["file"], entry["rule"], entry["fingerprint"]))
    laid = ({key: entry[key] for key in KEYS if key in entry} for entry in ordered)
    body = ",\n    ".join(json.dumps(entry, ensure_ascii=False) for entry in laid)
    commands = json.dumps(sorted(written_by))
    return f'{{\n  "version": 1,\n  "written_by": {commands},\n  "findings": [' + (
        f"\n    {body}\n  ]\n}}\n" if body else "]\n}\n"
    )


def accepted_now(
    root: str, findings: tuple[Finding, ...], groups: tuple[str, ...] = (SPECS,), today: str | None = None
) -> tuple[Accepted, ...]:
    """The findings of some groups that the baseline accepts today, each with its entry, in the order of the findings."""
    held = {entry["fingerprint"]: entry for entry in holding(root, today) if group_of(entry) in groups}
    return tuple(Accepted(finding, held[finding.fingerprint]) for finding in findings if finding.fingerprint in held)


def holding(root: str, today: str | None) -> list[dict[str, str]]:
    """The entries whose end, if they have one, has not passed."""
    return parted(root, today)[0]


def parted(root: str, today: str | None) -> tuple[list[dict[str, str]], frozenset[str]]:
    """The entries whose end, if they have one, has not passed; the fingerprints of all others."""
    found = entries(root)
    if not any("until" in entry for entry in found):
        return found, frozenset()
    from govern.project.load import day_of_root

    day = day_of_root(root, today)
    held = [entry for entry in found if entry.get("until", day) >= day]
    return held, frozenset(entry["fingerprint"] for entry in found if entry.get("until", day) < day)


def new_findings(
    root: str,
    findings: tuple[Finding, ...],
    groups: tuple[str, ...] = (SPECS,),
    *,
    whole: bool = True,
    today: str | None = None,
) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """The findings of some groups that the baseline does not cover, and remarks about it for people.

    Where they are not the `whole` of what there is, nothing is said to occur no longer.
    """
    holds, over = parted(root, today)
    accepted = {entry["fingerprint"]: entry for entry in holds if group_of(entry) in groups}
    if over:  # the day brings back what was accepted until then
        findings = tuple(f.replace(by_date=True) if f.fingerprint in over else f for f in findings)
    if not accepted:
        return findings, ()
    seen = {finding.fingerprint for finding in findings}
    left = tuple(finding for finding in findings if finding.fingerprint not in accepted)
    covered = len(findings) - len(left)
    notes = [f"{covered} finding{'s' * (covered != 1)} accepted in {FILE}"] if covered else []
    unsaid = sum(not accepted[mark].get("reason") for mark in accepted.keys() & seen)
    if unsaid:
        notes[0] += f", {unsaid} with no reason given"
    if notes:
        notes[0] += " (govern lint --accepted shows what, and why)"
    for group in groups if whole else ():
        gone = sum(group_of(accepted[mark]) == group for mark in accepted.keys() - seen)
        if gone:
            shrink = f"shrink it with govern {COMMANDS[group]} --write-baseline"
            notes.append(f"{gone} in {FILE} no longer occur{'s' * (gone == 1)}: {shrink}")
    return left, tuple(notes)


def write(root: str, findings: tuple[Finding, ...], group: str = SPECS, how: Accepting | None = None) -> int:
    """Accept findings; returns how many. Once the command of the group has written the file, it only takes entries away.

    What the file accepts of other rules stays as it is, and so does what an entry says of why. A reason is given, or nothing
    is written: a review has to read one.
    """
    from govern.source.locks import held

    with held([root]):  # what another command accepts meanwhile is read before it is written
        return accept(root, findings, group, how or Accepting())


def accept(root: str, findings: tuple[Finding, ...], group: str, how: Accepting) -> int:
    """`write`, for who has the right to."""
    before = content(root)
    known, written_by = ([], frozenset[str]()) if before is None else stored(before)
    own = {entry["fingerprint"]: entry for entry in known if group_of(entry) == group}
    if COMMANDS[group] in written_by:
        findings = tuple(finding for finding in findings if finding.fingerprint in own)
    if not how.reason.strip() and any(finding.fingerprint not in own for finding in findings):
        help = f'govern {COMMANDS[group]} --write-baseline --reason "handover until March"'
        raise GovernError("what is accepted needs a reason, so nothing was written", help=help)
    others = [entry for entry in known if entry["fingerprint"] not in own or group_of(entry) != group]
    new = [entry_of(f, how, group) | own.get(f.fingerprint, {}) for f in findings]
    text = text_with([*others, *new], {*written_by, COMMANDS[group]})
    from govern.source.writing import write_all

    path = os.path.join(root, FILE)
    write_all({path: text.encode()}, {path: before}, root)
    return len({finding.fingerprint for finding in findings})
