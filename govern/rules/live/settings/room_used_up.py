"""A property has room for one more dimension and one more key event.

At the limit the next one is refused, usually on the day of a release, and archiving one needs somebody who knows which of them is still
used.

Remedy: archive what is not used any more.

Source: the limits of Analytics in `docs/platforms/ga4.md`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from govern.platforms import Platform
from govern.project import Project
from govern.rules import Problem, rule
from govern.settings import LABELS, Setting
from govern.settings.live import of_kind, problem

LIMITS = {("dimension", "event"): "custom_dimensions_event", ("dimension", "user"): "custom_dimensions_user",
          ("dimension", "item"): "custom_dimensions_item", ("metric", "event"): "custom_metrics_event",
          ("key_event", ""): "key_events"}  # fmt: skip
ROWS = (
    "["
    + ", ".join(
        f"{{name: properties/7/customDimensions/{n}, parameterName: p{n}, scope: EVENT, displayName: P}}"
        for n in range(50)
    )
    + "]"
)


@rule(
    good=f"settings: [{{customDimensions: {ROWS.replace('customDimensions/49', 'customDimensions/48')}}}]",
    bad=f"settings: [{{customDimensions: {ROWS}}}]",
    level="warning",
    cost="tidy",
)
def check(project: Project) -> Iterator[Problem]:
    platform = project.platform("ga4")
    first: dict[tuple[str, str, str], Setting] = {}
    counts: Counter[tuple[str, str, str]] = Counter()
    for setting in of_kind(project, "dimension", "metric", "key_event"):
        key = (setting.account, setting.kind, str(setting.says("scope") or ""))
        first.setdefault(key, setting)
        counts[key] += 1
    for key, count in counts.items():
        most = limit(platform, LIMITS.get(key[1:], ""), is_premium(project, key[0])) if platform is not None else None
        if most is not None and count >= most:
            scope = f" of the scope {key[2]}" if key[2] else ""
            message = f"{key[0] or 'the property'} has {count} {LABELS[key[1]]}s{scope}, and there is room for {most}"
            yield problem(first[key], message, help="archive what is not used any more", about="limit")


def limit(platform: Platform, name: str, premium: bool) -> int | None:
    """How many there may be; at 360 only where its own limit is known."""
    known = next((one for one in platform.facts.limits.items if one.key == name), None)
    return None if known is None else known.premium_value if premium else known.value


def is_premium(project: Project, account: str) -> bool:
    """Whether a property is one of Analytics 360."""
    return any(one.account == account and one.says("premium") is True for one in of_kind(project, "property"))
