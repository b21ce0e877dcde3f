"""Defaults that are said by type name every type that something on the site waits for.

Tag Manager takes a consent type that nobody has set for granted. Where a site's `default` lists the types one by one, a type
that is not in the list is therefore given before anybody was asked, and tags that wait for it do not wait.

Remedy: add the type to the default, usually as `denied`.

Source: https://developers.google.com/tag-platform/security/guides/consent, checked 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.spec.sections.sites import by_type

BY_TYPE = "consent: {default: {ad_storage: denied, analytics_storage: granted}}"


@rule(
    good=f"""
sites: [{{name: shop, {BY_TYPE}}}]
destinations: [{{name: ads, platform: microsoft_ads, site: shop, consent: [ad_storage]}}]
""",
    bad=f"""
sites: [{{name: shop, {BY_TYPE}}}]
destinations: [{{name: ads, platform: meta, site: shop, consent: [ad_storage, ad_user_data]}}]
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for site in project.sites:
        if site.consent is None or isinstance(site.consent.default, str):
            continue
        said = by_type(site.consent.default)
        missing: set[str] = set()
        for destination in project.destinations:
            if destination.site not in (site.name, None) or (destination.site is None and len(project.sites) > 1):
                continue
            for type in destination.consent:
                if type not in said and type not in missing:
                    missing.add(type)
                    message = f'site "{site.name}" has no default for {type}, which therefore counts as granted'
                    related = (Related(f'destination "{destination.name}" waits for it', destination.place("consent")),)
                    yield Problem(site.place("consent", "default"), message, related, f"add {type}: denied")
