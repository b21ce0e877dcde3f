"""`--write-baseline`: today's findings are accepted, so that only new ones fail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govern.core.report import Finding

if TYPE_CHECKING:
    from govern.core.accepting import Accepting


def accept(root: str, how: Accepting | None = None, *, today: str | None = None) -> str:
    """Write the baseline: all findings of today the first time, only those still accepted from then on."""
    from govern.commands import lint as linting
    from govern.project import baseline

    return accepted(root, linting.findings_of(root, today), baseline.SPECS, how)


def accept_live(root: str, how: Accepting | None = None, *, today: str | None = None) -> str:
    """`accept` for what is found in the project's exports folder."""
    from govern.project import baseline
    from govern.project.live import exports_of
    from govern.project.load import load
    from govern.rules.run import run

    live = exports_of(root, ())
    return accepted(root, run(load(root, today=today, live=live), "live"), baseline.LIVE, how)


def accepted(root: str, findings: tuple[Finding, ...], group: str, how: Accepting | None) -> str:
    """Write the baseline of a group, and say what it accepts."""
    from govern.project import baseline

    left = len({finding.fingerprint for finding in findings}) - (count := baseline.write(root, findings, group, how))
    text = f"{count} finding{'s' * (count != 1)} accepted in {baseline.FILE}"
    return f"{text}; {left} new {'are' if left != 1 else 'is'} not: a baseline only shrinks" if left else text
