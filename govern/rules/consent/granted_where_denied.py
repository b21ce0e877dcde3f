"""Consent is not granted by default where visitors have to be asked first.

In the European Economic Area, the United Kingdom and Switzerland a visitor has to agree before advertising cookies are
set, and Google's policy asks the same of everybody who uses its tags there. With `default: granted` every such visitor
is counted and followed until they find the banner: it looks like good traffic, until the first complaint.

Remedy: make `denied` the default and grant by region, `consent: {default: denied, regions: {US: granted}}`.

Source: https://support.google.com/google-ads/answer/13695607 for the European Economic Area, and for the list of
countries https://www.freeprivacypolicy.com/blog/eu-user-consent-policy/, checked 2026-11-26.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.destinations import at_site
from govern.spec.regions import CONSENT_FIRST, is_region
from govern.spec.sections.sites import ConsentDefaults, Site, SiteConsent, by_type

DESTINATION = "destinations: [{name: meta, platform: meta, site: shop, consent: [ad_storage]}]"


@rule(
    good=f"""
sites: [{{name: shop, consent: {{default: denied, regions: {{US: granted}}}}}}]
{DESTINATION}
""",
    bad=f"""
sites: [{{name: shop, consent: {{default: granted, regions: {{DE: denied}}}}}}]
{DESTINATION}
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for site in project.sites:
        if site.consent is not None and at_site(project, site, "advertising", "analytics"):
            yield from granted(site, site.consent)


ASKED_FIRST = ("ad_storage", "analytics_storage", "ad_user_data", "ad_personalization")
"""The types of advertising and analytics; what keeps a site working or safe is another matter."""


def granted_types(given: ConsentDefaults) -> str:
    """What is granted, as a message names it."""
    if isinstance(given, str):
        return "consent" if given == "granted" else ""
    return ", ".join(type for type, word in by_type(given).items() if word == "granted" and type in ASKED_FIRST)


def granted(site: Site, consent: SiteConsent) -> Iterator[Problem]:
    """Where visitors count as having agreed: by the default, and by a region of its own."""
    what = granted_types(consent.default)
    by_default = sorted(CONSENT_FIRST - consent.regions.keys()) if what else []
    if by_default and all(map(is_region, consent.regions)):  # of `EU: denied` speaks consent/unknown-region
        shown = ", ".join(by_default[:4]) + f" and {len(by_default) - 4} more" * (len(by_default) > 4)
        message = f'site "{site.name}" grants {what} by default in {shown}, where visitors have to be asked first'
        yield Problem(site.place("consent", "default"), message, help="make denied the default and grant by region")
    for region, value in consent.regions.items():
        what = granted_types(value)
        if what and region.partition("-")[0] in CONSENT_FIRST:
            message = f'site "{site.name}" grants {what} in {region} before visitors were asked'
            yield Problem(
                site.place("consent", "regions", region), message, help=f"write {region}: denied, or leave it out"
            )
