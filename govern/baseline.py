"""The baseline: findings a project has accepted for now, by fingerprint. It may only shrink."""

from __future__ import annotations

import os
from collections.abc import Iterable

from govern.errors import GovernError
from govern.report import Finding, Place
from govern.source import files

FILE = "govern.baseline.json"


def read(root: str) -> dict[str, str]:
    """Fingerprint to rule; empty when there is no baseline."""
    path = os.path.join(root, FILE)
    if not os.path.exists(path):
        return {}
    import json

    try:
        entries = json.loads(files.read(path))["findings"]
        return {entry["fingerprint"]: entry["rule"] for entry in entries}
    except (ValueError, KeyError, TypeError, RecursionError):
        raise GovernError(f"{FILE} is not a baseline", Place(FILE), "delete it, or take it back from git") from None


def text_of(findings: Iterable[Finding]) -> str:
    """The file that accepts these findings, one line each, so that a merge keeps to lines."""
    import json

    entries = {finding.fingerprint: finding for finding in findings}
    ordered = sorted(entries.values(), key=lambda finding: (finding.place.file, finding.rule, finding.fingerprint))
    lines = [
        json.dumps({"fingerprint": f.fingerprint, "rule": f.rule, "file": f.place.file}, ensure_ascii=False)
        for f in ordered
    ]
    body = ",\n    ".join(lines)
    return (
        f'{{\n  "version": 1,\n  "findings": [\n    {body}\n  ]\n}}\n' if lines else '{"version": 1, "findings": []}\n'
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


def write(root: str, findings: tuple[Finding, ...]) -> int:
    """Accept findings; returns how many. A baseline that exists only loses entries, it never gains one."""
    accepted = read(root)
    if os.path.exists(os.path.join(root, FILE)):
        findings = tuple(finding for finding in findings if finding.fingerprint in accepted)
    files.write_all({os.path.join(root, FILE): text_of(findings).encode()})
    return len({finding.fingerprint for finding in findings})
