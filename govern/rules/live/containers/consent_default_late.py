"""The consent default is set before any other tag.

A default that is set by a page view trigger comes together with the tags that it is for, or after them: those that were
faster have sent what they send without consent mode. Tag Manager has a trigger that fires before all others for this.

Remedy: fire the tag on "Consent Initialization - All Pages" and nothing else.

Source: https://support.google.com/tagmanager/answer/10718549 and
https://developers.google.com/tag-platform/security/guides/consent, checked 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.gtm.container import label
from govern.gtm.tags import place, problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.consent_defaults import consent_defaults, overtaken

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags:
      - name: Consent default
        type: html
        parameter: {html: "<script>gtag('consent', 'default', {ad_storage: '%s'})</script>"}
        firingTrigger: ['%s']
      - {name: Google tag, type: googtag, parameter: {tagId: G-ABC1234567}, firingTrigger: [All Pages]}
"""
FIRST = "Consent Initialization - All Pages"


@rule(good=CONTAINER % ("denied", FIRST), bad=CONTAINER % ("denied", "All Pages"), level="warning", cost="privacy")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        said = set()
        for default in consent_defaults(container):
            if default.paused or default.first == 0 or default.tag in said:
                continue
            other = overtaken(container, default)
            if other:
                said.add(default.tag)
                message = (
                    f"{label('tag', default.tag)} sets the consent default no sooner than {label('tag', other)} fires"
                )
                related = (Related("may be faster", place(container, "tag", other)),)
                help = 'fire it on "Consent Initialization - All Pages"'
                found = problem(container, "tag", default.tag, message, "firingTrigger", help=help)
                yield found.replace(related=related)
