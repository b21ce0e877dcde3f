"""All accounts of one site count in one currency and by one clock.

Sales in euros beside sales in dollars, days that end at midnight in Madrid beside days that end in Los Angeles: each report is right, and no
two of them can be laid side by side.

Remedy: change what can be changed, and write `time_zone` or `currency` of the other accounts under `settings`, with a `reason`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.settings import Setting
from govern.settings.bound import destination_of, wishes
from govern.settings.live import label, of_kind, problem, word

ACCOUNTS = """
specs:
  sites: [{name: shop, domains: {production: [www.hazel.example]}}]
  destinations: [{name: ga4, platform: ga4, site: shop, id: G-HAZEL00001}, {name: meta, platform: meta, site: shop, id: "100000000000001"}]
settings:
  - properties: [{name: properties/7, displayName: Shop, timeZone: Europe/Madrid, currencyCode: EUR}]
  - {id: act_900, name: Shop, currency: %s, timezone_name: Europe/Madrid}
"""


@rule(good=ACCOUNTS % "EUR", bad=ACCOUNTS % "USD", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    first: dict[tuple[str, str], Setting] = {}
    for setting, site in owners(project):
        destination = destination_of(project, setting)
        wish = wishes(project).get(destination.name) if destination is not None else None
        for field in ("currency", "time_zone"):
            if not setting.says(field) or (wish is not None and getattr(wish, field) is not None):
                continue
            other = first.setdefault((site, field), setting)
            if other.platform != setting.platform and other.says(field) != setting.says(field):
                message = f'{label(setting)} has the {word(field)} "{setting.says(field)}", {label(other)} has "{other.says(field)}"'
                related = (Related("the other account", other.place),)
                help = "let both have the same, or write the reason into the specs"
                yield problem(setting, message, help=help, about=field, related=related)


def owners(project: Project) -> Iterator[tuple[Setting, str]]:
    """The accounts of each site. Without specs, those that were given are of one house if there is one at each platform."""
    found = list(of_kind(project, "property", "account"))
    if project.destinations:
        for setting in found:
            if (destination := destination_of(project, setting)) is not None:
                yield setting, destination.site or ""
    elif len({setting.platform for setting in found}) == len(found) and not any(
        link.says("customer") for link in of_kind(project, "link")
    ):
        yield from ((setting, "") for setting in found)
