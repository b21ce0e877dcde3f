"""A tag that tells an advertiser about visitors does not say that it needs no consent.

The tag tells an advertiser about visitors, asks nowhere, waits for no trigger about consent, and its settings say "No
additional consent required". That setting silences the question and nothing else, so the tag fires for visitors who said
no. Where other tags require consent, each such tag is a finding; where none does, they are one finding together.

Remedy: require additional consent, such as ad_storage. If the visitors of this tag have agreed by another way, nothing is
to be done.

Source: https://support.google.com/tagmanager/answer/10718549, checked 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.gtm.consent import asks_consent, waits_elsewhere
from govern.gtm.container import label
from govern.gtm.tags import consent_of, firing, place, problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.vendors import vendor_of

TAG = """      - name: %s
        type: html
        parameter: {html: "<script>%s('track', 'Lead')</script>"}
        firingTrigger: [All Pages]
        consentSettings: {consentStatus: %s}
"""
CONTAINER = "containers:\n  - id: GTM-ABC1234\n    tags:\n"
NEEDED = "NEEDED, consentType: [ad_storage]"
FIRST = TAG % ("Pinterest", "pintrk", NEEDED)


@rule(
    good=CONTAINER + FIRST + TAG % ("Meta", "fbq", NEEDED),
    bad=CONTAINER + FIRST + TAG % ("Meta", "fbq", "NOT_NEEDED"),
    level="note",
    cost="privacy",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        tags = firing(container) if container.context == "web" else {}
        needing = next((name for name, tag in tags.items() if consent_of(tag) == "NEEDED"), None)
        for name, tag in tags.items():
            if consent_of(tag) != "NOT_NEEDED" or asks_consent(container, tag) or waits_elsewhere(container, tag):
                continue
            vendor = vendor_of(project)(container, name)
            if vendor is not None and vendor.advertises:
                message = f"{label('tag', name)} tells {vendor.name} about visitors and says that it needs no consent"
                help = "require additional consent in the tag's consent settings"
                if needing is None:
                    yield problem(container, "tag", name, message, "consentSettings", help=help, cause=container.id)
                    continue
                related = (Related("this one requires consent", place(container, "tag", needing)),)
                yield problem(container, "tag", name, message, "consentSettings", help=help).replace(related=related)
