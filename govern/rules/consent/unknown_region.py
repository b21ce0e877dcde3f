"""A region of consent defaults is an ISO 3166 code, of a country or of a part of one.

Consent mode knows regions by their ISO 3166 codes and passes over what it does not know. `EU: denied` denies nobody
anything, `UK` is not the United Kingdom (that is `GB`): visitors there get the other default, and the reports show
people who never agreed.

Remedy: write one code a country (`DE`) or part of a country (`US-CA`), in capitals; better still, make the strict value
the `default` and list the regions that are free.

Source: https://developers.google.com/tag-platform/security/guides/consent, and for what happens to `EU`
https://gitlab.com/gitlab-org/gitlab-docs/-/merge_requests/3039, checked 2026-11-26.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rekey, rule
from govern.spec.regions import NICKNAMES, is_region
from govern.spec.spelling import did_you_mean


@rule(
    good="sites: [{name: shop, consent: {default: granted, regions: {GB: denied, DE: denied}}}]",
    bad="sites: [{name: shop, consent: {default: granted, regions: {UK: denied, EU: denied}}}]",
)
def check(project: Project) -> Iterator[Problem]:
    for site in project.sites:
        for region in site.consent.regions if site.consent is not None else ():
            if not is_region(region):
                message = (
                    f'region "{region}" of site "{site.name}" is not an ISO 3166 code, so no visitor is ever in it'
                )
                place, code = site.place("consent", "regions", region), code_of(region)
                fix = rekey(place, code if is_region(code) else "")
                yield Problem(place, message, help=meant(region), at_key=True, fix=fix)


def code_of(region: str) -> str:
    """The code that was meant; empty where many countries were."""
    upper = region.upper().replace("_", "-")
    return NICKNAMES.get(upper, upper)


def meant(region: str) -> str:
    """What may have been meant."""
    code = code_of(region)
    if not code:
        return "list the countries, or make this value the default"
    return did_you_mean(code) if is_region(code) else "write a code such as DE or US-CA"
