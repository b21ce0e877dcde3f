"""A service of the banner begins as the specs say: denied until the visitor has chosen.

Where a service begins as granted, its script runs on the first page, before anybody has said anything. The banner is shown all the same,
and what it promises is not so.

Remedy: switch the default of the service off in the banner's administration, have it held back until somebody consents, or write what is meant
into the site's `consent`.

Source: `defaultConsentStatus` of services in Usercentrics' SDKs, read 2026-11-30; `PriorConsentEnabled` of cookies in
https://support.cookiebot.com/hc/en-us/articles/360006346473-Extracting-cookie-information-via-API, checked 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.live import label, of_kind, problem

BANNER = """
specs: {sites: [{name: shop, domains: {production: [www.acme.example]}, consent: {default: denied}}]}
settings: [{settingsId: a, consentTemplates: [{templateId: HkocEodjb7, categorySlug: marketing, defaultConsentStatus: %s}]}]
"""


@rule(good=BANNER % "false", bad=BANNER % "true", level="warning", cost="privacy")
def check(project: Project) -> Iterator[Problem]:
    denied = next(
        (site for site in project.sites if site.consent is not None and site.consent.default == "denied"), None
    )
    for setting in of_kind(project, "consent_service") if denied is not None else ():
        begins_granted = setting.says("begins") == "granted" and setting.says("status") != "paused"
        if denied is not None and begins_granted and setting.says("essential") is not True:
            message = f'{label(setting)} of the category "{setting.says("category")}" begins as granted, before a visitor has chosen'
            related = (Related("the site's consent begins as denied here", denied.place("consent")),)
            yield problem(setting, message, help="switch its default off", related=related)
