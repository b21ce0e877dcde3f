"""A consent default denies until the visitor has chosen.

The default is what holds before anybody has seen the banner. One that grants everything everywhere lets all tags of Google
set cookies and send identifiers at once, and the banner asks for what has happened already. Where consent is required, as in
the European Economic Area, that is the whole visit without it.

Remedy: set `denied` as the default, and grant by default only in regions where the law allows it, with `region`.

Source: https://developers.google.com/tag-platform/security/guides/consent and
https://support.google.com/tagmanager/answer/10718549, checked 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.consent_defaults import consent_defaults
from govern.spec.spelling import listed

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


@rule(good=CONTAINER % ("denied", FIRST), bad=CONTAINER % ("granted", FIRST), level="warning", cost="privacy")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        defaults = [default for default in consent_defaults(container) if not default.paused]
        guarded = any(one.regional and not one.grants and (one.protected or not one.regions) for one in defaults)
        spared = [region for one in defaults if not one.grants for region in one.regions]
        for default in defaults:
            everybody = not default.regional and not guarded
            if default.grants and (everybody or default.protected):
                but = f" outside {listed(spared[:5])}" if spared else ""
                whom = f"everybody{but}" if everybody else listed(default.protected[:5])
                message = f"{label('tag', default.tag)} grants {listed(default.grants)} to {whom} by default"
                help = "deny by default, and grant by region where that is allowed"
                yield problem(container, "tag", default.tag, message, "parameter", help=help)
