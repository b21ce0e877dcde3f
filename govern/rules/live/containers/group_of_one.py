"""A trigger group has two triggers or more.

A trigger group waits until each of its triggers has fired. One with a single trigger is this trigger, except that it fires
once a page, which nobody sees; one without any never fires.

Remedy: give the tag the trigger itself, or add what the group should wait for.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.references import trigger_parameters
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule

EXPORT = """
exports:
  - container: {publicId: GTM-ABC1234, usageContext: [WEB]}
    trigger:
      - {triggerId: '1', name: Paid, type: PAGEVIEW}
      - {triggerId: '2', name: Both, type: TRIGGER_GROUP, parameter: [{type: LIST, key: triggerIds, list: [%s]}]}
"""
MEMBER = "{type: TRIGGER_REFERENCE, value: '%s'}"


@rule(
    good=EXPORT % f"{MEMBER % 1}, {MEMBER % 2147479553}",
    bad=EXPORT % (MEMBER % 1),
    level="note",
    cost="tidy",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for name, body in container.bodies("trigger").items():
            if body.get("type") in ("TRIGGER_GROUP", "triggerGroup"):
                members = {str(parameter["value"]) for parameter, _ in trigger_parameters(body)}
                if len(members) < 2:
                    what = "of one trigger" if members else "without a trigger, and never fires"
                    message = f"{label('trigger', name)} is a group {what}"
                    yield problem(container, "trigger", name, message, help="give the tag the trigger itself")
