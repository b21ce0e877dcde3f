"""A Google tag asks for consent once.

Google's own tags read the consent state by themselves and send what it allows, without cookies where storage is denied. With
additional consent required on top they do not fire at all until it is granted, and what consent mode would model is lost. Where
all of them wait, and the container sets a consent default, that is taken for meant.

Remedy: set the additional consent to "Not required". If nothing at all may be sent before the visitor agrees, nothing is to
be done; a project whose specs have a Google destination without `settings: {consent_mode: advanced}` has said so.

Source: https://support.google.com/tagmanager/answer/10718549, checked 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.gtm.container import label
from govern.gtm.tags import consent_of, firing, place, problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.consent_asked import asks_itself
from govern.signals.containers.consent_defaults import consent_defaults
from govern.spec.sections.destinations import Destination

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags:
      - name: Google tag
        type: googtag
        parameter: {tagId: G-ABC1234567}
        firingTrigger: [All Pages]
        consentSettings: {consentStatus: %s}
"""


@rule(
    good=CONTAINER % "NOT_NEEDED",
    bad=CONTAINER % "NEEDED, consentType: [analytics_storage]",
    level="note",
    cost="numbers",
)
def check(project: Project) -> Iterator[Problem]:
    if any(waits_for_all(project, destination) for destination in project.destinations):
        return
    for container in project.live.containers:
        tags = firing(container) if container.context == "web" else {}
        google = [name for name, tag in tags.items() if asks_itself(tag)]
        twice = [name for name in google if consent_of(tags[name]) == "NEEDED"]
        is_meant = twice == google and any(not default.paused for default in consent_defaults(container))
        if twice and not is_meant:
            first, *others = twice
            many = f" (and {len(others)} more)" if others else ""
            message = (
                f"{label('tag', first)}{many} asks for consent by itself, and waits for additional consent besides"
            )
            related = tuple(Related("this one too", place(container, "tag", name)) for name in others[:10])
            found = problem(container, "tag", first, message, "consentSettings", help="require no additional consent")
            yield found.replace(related=related, subject=f"{container.id}\ndouble consent")


def waits_for_all(project: Project, destination: Destination) -> bool:
    """Whether the specs want nothing to be sent to Google before the visitor agrees."""
    known = project.platform(destination.platform)
    google = known is not None and known.key in ("ga4", "google_ads")
    return google and destination.settings.get("consent_mode") != "advanced"
