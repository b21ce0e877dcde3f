"""The page of violation reports: what is broken and what mends it, what to look at, and the noise, day by day."""

from __future__ import annotations

from typing import Any

from govern.csp.violations.judge import Verdict
from govern.csp.violations.summary import Group, Summary
from govern.render import templates

TITLES: dict[Verdict, str] = {
    "broken": "Tags that the policy breaks", "look": "Something to look at", "noise": "Noise",
}  # fmt: skip
BARS = 120
"""More days than a page shows side by side."""


def page(found: Summary, root: str, project: str = "") -> str:
    """The page, which needs nothing else, with the name of the project if it has one."""
    return templates.render("csp/violations.html", "html", {**values_of(found), "project": project}, root)


def values_of(found: Summary) -> dict[str, Any]:
    """What the template prints."""
    days = found.days
    most = max((sum(counts.values()) for counts in days.values()), default=1)
    sections = [
        {"title": title, "id": verdict, "groups": [of_group(group) for group in found.judged_as(verdict)]}
        for verdict, title in TITLES.items()
    ]
    return {
        "reports": f"{found.reports:,}",
        "passed_over": found.other,
        "damaged": found.damaged,
        "span": f"{next(iter(days))} to {list(days)[-1]}" if days else "",
        "facts": [
            (title, f"{sum(group.count for group in found.judged_as(verdict)):,}") for verdict, title in TITLES.items()
        ],
        "days": [
            {
                "day": day,
                **{name: f"{count:,}" for name, count in counts.items()},
                "share": 100 * sum(counts.values()) // most,
            }
            for day, counts in list(days.items())[-BARS:]
        ],
        "sections": sections,
    }


def of_group(group: Group) -> dict[str, Any]:
    """A group as the template prints it."""
    return {
        "count": f"{group.count:,}",
        "directive": group.directive,
        "blocked": group.blocked,
        "why": group.why,
        "change": group.change,
        "pages": ", ".join(group.pages),
        "sample": group.sample,
        "examples": group.examples if group.verdict == "noise" else (),
        "browsers": f"{group.browsers:,}" if group.browsers else "",
        "mode": "only reported" if group.only_reported else "",
    }
