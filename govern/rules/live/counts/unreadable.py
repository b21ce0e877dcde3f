"""Every row of a declared file of counts can be read.

A column that is not there, a report by week, `1.234` that may be a thousand or one and a bit: what cannot be read is not
counted, and the gap that it makes looks like one of the tags.

Remedy: the message names what is missing; `count`, `value`, `day`, `window` and `decimal` of the entry say what a file does not.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Place, Related
from govern.counts.amounts import counted
from govern.counts.left_open import is_usable
from govern.counts.sources import sources
from govern.project import Project
from govern.rules import Problem, rule

SPECS = """
specs:
  counts: [{name: shop, files: shop.csv, layer: backend, means: orders, event: purchase, zone: UTC, count: COLUMN}]
counts: {shop.csv: "date,orders\\n2026-11-01,100\\n"}
"""


@rule(good=SPECS.replace("COLUMN", "orders"), bad=SPECS.replace("COLUMN", "purchases"), cost="broken")
def check(project: Project) -> Iterator[Problem]:
    for source in sources(project):
        if not is_usable(source.entry) or source.entry.means == "score":
            continue
        for part in counted(project, source.name, source.entry.zone or "UTC").unreadable:
            help = f"write {part.key} at the entry" if part.key else ""
            related = (Related(f'counts "{source.name}" names it', source.entry.place("name")),)
            yield Problem(Place(part.file), part.what, related, help, subject=f"{part.file}\n{part.what}")
