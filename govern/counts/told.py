"""How rules tell what somebody should look at in counts: the alarms, and layers that lie too far apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.core.problem import Problem
from govern.core.report import Level
from govern.counts.drops import drop_alarms
from govern.counts.pairs import Pair, pairs
from govern.counts.rates import rate_alarms, score_alarms
from govern.counts.words import limit, pair_in_words

if TYPE_CHECKING:
    from govern.project import Project


def alarms(project: Project, kind: str, level: Level) -> Iterator[Problem]:
    """A problem for each alarm of a kind, such as `error-rate`, that has this level."""
    for alarm in (*rate_alarms(project), *score_alarms(project), *drop_alarms(project)[0]):
        if (alarm.kind, alarm.level) == (kind, level):
            yield Problem(alarm.place, alarm.message, subject=alarm.subject)


def gaps(project: Project, verdict: str) -> Iterator[Problem]:
    """A problem for each pair of whole layers of which this is the verdict: `failure`, `warning` or `above`."""
    for pair in pairs(project):
        if pair.verdict == verdict and not pair.is_part:
            place = pair.allowed.place or pair.left.source.entry.place("name")
            subject = "\n".join((pair.event, pair.left.source.name, pair.right.source.name))
            yield Problem(place, f"{pair_in_words(pair)}, {crossed(pair, verdict)}", subject=subject)


def crossed(pair: Pair, verdict: str) -> str:
    """Which limit a pair crosses."""
    if verdict == "above":
        return f"above the target of {limit(pair.allowed.target)}"
    return f"more than {limit(pair.allowed.fail if verdict == 'failure' else pair.allowed.warn)}"
