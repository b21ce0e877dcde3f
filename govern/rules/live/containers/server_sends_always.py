"""A server tag sends what the visitor has agreed to.

The web container sets a consent default, and its tags of Analytics send hits before anybody has agreed: Google reads in them what was
chosen. Templates of server tags for advertisers have a setting for consent, and `optional`, with which they come, says "send data
always": the tag does not look at the choice, so that who said no in the banner is told to the advertiser by the server.
Nothing is said of a server container alone, nor where the tags of Analytics wait for consent themselves, or a trigger on the server
looks at it.

Remedy: set the tag to send in case of consent (`required`).

Source: the templates themselves, such as https://github.com/stape-io/facebook-tag, and
https://developers.google.com/tag-platform/security/guides/consent, checked 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.gtm.consent import waits_elsewhere
from govern.gtm.container import label
from govern.gtm.tags import consent_of, firing, place, problem, text_of
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.consent_defaults import consent_defaults
from govern.signals.containers.pair import Pair, pair
from govern.signals.containers.setup import name_of

FIELDS = ("adStorageConsent", "ad_storage_consent")
"""What templates call the setting."""

CONTAINERS = """
containers:
  - id: GTM-ABC1234
    tags:
      - name: Consent
        type: html
        parameter: {html: "<script>gtag('consent', 'default', {ad_storage: 'denied', analytics_storage: 'denied'});</script>"}
        firingTrigger: [Consent Initialization - All Pages]
      - name: Config
        type: googtag
        parameter: {tagId: G-ABC1234567, configSettingsTable: [{parameter: server_container_url, parameterValue: 'https://sgtm.example'}]}
        firingTrigger: [All Pages]
  - id: GTM-SRV1234
    context: server
    tags: [{name: CAPI, type: cvt_1, parameter: {eventName: Lead, adStorageConsent: %s}, firingTrigger: [Lead]}]
"""


@rule(good=CONTAINERS % "required", bad=CONTAINERS % "optional", level="note", cost="privacy")
def check(project: Project) -> Iterator[Problem]:
    found = pair(project)
    if found is None or not sends_unasked(found):
        return
    always = [
        name
        for name, tag in firing(found.server).items()
        if text_of(tag, *FIELDS) == "optional" and not waits_elsewhere(found.server, tag)
    ]
    if always:
        first, *others = always
        many = f"{len(always)} tags of {found.server.id} are" if others else f"{label('tag', first)} is"
        message = f'{many} set to "optional" for consent, so the server sends whatever the visitor has chosen'
        related = tuple(Related("this one too", place(found.server, "tag", name)) for name in others[:10])
        told = problem(found.server, "tag", first, message, "parameter", help='set consent to "required"')
        yield told.replace(related=related, subject=f"{found.server.id}\noptional")


def sends_unasked(found: Pair) -> bool:
    """Whether the web container asks for consent, and sends hits of Analytics to the server whatever the answer is."""
    tags = found.web.bodies("tag")
    names = {name_of(hit) for hit in found.hits}
    waits = all(consent_of(tags[name]) == "NEEDED" or waits_elsewhere(found.web, tags[name]) for name in names)
    return not waits and any(not default.paused for default in consent_defaults(found.web))
