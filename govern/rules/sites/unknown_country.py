"""A country of a site is an ISO 3166 code.

Some platforms have a domain of their own in each country, which a site's policy lets through for the `countries` that it
names. Nothing is added for a code that does not exist: conversions of visitors from the United Kingdom end at the policy where
somebody wrote `UK`.

Remedy: write the two letters of ISO 3166, such as `GB`, `ES` or `BR`.

Source: https://www.iso.org/iso-3166-country-codes.html, checked 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, put, rule
from govern.spec.regions import COUNTRIES, NICKNAMES


@rule(
    good="sites: [{name: shop, countries: [GB, es]}]",
    bad="sites: [{name: shop, countries: [UK]}]",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for site in project.sites:
        for position, country in enumerate(site.countries):
            if country.upper() in COUNTRIES:
                continue
            place, code = site.place("countries", position), NICKNAMES.get(country.upper(), "")
            message = (
                f'country "{country}" of site "{site.name}" is not an ISO 3166 code, so nothing is let through for it'
            )
            yield Problem(place, message, help=f"write {code}" if code else "", fix=put(place, code))
