"""Where the container knows consent, every advertising tag says which one it needs.

Google's own tags ask Tag Manager's consent state by themselves. Tags of other vendors fire whatever the visitor chose,
unless their consent settings name the consent that they need: a consent default alone does not hold them back. The
forgotten ones send visitors' data without asking. In the reports that channel merely has more visitors than agreed.

Remedy: in the tag, Advanced settings, Consent settings: require additional consent, such as ad_storage. If the trigger
already waits for consent, say so with "No additional consent required".

Source: https://support.google.com/tagmanager/answer/10718549, checked 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.gtm.consent import sets_consent, speaks_of_consent
from govern.gtm.container import Container, label
from govern.gtm.tags import consent_of, firing, place, problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.vendors import vendor_of

ASK_THEMSELVES = frozenset({"Microsoft Clarity", "Microsoft Advertising"})
"""Vendors whose own code reads the consent state; their images do not."""


@rule(
    good="""
containers:
  - id: GTM-ABC1234
    tags:
      - name: TikTok
        type: html
        parameter: {html: "<script>ttq.track('Lead')</script>"}
        firingTrigger: [All Pages]
        consentSettings: {consentStatus: NEEDED, consentType: [ad_storage]}
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
      - name: TikTok
        type: html
        parameter: {html: "<script>ttq.track('Lead')</script>"}
        firingTrigger: [All Pages]
        consentSettings: {consentStatus: NEEDED, consentType: [ad_storage]}
      - name: Meta
        type: html
        parameter: {html: "<script>fbq('track', 'Lead')</script>"}
        firingTrigger: [All Pages]
""",
    level="warning",
    cost="privacy",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        signs = consent_signs(container) if container.context == "web" else ()
        if not signs:
            continue
        for name, tag in firing(container).items():
            vendor = vendor_of(project)(container, name)
            asks = vendor is None or (vendor.name in ASK_THEMSELVES and not vendor.by_image)
            if vendor is not None and not asks and not speaks_of_consent(container, tag):
                message = (
                    f"{label('tag', name)} tells {vendor.name} about visitors and does not say which consent it needs"
                )
                sign, why = signs[0]
                help = "require additional consent in the tag's consent settings"
                yield problem(container, "tag", name, message, help=help).replace(
                    related=(Related(why, place(container, "tag", sign)),)
                )


def consent_signs(container: Container) -> tuple[tuple[str, str], ...]:
    """The tags that show that the container knows consent, and how."""
    tags = firing(container).items()
    needing = [(name, "this one does") for name, tag in tags if consent_of(tag) == "NEEDED"]
    return (*needing, *((name, "consent is set here") for name, tag in tags if sets_consent(container, tag)))
