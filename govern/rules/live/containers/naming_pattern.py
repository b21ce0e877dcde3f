"""Tags are named as the house names them.

Where nearly all tags are called after one pattern, such as `GA4 - purchase`, those that are not are hard to find in the list, are
passed over in reviews, and come as a rule from somebody who did not know what is there already. Tags that only help others, such as
one that sets consent defaults, have no platform to be named after.

Remedy: rename them. References follow by themselves in Tag Manager.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.gtm.container import label
from govern.gtm.tags import firing, place, problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.name_pattern import separator_of, strangers
from govern.signals.containers.tags import container_signals

NAMES = ", ".join(f"{{name: GA4 - event {number}, type: html, firingTrigger: [All Pages]}}" for number in range(1, 11))
CONTAINER = f"""
containers:
  - id: GTM-ABC1234
    tags: [{NAMES}, {{name: %s, type: html, firingTrigger: [All Pages]}}]
"""


@rule(good=CONTAINER % "Meta - lead", bad=CONTAINER % "lead pixel new", level="note", cost="tidy")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        helping = frozenset(container_signals(container).support)
        names = tuple(name for name in firing(container) if name not in helping)
        common, odd = strangers(names)
        if odd:
            first, *others = odd
            model = next(name for name in names if separator_of(name) == common)
            named = f"{label('tag', first)} is" if not others else f"{label('tag', first)} and {len(others)} more are"
            message = f'{named} not named as the other tags of {container.id} are, such as "{model}"'
            related = tuple(Related("this one too", place(container, "tag", name)) for name in others[:10])
            help = f'put "{common}" between the parts of the name'
            found = problem(container, "tag", first, message, "name", help=help, about="pattern")
            yield found.replace(related=related)
