"""The code of one tag tells each account of an event once.

A snippet that is pasted below itself initialises the pixel twice and sends each event twice: Meta warns of a duplicate pixel,
the other platforms count two. What stands in different branches of an `if`, or carries one event ID, is not meant.

Remedy: delete the second one.

Source: known from use; no page was read for this rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.code.spoken import Spoken
from govern.signals.code.told import plainly
from govern.signals.source import NOTHING, Text

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags: [{name: Lead, type: html, parameter: {html: "%s"}, firingTrigger: [All Pages]}]
"""


@rule(
    good=CONTAINER % "<script>fbq('init', '111122223333444'); fbq('track', 'Lead');</script>",
    bad=CONTAINER % "<script>fbq('init', '111122223333444'); fbq('track', 'Lead'); fbq('track', 'Lead');</script>",
    level="warning",
    cost="numbers",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for name, tells in plainly(container).items():
            first: dict[tuple[object, ...], Spoken] = {}
            for told in tells:
                what = key_of(told)
                if what is None or first.setdefault(what, told) is told:
                    continue
                is_event = told.kind == "event"
                does = f'sends "{shown(told)}"' if is_event else f'initialises "{shown(told)}"'
                lines = f"in line {first[what].line} and in line {told.line}"
                message = f"{label('tag', name)} {does} twice for {told.platform}, {lines}"
                yield problem(container, "tag", name, message, *told.account.place.route, help="delete the second one")
                break


def key_of(told: Spoken) -> tuple[object, ...] | None:
    """What makes two tellings one: nothing may be unknown of it, no condition may keep them apart."""
    if told.surely != "always" or told.kind not in ("event", "base") or told.more or not told.platform:
        return None
    if told.kind == "base":
        account = told.account.source
        return ("base", told.platform, account) if isinstance(account, Text) else None
    if not isinstance(told.name.source, Text) or told.event_id.source != NOTHING:
        return None
    values = tuple(sorted((key, value.written or "") for key, value in told.parameters.items()))
    return ("event", told.platform, told.account.source, told.name.source, values, told.call)


def shown(told: Spoken) -> str:
    """The event, or the account that is initialised."""
    source = told.name.source if told.kind == "event" else told.account.source
    return source.value[:80] if isinstance(source, Text) else ""
