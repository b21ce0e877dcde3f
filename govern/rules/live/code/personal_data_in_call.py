"""Events in code carry no personal data as parameters.

Parameters of events are for what happened. A name, an e-mail address or a phone number among them is stored in reports in plain
text, against the terms of most platforms. Data for matching has a place of its own, where
the platform's script hashes it.

Remedy: take the key out of the parameters, and hand it to the call that says who somebody is, such as
`fbq('init', ID, {em: …})`.

Source: known from use; no page was read for this rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.code.told import plainly
from govern.signals.personal_data import DIRECT, class_by_name
from govern.signals.signal import Told
from govern.signals.source import NOTHING, Text

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags: [{name: Lead, type: html, parameter: {html: "%s"}, firingTrigger: [All Pages]}]
"""


HASHES = ("sha256", "sha-256", "hash", "md5", "crypt")
"""What a value or a key has in it that is not plain."""


@rule(
    good=CONTAINER % "<script>fbq('track', 'Lead', {content_name: {{Form}}});</script>",
    bad=CONTAINER % "<script>fbq('track', 'Lead', {email: {{Email}}});</script>",
    level="warning",
    cost="privacy",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for name, tells in plainly(container).items():
            for told in tells:
                keys = [key for key, value in told.parameters.items() if is_personal(key, value)]
                if told.kind == "event" and told.platform and told.call != "img" and keys:
                    message = (
                        f"{label('tag', name)} sends {', '.join(keys[:3])} among the parameters of an event in line "
                        f"{told.line}, where personal data is kept in plain text"
                    )
                    help = "hand it to the call that says who somebody is"
                    yield problem(container, "tag", name, message, *told.account.place.route, help=help)
                    break


def is_personal(key: str, value: Told) -> bool:
    """Whether a parameter says who somebody is, as far as its name tells; what is fixed or hashed says nobody's name."""
    written = f"{key} {value.written or ''}".casefold()
    if isinstance(value.source, Text) or value.source == NOTHING or any(word in written for word in HASHES):
        return False
    return class_by_name(key) in DIRECT
