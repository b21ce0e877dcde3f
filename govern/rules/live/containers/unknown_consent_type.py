"""A tag waits for consent types that a banner grants.

A type that Google does not know is never granted by a consent platform that speaks Google's consent mode: `ad_storge` keeps the
tag from firing for ever. Types of one's own work where the banner grants exactly these.

Remedy: spell it as Google does. If the banner grants a type of your own, nothing is to be done.

Source: https://simoahava.com/analytics/consent-settings-google-tag-manager, which lists the types, checked 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import firing, problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.consent_asked import written_types
from govern.signals.containers.consent_defaults import TYPES
from govern.spec.spelling import suggest

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags:
      - name: Pinterest
        type: pntr
        parameter: {tagId: '26', eventName: lead}
        firingTrigger: [Sent]
        consentSettings: {consentStatus: NEEDED, consentType: [%s]}
"""


@rule(good=CONTAINER % "ad_storage", bad=CONTAINER % "ad_storge", level="warning", cost="broken")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for name, tag in firing(container).items():
            for type_ in written_types(tag):
                meant = suggest(type_, TYPES) if type_ not in TYPES else ""
                if meant:
                    message = (
                        f'{label("tag", name)} waits for the consent type "{type_[:40]}", which Google does not know'
                    )
                    yield problem(container, "tag", name, message, "consentSettings", help=meant, about=type_)
