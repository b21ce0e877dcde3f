"""The baseline: findings a project has accepted for now, by fingerprint. It may only shrink."""

from __future__ import annotations

import os
from collections.abc import Iterable

from govern.core.errors import GovernError
from govern.core.report import Finding, Place
from govern.source import files

FILE = "govern.baseline.json"
VERSION = 1
REQUIRED = frozenset({"fingerprint", "rule"})
KEYS = REQUIRED | {"file", "over"}

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
        kept = ({key: str(entry[key]) for key in KEYS & entry.keys() | REQUIRED} for entry in data["findings"])
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


def text_of(findings: Iterable[Finding]) -> str:
    """The file that accepts these findings of the specs."""
    entries = ({"fingerprint": f.fingerprint, "rule": f.rule, "file": f.place.file} for f in findings)
    return text_with(entries, [COMMANDS[SPECS]])


def text_with(accepted: Iterable[dict[str, str]], written_by: Iterable[str]) -> str:
    """The file that has these entries, one line each, so that a merge keeps to lines."""
    import json

    unique = {entry["fingerprint"]: entry for entry in accepted}
    ordered = sorted(unique.values(), key=lambda entry: (entry["file"], entry["rule"], entry["fingerprint"]))
    body = ",\n    ".join(json.dumps(entry, ensure_ascii=False) for entry in ordered)
    commands = json.dumps(sorted(written_by))
    return f'{{\n  "version": 1,\n  "written_by": {commands},\n  "findings": [' + (
        f"\n    {body}\n  ]\n}}\n" if body else "]\n}\n"
    )


def new_findings(
    root: str, findings: tuple[Finding, ...], groups: tuple[str, ...] = (SPECS,), *, whole: bool = True
) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """The findings of some groups that the baseline does not cover, and remarks about it for people.

    Where they are not the `whole` of what there is, nothing is said to occur no longer.
    """
    accepted = {entry["fingerprint"]: group for entry in entries(root) if (group := group_of(entry)) in groups}
    if not accepted:
        return findings, ()
    seen = {finding.fingerprint for finding in findings}
    left = tuple(finding for finding in findings if finding.fingerprint not in accepted)
    covered = len(findings) - len(left)
    notes = [f"{covered} finding{'s' * (covered != 1)} accepted in {FILE}"] if covered else []
    for group in groups if whole else ():
        gone = sum(accepted[mark] == group for mark in accepted.keys() - seen)
        if gone:
            shrink = f"shrink it with govern {COMMANDS[group]} --write-baseline"
            notes.append(f"{gone} in {FILE} no longer occur{'s' * (gone == 1)}: {shrink}")
    return left, tuple(notes)


def write(root: str, findings: tuple[Finding, ...], group: str = SPECS) -> int:
    """Accept findings; returns how many. Once the command of the group has written the file, it only takes entries away.

    What the file accepts of other rules stays as it is.
    """
    from govern.source.locks import held

    with held([root]):  # what another command accepts meanwhile is read before it is written
        return accept(root, findings, group)


def accept(root: str, findings: tuple[Finding, ...], group: str) -> int:
    """`write`, for who has the right to."""
    before = content(root)
    known, written_by = ([], frozenset[str]()) if before is None else stored(before)
    own = [entry for entry in known if group_of(entry) == group]
    if COMMANDS[group] in written_by:
        accepted = {entry["fingerprint"] for entry in own}
        findings = tuple(finding for finding in findings if finding.fingerprint in accepted)
    others = [entry for entry in known if entry not in own]
    over = {"over": group} if group == LIVE else {}
    new = [{"fingerprint": f.fingerprint, "rule": f.rule, "file": f.place.file, **over} for f in findings]
    text = text_with([*others, *new], {*written_by, COMMANDS[group]})
    from govern.source.writing import write_all

    path = os.path.join(root, FILE)
    write_all({path: text.encode()}, {path: before}, root)
    return len({finding.fingerprint for finding in findings})
