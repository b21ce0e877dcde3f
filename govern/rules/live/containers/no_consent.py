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
from govern.gtm.consent import asks_consent, sets_consent, speaks_of_consent, waits_elsewhere
from govern.gtm.container import Body, Container
from govern.gtm.tags import consent_of, firing
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.vendors import vendor_of


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
        tags = firing(container) if container.context == "web" else {}
        silent = [name for name, tag in tags.items() if not speaks_of_consent(container, tag)]
        asking = len(tags) - len(silent)
        vendors = sorted(
            {vendor.name for name in silent if (vendor := vendor_of(project)(container, name)) is not None}
        )
        if vendors and not any(is_set_up(project, container, name, tag) for name, tag in tags.items()):
            told = f"tell {', '.join(vendors)} about visitors"
            message = f"nothing in {container.id} asks for consent, and its tags {told}"
            if asking:
                which = "one tag" if asking == 1 else f"{asking} tags"
                message = f"nothing in {container.id} but the code of {which} asks for consent, and others {told}"
            place = Place(container.file, entity=f'container "{container.id}"')
            help = "set a default on Consent Initialization, and let tags require consent"
            yield Problem(place, message, help=help, subject=container.id)


def is_set_up(project: Project, container: Container, name: str, tag: Body) -> bool:
    """Whether somebody has set up consent for a tag, or by it: more than that the code of a vendor's template would ask."""
    by_hand = bool(consent_of(tag)) or waits_elsewhere(container, tag) or sets_consent(container, tag)
    return by_hand or (asks_consent(container, tag) and vendor_of(project)(container, name) is None)
