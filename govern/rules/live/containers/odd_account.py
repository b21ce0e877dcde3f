"""All tags of a platform send to the accounts of the site.

One tag sends to another account than all the other tags of its platform. It was copied from another site, or an ID was
mistyped: its events are missing here and turn up there.

Remedy: read the ID from the variable that the other tags read; if the second account is meant, nothing is to be done.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.gtm.container import Container, label
from govern.gtm.tags import place, problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.blank import is_blank
from govern.signals.containers.setup import name_of
from govern.signals.containers.tags import container_signals
from govern.signals.signal import Signal
from govern.signals.source import Text

FEWEST = 4
"""So many tags have to agree before one is odd."""

TAG = "- {name: %s, type: gaawe, parameter: {eventName: %s, measurementIdOverride: %s}, firingTrigger: [All Pages]}"
OTHERS = "\n      ".join(TAG % (name, name, "G-ABC1234567") for name in ("login", "search", "share", "sign_up"))
CONTAINER = f"containers:\n  - id: GTM-ABC1234\n    tags:\n      {OTHERS}\n      {TAG % ('scroll', 'scroll', '%s')}\n"


@rule(good=CONTAINER % "G-ABC1234567", bad=CONTAINER % "G-ABC1234576", level="note", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        by_kind: dict[tuple[str, str], dict[str, list[Signal]]] = {}
        for signal in container_signals(container).live():
            account = signal.account.source
            if signal.kind == "event" and isinstance(account, Text) and not is_blank(account.value):
                kind = str(container.bodies("tag")[name_of(signal)].get("type"))
                known = by_kind.setdefault((signal.platform, kind), {})
                known.setdefault(account.value.partition("/")[0], []).append(signal)
        for accounts in by_kind.values():
            yield from odd(container, accounts)


def odd(container: Container, accounts: dict[str, list[Signal]]) -> Iterator[Problem]:
    """The one tag that goes elsewhere than all others, if there is just one."""
    if len(accounts) != 2:
        return
    (few, lone), (usual, many) = sorted(accounts.items(), key=lambda one: len(one[1]))
    if len({name_of(signal) for signal in lone}) == 1 and len({name_of(signal) for signal in many}) >= FEWEST:
        tag = name_of(lone[0])
        message = (
            f'{label("tag", tag)} sends to "{few[:40]}", while all other tags of its platform send to "{usual[:40]}"'
        )
        related = (Related("one of the others", place(container, "tag", name_of(many[0]))),)
        help = "read the ID from the variable that the others read"
        yield problem(container, "tag", tag, message, "parameter", help=help).replace(related=related)
