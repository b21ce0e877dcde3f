"""An event that the browser and the server both send carries an event ID.

Meta and TikTok hear of one purchase twice, from the pixel and from the server, and tell by the event ID that it is one.
Without it both count, and campaigns are steered by twice the conversions.

Remedy: give the pixel's event the ID that the server sends for the same event, best from one variable that both read.

Source: https://developers.facebook.com/docs/marketing-api/conversions-api/deduplicate-pixel-and-server-events, checked
2026-11-23.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.gtm.container import Container, label
from govern.gtm.tags import constant, place, problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.sent import Sent, sent_by

SERVER = """
  - id: GTM-SRV1234
    context: server
    tags: [{name: CAPI, type: cvt_1, parameter: {pixelId: '123', apiAccessToken: '{{token}}'}, firingTrigger: [All Pages]}]
"""


@rule(
    good=f"""
containers:{SERVER}
  - id: GTM-ABC1234
    tags:
      - name: Lead
        type: html
        parameter: {{html: "<script>fbq('track', 'Lead', {{}}, {{eventID: '{{{{ID}}}}'}})</script>"}}
        firingTrigger: [All Pages]
""",
    bad=f"""
containers:{SERVER}
  - id: GTM-ABC1234
    tags:
      - name: Lead
        type: html
        parameter: {{html: "<script>fbq('track', 'Lead', {{}})</script>"}}
        firingTrigger: [All Pages]
""",
    level="warning",
    cost="numbers",
)
def check(project: Project) -> Iterator[Problem]:
    server = [(found, sent) for found in project.live.containers for sent in sent_by(found) if sent.leg == "server"]
    for container in project.live.containers:
        sendings = list(sent_by(container))
        careful = {sent.tag for sent in sendings if sent.has_event_id}
        for sent in sendings:
            if sent.leg == "browser" and sent.tag not in careful:
                twin = next((pair for pair in server if same(container, sent, *pair)), None)
                if twin is not None:
                    yield missing(container, sent, *twin)


def same(container: Container, sent: Sent, other_container: Container, other: Sent) -> bool:
    """Whether a server tag may send the same event to the same account; what cannot be worked out counts as the same."""
    accounts = constant(container, sent.account), constant(other_container, other.account)
    events = constant(container, sent.event), constant(other_container, other.event)
    pairs_agree = all(not one or not two or one == two for one, two in (accounts, events))
    return sent.platform == other.platform and pairs_agree


def missing(container: Container, sent: Sent, other_container: Container, other: Sent) -> Problem:
    """The problem of one event without an ID."""
    event = f'"{sent.event}"' if sent.event else "an event"
    tag = label("tag", sent.tag)
    message = f"{tag} sends {event} without an event ID, while {other_container.id} sends events to the same platform"
    related = (Related("the server's tag", place(other_container, "tag", other.tag)),)
    help = "send the event ID that the server sends, or both are counted"
    return problem(container, "tag", sent.tag, message, help=help, about=sent.event).replace(related=related)
