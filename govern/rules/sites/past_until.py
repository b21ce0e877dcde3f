"""A site that was planned until a day is taken out when the day is over.

The campaign's shop has closed, its containers, policies and accounts are still in every list that people review. Nobody
looks at them, and whoever registers the domain next has a policy that trusts it.

Remedy: remove the site with what belongs to it, or set a new day in `until`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule


@rule(good="sites: [{name: summer, until: 2099-12-31}]", bad="sites: [{name: summer, until: 2020-01-31}]", by_date=True)
def check(project: Project) -> Iterator[Problem]:
    for site in project.sites:
        if site.until is not None and site.until < project.today:
            message = f'site "{site.name}" was planned until {site.until}, which has passed'
            yield Problem(site.place("until"), message, help="remove the site, or set a new day")
