"""Of what the specs declare, something is seen.

Hits were captured, and none of them is an event that the specs declare of these senders: they went under other names or to nobody, or
the capture ends before anything happens. Nothing of the contract was tried, however quiet the rest is.

Remedy: go through what `govern render checklist` writes while recording; an event that was told under another name is
found as undeclared.
"""

from collections.abc import Iterator

from govern.captures.coverage import listed
from govern.captures.told import hits
from govern.captures.unseen import nothing_declared
from govern.core.report import Place
from govern.project import Project
from govern.rules import Problem, rule

SPECS = """
specs:
  destinations: [{name: meta, platform: meta, id: '1234567890123456'}]
  events: [{name: purchase}]
  mappings: [{event: purchase, destination: meta, as: Purchase}]
capture:
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=PageView'}
"""


@rule(
    level="warning",
    cost="numbers",
    good=SPECS
    + "  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Purchase&cd[value]=5&cd[currency]=EUR'}\n",
    bad=SPECS,
)
def check(project: Project) -> Iterator[Problem]:
    missing = nothing_declared(project)
    if missing:
        names = listed(list(dict.fromkeys(f"{one.mapping.event} → {one.destination.name}" for one in missing)))
        yield Problem(
            Place(hits(project)[0].place.file),
            f"none of the events that the specs declare was seen: {names}",
            subject="none",
        )
