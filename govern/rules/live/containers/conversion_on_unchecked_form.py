"""A conversion is sent for a form that is valid.

The form trigger does not check whether the form was really sent: it fires when somebody presses the button, also where a
field is empty or wrong and the page keeps the form. Each attempt counts as a lead.

Remedy: tick "Check Validation" in the trigger, or better, fire on the message that the page pushes when the form has
arrived.

Source: https://support.google.com/tagmanager/answer/7679217 and
https://developers.google.com/tag-manager/api/v2/reference/accounts/containers/workspaces/triggers (checkValidation), checked
2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.gtm.container import Container, label
from govern.gtm.tags import place, problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.code.pushed import pushed_by_code
from govern.signals.containers.occasions import Occasion, counts, occasions
from govern.signals.containers.setup import name_of
from govern.signals.containers.tags import container_signals

CONTAINER = """
containers:
  - id: GTM-ABC1234
    triggers: [{name: Form, type: FORM_SUBMISSION, checkValidation: %s}]
    tags: [{name: Ads, type: awct, parameter: {conversionId: '1', conversionLabel: a}, firingTrigger: [Form]}]
"""


@rule(good=CONTAINER % "true", bad=CONTAINER % "false", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for signal in container_signals(container).live():
            forms = [one for one in occasions(container, signal.when) if is_unchecked(container, one)]
            if forms and counts(project, signal):
                tag, trigger = name_of(signal), forms[0].trigger
                message = f'{label("tag", tag)} sends "{signal.called}" for forms that need not be valid'
                related = (Related("does not check the form", place(container, "trigger", trigger)),)
                by_code = forms[0].kind == "message"
                help = (
                    "push the message when the form was accepted"
                    if by_code
                    else f'tick "Check Validation" in {label("trigger", trigger)}'
                )
                found = problem(container, "tag", tag, message, "firingTrigger", help=help, about=signal.called)
                yield found.replace(related=related)


def is_unchecked(container: Container, occasion: Occasion) -> bool:
    """Whether a form that is sent need not be valid: the trigger does not check it, or code pushes a message on each try."""
    by_code = occasion.kind == "message" and pushed_by_code(container).get(occasion.message) == "submit"
    return by_code or occasion.kind == "unchecked form"
