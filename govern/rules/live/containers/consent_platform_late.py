"""The banner that asks for consent is loaded before anything that needs it.

A tag loads a consent platform, and another tag fires no later. Where that one asks nobody, it has sent what it sends before the
platform could say what the visitor has chosen, also of those who said no last time; where it waits for consent, it may be held back
for those who said yes. Google's own tags wait as long as `wait_for_update` of a default says. Tag Manager has a trigger that comes
before all others for it.

Remedy: fire the tag on "Consent Initialization - All Pages" and nothing else.

Source: https://support.google.com/tagmanager/answer/10718549, checked 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.gtm.container import Container, label
from govern.gtm.holders import running
from govern.gtm.hosts import reached
from govern.gtm.tags import place, problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.consent_defaults import Default, consent_defaults, moments, overtaken
from govern.signals.containers.when import whens
from govern.signals.hosts import registrable

PLATFORMS = {
    "cookiebot.com": "Cookiebot",
    "cookielaw.org": "OneTrust",
    "usercentrics.eu": "Usercentrics",
    "cookieyes.com": "CookieYes",
    "cdn-cookieyes.com": "CookieYes",
    "iubenda.com": "iubenda",
    "privacy-center.org": "Didomi",
    "consentmanager.net": "consentmanager",
    "trustarc.com": "TrustArc",
    "osano.com": "Osano",
    "termly.io": "Termly",
    "axept.io": "Axeptio",
    "goadopt.io": "AdOpt",
    "cookiefirst.com": "CookieFirst",
    "cookie-script.com": "CookieScript",
    "cookiehub.eu": "CookieHub",
}
"""Consent platforms by the registered domain that their script comes from."""

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags:
      - name: Banner
        type: html
        parameter: {html: "<script async src='https://consent.cookiebot.com/uc.js'></script>"}
        firingTrigger: ['%s']
      - {name: Google tag, type: googtag, parameter: {tagId: G-ABC1234567}, firingTrigger: [All Pages]}
"""


@rule(
    good=CONTAINER % "Consent Initialization - All Pages", bad=CONTAINER % "All Pages", level="warning", cost="privacy"
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        known = {default.tag for default in consent_defaults(container)}
        for tag, platform in platforms(container).items() if container.context == "web" else ():
            banner = Default(tag, {}, moments=moments(whens(container)[tag]))
            other = overtaken(container, banner) if tag not in known and banner.first else ""
            if other:
                message = f"{label('tag', tag)} loads {platform} no sooner than {label('tag', other)} fires"
                related = (Related("may be faster", place(container, "tag", other)),)
                help = 'fire it on "Consent Initialization - All Pages"'
                yield problem(container, "tag", tag, message, "firingTrigger", help=help).replace(related=related)


def platforms(container: Container) -> dict[str, str]:
    """The custom HTML tags that load the script of a consent platform, and of which."""
    found: dict[str, str] = {}
    for holder in running(container):
        hosts = (registrable(one.host) for one in reached(container, holder) if one.host and one.how != "img")
        known = next((PLATFORMS[host] for host in hosts if host in PLATFORMS), None)
        if holder.kind == "tag" and known is not None:
            found[holder.name] = known
    return found
