"""A server tag sends what the visitor has agreed to.

Templates of server tags for advertisers have a setting for consent, and `optional`, with which they come, says "send data always". The
hit brings what the visitor has chosen, and the tag does not look at it: who said no in the banner is told to the advertiser by
the server. Where the site sends no hit at all without consent, or a trigger looks at it, nothing is to be done.

Remedy: set the tag to send in case of consent (`required`), and let the web container hand on the choice.

Source: the templates themselves, such as https://github.com/stape-io/facebook-tag, and
https://developers.google.com/tag-platform/security/guides/consent, checked 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.gtm.consent import waits_elsewhere
from govern.gtm.container import label
from govern.gtm.tags import firing, place, problem, text_of
from govern.project import Project
from govern.rules import Problem, rule

FIELDS = ("adStorageConsent", "ad_storage_consent")
"""What templates call the setting."""

CONTAINER = """
containers:
  - id: GTM-SRV1234
    context: server
    tags: [{name: CAPI, type: cvt_1, parameter: {eventName: Lead, adStorageConsent: %s}, firingTrigger: [Lead]}]
"""


@rule(good=CONTAINER % "required", bad=CONTAINER % "optional", level="note", cost="privacy")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        tags = firing(container) if container.context == "server" else {}
        always = [
            name
            for name, tag in tags.items()
            if text_of(tag, *FIELDS) == "optional" and not waits_elsewhere(container, tag)
        ]
        if always:
            first, *others = always
            many = f"{len(always)} tags of {container.id} are" if others else f"{label('tag', first)} is"
            message = f'{many} set to "optional" for consent, so the server sends whatever the visitor has chosen'
            related = tuple(Related("this one too", place(container, "tag", name)) for name in others[:10])
            found = problem(container, "tag", first, message, "parameter", help='set consent to "required"')
            yield found.replace(related=related, subject=f"{container.id}\noptional")
