"""An ad set is optimised for an event that its pixel is told.

Meta shows the ads to those of whom it expects the event of `promoted_object`. Where nobody tells the pixel of it, under that very
name, it learns from nothing: the ads run, spend and never leave the learning phase.

Remedy: map the event to the pixel under the name that the message has, or choose one at the ad set that is told.

Source: facebook_business 26.0.3, AdPromotedObject.CustomEventType, read on 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.bound import accounts, destination_of
from govern.settings.containers import told_names
from govern.settings.goals import promoted_event
from govern.settings.live import in_use, label, problem
from govern.spec.spelling import letters

AD_SET = """
specs:
  destinations: [{name: meta, platform: meta, id: "100000000000001"}]
  events: [{name: order}, {name: enquiry}]
  mappings: [{event: order, destination: meta, as: Purchase}, {event: enquiry, destination: meta, as: Lead}]
settings:
  - data: [{name: Spring, id: "5", promoted_object: {pixel_id: "100000000000001", custom_event_type: %s},
            attribution_spec: [{event_type: CLICK_THROUGH, window_days: 7}]}]
"""


@rule(good=AD_SET % "PURCHASE", bad=AD_SET % "COMPLETE_REGISTRATION", level="warning", cost="broken")
def check(project: Project) -> Iterator[Problem]:
    for setting in in_use(project, "ad_set"):
        event, destination = promoted_event(setting), destination_of(project, setting)
        if not event or destination is None or setting.account not in accounts(project)[destination.name]:
            continue
        drafts = {one.name for one in project.events if one.status == "draft"}
        told = {one.as_ for one in project.mappings if one.destination == destination.name and one.event not in drafts}
        told |= told_names(project, setting.platform).keys()
        if told and event not in told and event not in {letters(name) for name in told}:
            shown = next(iter(sorted(told)))
            message = f'{label(setting)} is optimised for "{event}", which nobody tells pixel {setting.account}'
            yield problem(
                setting,
                message,
                help=f"map an event to it under that name, or choose one that is told, such as {shown}",
            )
