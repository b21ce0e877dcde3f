"""A container with advertising tags has something that asks for consent.

Nothing in this container knows about consent: no tag has consent settings, no trigger or code speaks of it. In the
European Economic Area, the United Kingdom and Switzerland such tags may fire only after the visitor agreed, and Google
asks for consent signals there. A banner that blocks the scripts from outside Tag Manager is not seen from here.

Remedy: set a default with the Consent Initialization trigger and let tags require additional consent.

Source: https://developers.google.com/tag-platform/security/guides/consent, checked 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Place
from govern.gtm.consent import speaks_of_consent
from govern.gtm.tags import firing
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.vendors import vendor_of


@rule(
    good="""
containers:
  - id: GTM-ABC1234
    tags:
      - name: Meta
        type: html
        parameter: {html: "<script>fbq('track', 'Lead')</script>"}
        firingTrigger: [All Pages]
        consentSettings: {consentStatus: NEEDED, consentType: [ad_storage]}
""",
    bad="""
containers:
  - id: GTM-ABC1234
    tags:
      - name: Meta
        type: html
        parameter: {html: "<script>fbq('track', 'Lead')</script>"}
        firingTrigger: [All Pages]
""",
    level="note",
    cost="privacy",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        tags = firing(container).values() if container.context == "web" else ()
        vendors = sorted({vendor.name for tag in tags if (vendor := vendor_of(project)(container, tag)) is not None})
        if vendors and not any(speaks_of_consent(container, tag) for tag in tags):
            message = (
                f"nothing in {container.id} asks for consent, and its tags tell {', '.join(vendors)} about visitors"
            )
            place = Place(container.file, entity=f'container "{container.id}"')
            help = "set a default on Consent Initialization, and let tags require consent"
            yield Problem(place, message, help=help, subject=container.id)
