"""A conversion on a form is sent when the form is valid.

A trigger on form submissions fires each time somebody presses the button, unless "Check validation" is on. Each try counts: three
mistakes in a form are three leads, and the campaign is steered towards people who fail.

Remedy: switch on "Check validation" in the trigger; better, let the page push a message when the form was accepted.

Source: https://support.google.com/tagmanager/answer/7679217, checked 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from govern.core.report import Related
from govern.gtm.container import Body, label
from govern.gtm.tags import constant, place, problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.sent import sent_by

CONTAINER = """
containers:
  - id: GTM-ABC1234
    triggers: [{name: Sent, type: FORM_SUBMISSION, checkValidation: %s}]
    tags: [{name: Lead, type: html, parameter: {html: "<script>fbq('track', 'Lead');</script>"}, firingTrigger: [Sent]}]
"""


LOOKS = frozenset(
    (
        "pageview",
        "page_view",
        "page view",
        "page",
        "pagevisit",
        "pageload",
        "viewcontent",
        "form_start",
        "form_submit",
        "form_attempt",
    )
)
"""Events that say nothing of an outcome."""


@rule(
    good=CONTAINER % "true",
    bad=CONTAINER % "false",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        triggers = container.bodies("trigger")
        said = set()
        for sent in sent_by(container):
            event = constant(container, sent.event)
            hasty = [name for name in sent.triggers if is_unchecked(triggers.get(name, {}))]
            outcome = sent.leg == "browser" and event and event.casefold() not in LOOKS
            if hasty and outcome and sent.tag not in said:
                said.add(sent.tag)
                message = (
                    f'{label("tag", sent.tag)} sends "{event}" on the trigger "{hasty[0]}", which fires on forms that are not '
                    "valid too"
                )
                related = (Related("the trigger", place(container, "trigger", hasty[0])),)
                help = "switch on Check validation, or wait until the form was accepted"
                yield problem(container, "tag", sent.tag, message, help=help).replace(related=related)


def is_unchecked(trigger: Body) -> bool:
    """Whether a trigger fires on forms that need not be valid."""
    checks: Any = trigger.get("checkValidation")
    value = checks.get("value") if isinstance(checks, dict) else checks
    return trigger.get("type") == "FORM_SUBMISSION" and str(value).casefold() != "true"
