"""Visitors of every country that a site is for are asked by some rule set of the banner.

Rule sets hold for lists of countries. Where no list has a country and no rule set is for all others, its visitors see no banner, and whatever
the defaults say holds for them.

Remedy: add the country to a rule set, or make one for all other countries.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.live import of_kind, problem

BANNER = """
specs: {sites: [{name: shop, domains: {production: [www.hazel.example]}, countries: [ES, %s]}]}
settings:
  - {OptanonDataJSON: x, RuleSet: [{Id: a, Name: EU, Countries: [es, pt], Global: false, GCEnable: true, Type: GDPR}]}
"""


@rule(good=BANNER % "PT", bad=BANNER % "MX", level="warning", cost="privacy")
def check(project: Project) -> Iterator[Problem]:
    rules = list(of_kind(project, "consent_rule"))
    if not rules or any(one.says("everywhere") for one in rules):
        return
    asked = {country for one in rules for country in one.says("countries") or ()}
    for site in project.sites:
        left = [country for country in site.countries or () if country.upper() not in asked]
        if left:
            message = f'the banner asks nobody in {", ".join(left)}, for which site "{site.name}" is: no rule set has them, and none is for all others'
            related = (Related("the site's countries", site.place("countries")),)
            yield problem(
                rules[0],
                message,
                help="add them to a rule set",
                about=f"{site.name}\n{','.join(left)}",
                related=related,
            )
