"""No tag sends to an ID that somebody has still to fill in.

`G-XXXXXXXXXX`, `G-1234567890`, `YOUR_PIXEL_ID`, `AW-0` and the like come from guides and from containers that are made to be copied. The tag fires
and nobody is told, or somebody else is. In a lookup table it is so for some pages only, or for all that no row fits.

Remedy: write the ID of your own account, where the message says: in the tag, in the constant variable that it reads, or in
the row or the default of its table.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.regex import regex
from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.blank import is_blank
from govern.signals.containers.setup import name_of
from govern.signals.containers.tags import container_signals
from govern.signals.source import Join, Read, Source, Table, Text

ZERO = regex(r"(?:[A-Z]{1,3}-)?0{1,40}")
"""What people write where a form wants an ID and they have none yet."""

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags: [{name: Google tag, type: googtag, parameter: {tagId: %s}, firingTrigger: [All Pages]}]
"""


@rule(good=CONTAINER % "G-ABC1234567", bad=CONTAINER % "G-XXXXXXXXXX", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        said = set()
        for signal in container_signals(container).live():
            if signal.platform in ("universal_analytics", "matomo"):
                continue  # it is over, whatever the ID; or goes by numbers of one's own
            tag, found = name_of(signal), placeholder(signal.account.source)
            if found is not None and tag not in said:
                said.add(tag)
                message = f"{label('tag', tag)} sends to {found[0]}"
                yield problem(container, "tag", tag, message, "parameter", help="write your own ID", cause=found[1])


def placeholder(account: Source) -> tuple[str, str] | None:
    """The placeholder that an account is or may be, in words, and its name or text."""
    match account:
        case Read(place="blank"):
            return f'the constant "{account.key}", which is still a placeholder', account.key
        case Text() if ZERO.fullmatch(id := account.value.partition("/")[0]):
            return f'"{id}", which is not an account', id
        case Text() if is_blank(account.value):
            return f'a placeholder "{account.value[:60]}"', account.value
        case Join():
            return next(filter(None, map(placeholder, account.parts)), None)
        case Table():
            rows = ((row.value, f', where its table finds "{row.key[:60]}"') for row in account.rows)
            for value, when in (*rows, (account.otherwise, ", where no row of its table fits")):
                if (found := placeholder(value)) is not None:
                    return found[0] + when, found[1]
    return None
