"""Conversions of one kind have one window in every tool, or the specs say why not.

With 30 days a tool counts sales for a month after a click, with one day only those of the same day. Side by side in a report the first
looks thirty times as good as it is, and the budget follows. Where `attribution` declares the windows, `settings/window-differs`
speaks instead.

Remedy: set one window, or declare each under `attribution` with its reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.attribution.conversions import declared
from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.settings import Setting
from govern.settings.bound import destination_of, mappings_of
from govern.settings.goals import goal
from govern.settings.live import in_use, label, problem, value
from govern.spec.base import DURATION, seconds

TWO = """
settings:
  - results: [{conversionAction: {resourceName: customers/5/conversionActions/9, name: Order, category: PURCHASE,
      clickThroughLookbackWindowDays: "%s", primaryForGoal: true}}]
  - elements: [{id: 5, name: Order, type: PURCHASE, conversionMethod: INSIGHT_TAG, enabled: true, postClickAttributionWindowSize: 30}]
"""


@rule(good=TWO % 30, bad=TWO % 1, level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    if any(len(accounts) > 1 for accounts in accounts_of_conversions(project).values()):
        return  # of several accounts nobody can tell which belong to one house
    first: dict[str, Setting] = {}
    for setting in in_use(project, "conversion", "ad_set"):
        if setting.says("primary") is False or not is_window(setting) or is_declared(project, setting):
            continue
        before = [first.setdefault(key, setting) for key in stands_for(project, setting)]
        other = next(
            (one for one in before if one.platform != setting.platform and length(one) != length(setting)), None
        )
        if other is not None:
            message = (
                f'{label(setting)} has the click-through window "{value(setting, "click")}", {label(other)} has '
                f'"{value(other, "click")}": they cannot be compared'
            )
            related = (Related("the other window", other.place),)
            yield problem(
                setting, message, help="set one window, or declare both with a reason", about="click", related=related
            )


def stands_for(project: Project, setting: Setting) -> tuple[str, ...]:
    """What a conversion is told of: events of the specs, and a sale or a lead."""
    events = [f"event {mapping.event}" for mapping in mappings_of(project, setting)]
    return tuple(dict.fromkeys((*events, *filter(None, (goal(setting),)))))


def accounts_of_conversions(project: Project) -> dict[str, set[str]]:
    """The accounts at each platform whose conversions are spoken of."""
    found: dict[str, set[str]] = {}
    for setting in in_use(project, "conversion"):
        if setting.account:
            found.setdefault(setting.platform, set()).add(setting.account)
    return found


def is_window(setting: Setting) -> bool:
    """Whether it is known how long after a click a conversion counts, and it still counts."""
    known = setting.says("click")
    return isinstance(known, str) and DURATION.accepts(known) and setting.says("status") in (None, "active")


def length(setting: Setting) -> float:
    """The window in seconds."""
    return seconds(setting.fields["click"])


def is_declared(project: Project, setting: Setting) -> bool:
    """Whether the specs say which window is meant."""
    destination = destination_of(project, setting)
    return destination is not None and destination.name in declared(project)
