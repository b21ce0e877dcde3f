"""No two tags send the same event to the same account at the same moment.

Both fire, so the platform counts twice: two conversions for one order, two page views for one page. It happens when a
tag is copied to be changed and the old one stays, and when a GA4 event tag sends `page_view` although the Google tag
already does.

Remedy: pause or delete one of the two. For page views, set `send_page_view` to false in the Google tag or delete the
event tag.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.gtm.container import BUILT_IN_TRIGGERS, Container, label
from govern.gtm.tags import constant, place, problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.sent import Sent, sent_by

EVERY_PAGE = "on every page"
ON_A_PAGE = frozenset({"INIT", "CONSENT_INIT", "PAGEVIEW", "DOM_READY", "WINDOW_LOADED"})


@rule(
    good="""
containers:
  - id: GTM-ABC1234
    triggers: [{name: Paid, type: CUSTOM_EVENT}, {name: Paid in the app, type: CUSTOM_EVENT}]
    tags:
      - {name: Ads, type: awct, parameter: {conversionId: '1', conversionLabel: a}, firingTrigger: [Paid]}
      - {name: Ads app, type: awct, parameter: {conversionId: '1', conversionLabel: a}, firingTrigger: [Paid in the app]}
""",
    bad="""
containers:
  - id: GTM-ABC1234
    triggers: [{name: Paid, type: CUSTOM_EVENT}]
    tags:
      - {name: Ads, type: awct, parameter: {conversionId: '1', conversionLabel: a}, firingTrigger: [Paid]}
      - {name: Ads (copy), type: awct, parameter: {conversionId: '1', conversionLabel: a}, firingTrigger: [Paid]}
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        first: dict[tuple[object, ...], Sent] = {}
        reported = set()
        for sent in sent_by(container):
            account = constant(container, sent.account) or sent.account
            what = (sent.platform, account, constant(container, sent.event) or sent.event, sent.leg, sent.blocked_by)
            for trigger in sent.triggers if sent.event and sent.always and not is_open(sent) else ():
                when = EVERY_PAGE if is_every_page(container, trigger) else f'on the trigger "{trigger}"'
                other = first.setdefault((*what, when), sent)
                if other.tag == sent.tag or (other.tag, sent.tag) in reported or go_apart(other, sent):
                    continue
                reported.add((other.tag, sent.tag))
                one, two = label("tag", sent.tag), label("tag", other.tag)
                message = f'{one} and {two} both send "{sent.event}" {when}, which counts it twice'
                related = (Related("the other one", place(container, "tag", other.tag)),)
                help = "pause or delete one of the two"
                yield problem(container, "tag", sent.tag, message, help=help, about=other.tag).replace(related=related)


def go_apart(one: Sent, other: Sent) -> bool:
    """Whether two Google tags send to different servers, of which one may pass on to other platforms alone."""
    return one.server is not None and other.server is not None and one.server != other.server


def is_every_page(container: Container, trigger: str) -> bool:
    """Whether a trigger fires on every page, once: those that Tag Manager brings, and one of a page without a condition."""
    if trigger in BUILT_IN_TRIGGERS.values():
        return True
    body = container.bodies("trigger").get(trigger, {})
    return str(body.get("type")) in ON_A_PAGE and not body.get("filter")


def is_open(sent: Sent) -> bool:
    """Whether nobody can say which account a tag sends to; a pixel that names none sends to the one of the page."""
    return not sent.account and sent.platform in ("", "ga4", "google_ads")
