"""A conversion is told when a form was accepted, not when somebody presses its button.

A listener on `submit` runs before the server has answered, and before most libraries have checked the fields. Each try counts:
three mistakes in a form are three leads, and the campaign is steered towards people who fail.

Remedy: let the page push a message when the answer is there, or fire on the page that thanks.

Source: known from use; no page was read for this rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.code.spoken import Spoken
from govern.signals.code.told import plainly
from govern.signals.source import Text

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags: [{name: Lead, type: html, parameter: {html: "%s"}, firingTrigger: [All Pages]}]
"""


ANSWERS = ("valid", "success", "error", "status", "response", "ok")
"""What a condition speaks of that waits for the answer."""

TRIES = ("attempt", "start", "click", "begin", "try")
"""What the name of an event has that tells of a try and of no outcome."""

LOOKS = frozenset(("pageview", "page_view", "viewcontent", "form_start", "form_submit", "submitapplication_attempt"))
"""Events that say nothing of an outcome."""


@rule(
    good=CONTAINER % "<script>dataLayer.push({event: 'looked at'}); fbq('track', 'Lead');</script>",
    bad=CONTAINER
    % "<script>document.forms[0].addEventListener('submit', function () { fbq('track', 'Lead'); });</script>",
    level="warning",
    cost="numbers",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for name, tells in plainly(container).items():
            hasty = (told for told in tells if is_hasty(told))
            if (told := next(hasty, None)) is not None:
                event = f'"{told.name.source.value[:80]}"' if isinstance(told.name.source, Text) else "an event"
                message = (
                    f"{label('tag', name)} sends {event} in line {told.line} when a form is submitted, before it is known "
                    "whether it was accepted"
                )
                help = "send it when the answer is there"
                yield problem(container, "tag", name, message, *told.account.place.route, help=help)


def is_hasty(told: Spoken) -> bool:
    """Whether a vendor is told of an outcome while a form is being submitted, and nothing looks at the answer."""
    name = told.name.source.value.casefold() if isinstance(told.name.source, Text) else ""
    if told.kind != "event" or told.after != "submit" or not told.platform or not name or name in LOOKS:
        return False
    if any(word in name for word in TRIES):
        return False
    return not any(word in guard.test.casefold() for guard in told.guards for word in ANSWERS)
