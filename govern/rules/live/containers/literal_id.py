"""An account's ID stands in one place.

The same ID is written into several tags. When the account changes, or a test account is wanted for staging, somebody has to
find them all, and the one that is forgotten goes on sending to the old account.

Remedy: put the ID into a constant variable, or into a lookup table by host name, and let all tags read it.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.gtm.container import label
from govern.gtm.tags import place, problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.blank import is_blank
from govern.signals.containers.setup import name_of
from govern.signals.containers.tags import container_signals
from govern.signals.source import Text

MANY = 3
"""In so many tags an ID is written before anything is said."""

TAG = "{name: %s, type: gaawe, parameter: {eventName: %s, measurementIdOverride: '%s'}, firingTrigger: [All Pages]}"
CONTAINER = """
containers:
  - id: GTM-ABC1234
    variables: [{name: ID, type: c, parameter: {value: G-ABC1234567}}]
    tags: [%s]
"""
EVENTS = ("login", "search", "share")


def example(id: str) -> str:
    """A container of which every tag has its ID from the same place."""
    return CONTAINER % ", ".join(TAG % (name, name, id) for name in EVENTS)


@rule(good=example("{{ID}}"), bad=example("G-ABC1234567"), level="note", cost="tidy")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        tags: dict[str, list[str]] = {}
        for signal in container_signals(container).live():
            account = signal.account.source
            if (
                isinstance(account, Text)
                and not is_blank(account.value or "TODO")
                and "{{" not in (signal.account.written or "{{")
            ):
                known = tags.setdefault(account.value.partition("/")[0], [])
                known.extend([name_of(signal)] if name_of(signal) not in known else [])
        for id, names in tags.items():
            if len(names) >= MANY:
                message = f'{len(names)} tags have the ID "{id[:40]}" written into them'
                found = problem(
                    container, "tag", names[0], message, help="read it from one constant variable", about=id
                )
                related = tuple(Related(label("tag", name), place(container, "tag", name)) for name in names[1:6])
                yield found.replace(related=related)
