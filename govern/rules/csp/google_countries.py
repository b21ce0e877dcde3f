"""A site whose policy lets Google Ads through says which countries its visitors come from.

Google Ads and Google signals ask the Google of the visitor's country besides google.com: `www.google.es`, `www.google.bg`. A
policy cannot say "every end of a domain", so those of the countries are listed one by one; without them the redirect of a
conversion ends at the policy for most visitors.

Remedy: write the site's `countries: [ES, PT]`; the hosts are added from Google's list.

Source: https://developers.google.com/tag-platform/security/guides/csp, checked 2026-11-22, and
https://www.google.com/supported_domains, checked 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.csp.needs import told_by_browser
from govern.project import Project
from govern.rules import Problem, rule
from govern.spec.regions import COUNTRIES, NICKNAMES

ADS = "destinations: [{name: ads, platform: google_ads, site: shop}]\ncsp: [{site: shop, mode: enforce}]"


@rule(
    good=f"sites: [{{name: shop, countries: [ES, PT]}}]\n{ADS}",
    bad=f"sites: [{{name: shop}}]\n{ADS}",
    level="note",
)
def check(project: Project) -> Iterator[Problem]:
    for policy in project.policies:
        site = project.site_by_name.get(policy.site)
        uses = any(platform.key == "google_ads" for _, platform in told_by_browser(project, policy.site))
        if site is None or not uses:
            continue
        if not site.countries:
            message = (
                f'site "{site.name}" names no countries, so the policy blocks Google Ads at www.google.es and the like'
            )
            yield Problem(site.place(), message, help="write countries: [ES]")
        for position, country in enumerate(site.countries):
            if country.upper() not in COUNTRIES:
                meant = NICKNAMES.get(country.upper(), "")
                message = (
                    f'country "{country}" of site "{site.name}" is not an ISO 3166 code, so nothing is added for it'
                )
                yield Problem(site.place("countries", position), message, help=f"write {meant}" if meant else "")
