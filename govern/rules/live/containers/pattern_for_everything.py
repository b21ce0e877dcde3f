"""A tag with an event of its own waits for something.

The trigger's pattern fits every message, those of Tag Manager itself too: a page, a click, a timer. The tag sends its event a
dozen times on each page, and the event means nothing any more.

Remedy: name the messages that are meant. A tag that passes on every message under its own name may keep such a trigger.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.gtm.container import label
from govern.gtm.tags import place, problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.setup import name_of
from govern.signals.containers.tags import container_signals
from govern.signals.regular_expressions import EVERYTHING
from govern.signals.signal import Cube
from govern.signals.source import MESSAGE

CONTAINER = """
containers:
  - id: GTM-ABC1234
    triggers:
      - name: Done
        type: CUSTOM_EVENT
        customEventFilter: [{type: MATCH_REGEX, parameter: {arg0: '{{_event}}', arg1: '%s'}}]
    tags: [{name: Sign-up, type: gaawe, parameter: {eventName: sign_up, measurementIdOverride: G-ABC1234567}, firingTrigger: [Done]}]
"""


@rule(good=CONTAINER % "^sign_up_done$", bad=CONTAINER % ".*", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        said = set()
        for signal in container_signals(container).live() if container.context == "web" else ():
            tag, when = name_of(signal), signal.when
            if signal.kind != "event" or not signal.called or when.block or signal.surely != "always" or tag in said:
                continue
            open_ = [name for name, cube in zip(when.triggers, when.fire, strict=False) if is_everything(cube)]
            if open_ and when.once != "page":
                said.add(tag)
                message = (
                    f'{label("tag", tag)} sends "{signal.called}" on every message, by {label("trigger", open_[0])}'
                )
                related = (Related("fits everything", place(container, "trigger", open_[0])),)
                found = problem(container, "tag", tag, message, "firingTrigger", help="name the message that is meant")
                yield found.replace(related=related)


def is_everything(cube: Cube) -> bool:
    """Whether conditions hold for every message."""
    return bool(cube) and all(
        one.left == MESSAGE and one.op == "matches" and not one.negate and one.value in EVERYTHING for one in cube
    )
