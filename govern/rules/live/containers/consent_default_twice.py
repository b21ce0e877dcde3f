"""One tag sets the consent default.

Two tags set a default for the same visitors. Which of the two holds depends on which comes first and may change with the
next publication: a banner that was replaced and a new one fight each other.

Remedy: keep one, and pause or delete the other. Several defaults for different regions belong into one tag.

Source: https://developers.google.com/tag-platform/security/guides/consent, checked 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.gtm.container import label
from govern.gtm.tags import place, problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.consent_defaults import consent_defaults

TAG = """      - name: %s
        type: html
        parameter: {html: "<script>gtag('consent', 'default', {ad_storage: 'denied'})</script>"}
        firingTrigger: [Consent Initialization - All Pages]
"""
CONTAINER = "containers:\n  - id: GTM-ABC1234\n    tags:\n"


@rule(
    good=CONTAINER + TAG % "Consent",
    bad=CONTAINER + TAG % "Consent" + TAG % "Old banner",
    level="warning",
    cost="privacy",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        found = [one for one in consent_defaults(container) if not one.paused and not one.regional and one.states]
        tags = list(dict.fromkeys(default.tag for default in found))
        if len(tags) > 1:
            first, *others = tags
            message = f"{label('tag', others[0])} and {label('tag', first)} both set the consent default"
            related = (Related("the other one", place(container, "tag", first)),)
            yield problem(container, "tag", others[0], message, help="keep one of the two").replace(related=related)
