"""A property and the ad account that is linked with it have one time zone and one currency.

Costs come from the one and sales from the other. In two currencies the return is off by the rate; in two time zones the costs of an evening
stand on another day than its sales.

Remedy: change the property (an ad account keeps both for good), or say in the specs that it is meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.live import label, of_kind, problem, word

LINK = """
settings:
  - properties: [{name: properties/7, displayName: Shop, timeZone: Europe/Madrid, currencyCode: EUR}]
  - googleAdsLinks: [{name: properties/7/googleAdsLinks/1, customerId: "555"}]
  - results: [{customer: {resourceName: customers/555, id: "555", timeZone: Europe/Madrid, currencyCode: %s, autoTaggingEnabled: true}}]
"""


@rule(good=LINK % "EUR", bad=LINK % "USD", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    properties = {one.account: one for one in of_kind(project, "property")}
    customers = {
        one.account.rpartition("/")[2].replace("-", ""): one
        for one in of_kind(project, "account")
        if one.platform == "google_ads"
    }
    for link in of_kind(project, "link"):
        ours, theirs = properties.get(link.account), customers.get(str(link.says("customer") or ""))
        for field in ("currency", "time_zone") if ours is not None and theirs is not None else ():
            if (
                ours is not None
                and theirs is not None
                and ours.says(field)
                and theirs.says(field)
                and ours.says(field) != theirs.says(field)
            ):
                message = f'{label(ours)} has the {word(field)} "{ours.says(field)}", the linked {label(theirs)} has "{theirs.says(field)}"'
                related = (Related("the linked account", theirs.place),)
                yield problem(
                    ours, message, help="let both have the same", about=f"{field}\n{theirs.account}", related=related
                )
