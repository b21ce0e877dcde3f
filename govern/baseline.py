"""The baseline: findings a project has accepted for now, by fingerprint. It may only shrink."""

from __future__ import annotations

import os
from collections.abc import Iterable

from govern.errors import GovernError
from govern.report import Finding, Place
from govern.source import files

FILE = "govern.baseline.json"
REQUIRED = frozenset({"fingerprint", "rule"})
KEYS = REQUIRED | {"file"}


def entries(root: str) -> list[dict[str, str]]:
    """What the file accepts: fingerprint, rule and file of each; none when there is no baseline."""
    path = os.path.join(root, FILE)
    if not os.path.exists(path):
        return []
    import json

    try:
        found = json.loads(files.read(path))["findings"]
        return [{"file": "", **{key: str(entry[key]) for key in KEYS & entry.keys() | REQUIRED}} for entry in found]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise GovernError(f"{FILE} is not a baseline", Place(FILE), "delete it, or take it back from git") from None


def read(root: str, group: str = "") -> dict[str, str]:
    """Fingerprint to rule, of the rules of one group that is looked at by a command of its own, or of all others."""
    return {entry["fingerprint"]: entry["rule"] for entry in entries(root) if group_of(entry["rule"]) == group}


def group_of(rule: str) -> str:
    """The group of a rule that has a command of its own; empty for all others."""
    return "secrets" if rule.startswith("secrets/") else ""


def text_of(findings: Iterable[Finding]) -> str:
    """The file that accepts these findings."""
    return text_with({"fingerprint": f.fingerprint, "rule": f.rule, "file": f.place.file} for f in findings)


def text_with(accepted: Iterable[dict[str, str]]) -> str:
    """The file that has these entries, one line each, so that a merge keeps to lines."""
    import json

    unique = {entry["fingerprint"]: entry for entry in accepted}
    ordered = sorted(unique.values(), key=lambda entry: (entry["file"], entry["rule"], entry["fingerprint"]))
    body = ",\n    ".join(json.dumps(entry, ensure_ascii=False) for entry in ordered)
    return (
        f'{{\n  "version": 1,\n  "findings": [\n    {body}\n  ]\n}}\n' if body else '{"version": 1, "findings": []}\n'
    )


def new_findings(root: str, findings: tuple[Finding, ...]) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """The findings that the baseline does not cover, and remarks about it for people."""
    accepted = read(root)
    if not accepted:
        return findings, ()
    seen = {finding.fingerprint for finding in findings}
    left = tuple(finding for finding in findings if finding.fingerprint not in accepted)
    covered, gone = len(findings) - len(left), len(accepted.keys() - seen)
    notes = [f"{covered} finding{'s' * (covered != 1)} accepted in {FILE}"] if covered else []
    if gone:
        notes.append(
            f"{gone} in {FILE} no longer occur{'s' * (gone == 1)}: shrink it with govern lint --write-baseline"
        )
    return left, tuple(notes)


def write(root: str, findings: tuple[Finding, ...], group: str = "") -> int:
    """Accept findings; returns how many. Once a baseline has entries of the group, it only loses some, it gains none.

    What it accepts of other rules stays as it is.
    """
    known = entries(root)
    own = [entry for entry in known if group_of(entry["rule"]) == group]
    if own or (not group and os.path.exists(os.path.join(root, FILE))):
        accepted = {entry["fingerprint"] for entry in own}
        findings = tuple(finding for finding in findings if finding.fingerprint in accepted)
    others = [entry for entry in known if entry not in own]
    new = [{"fingerprint": f.fingerprint, "rule": f.rule, "file": f.place.file} for f in findings]
    files.write_all({os.path.join(root, FILE): text_with([*others, *new]).encode()})
    return len({finding.fingerprint for finding in findings})
