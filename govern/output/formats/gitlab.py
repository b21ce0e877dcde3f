"""Code quality for a GitLab merge request: an array of issues, as `artifacts: reports: codequality` takes it.

The fields that GitLab reads: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format (2026-11-26).
It shows one issue for each fingerprint, so a fingerprint that comes twice gets a number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TextIO

from govern.output.plain import SafeEncoder
from govern.output.safe import Look, Spelling, shorten
from govern.output.told import PROJECT, details, digest, told

if TYPE_CHECKING:
    from govern.core.report import Finding, Report

POSITION = 70
WHOLE = True
NAMES_DAY = False

_SEVERITIES = {"error": "major", "warning": "minor", "note": "info"}


def write(report: Report, stream: TextIO, look: Look) -> None:  # noqa: ARG001 - every format is called alike
    """Write the array, one issue a line."""
    encode, spell = SafeEncoder(stream), Spelling()
    seen: dict[str, int] = {}
    separator = "[\n"
    for finding in told(report):
        name = digest(finding.rule, finding.place.file, finding.place.entity, finding.fingerprint or finding.message)
        seen[name] = seen.get(name, 0) + 1
        fingerprint = name if seen[name] == 1 else f"{name}-{seen[name]}"
        stream.write(f"{separator}  {encode(_issue(finding, fingerprint, spell))}")
        separator = ",\n"
    stream.write("\n]\n" if seen else "[]\n")


def _issue(finding: Finding, fingerprint: str, spell: Spelling) -> dict[str, Any]:
    where = finding.place
    return {
        "description": "; ".join(spell(shorten(text)) for text in (finding.message, *details(finding))),
        "check_name": spell(shorten(finding.rule)),
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.level],
        "location": {
            "path": spell(where.file.removeprefix("./")) or PROJECT,
            "lines": {"begin": where.span.line if where.span else 1},
        },
    }
