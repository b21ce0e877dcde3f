"""What a file of counts counts, for whom and in which zone, is declared.

No file says whether it counts all conversions or those that a platform ascribes to itself, nor in which time zone its days
begin. A guess would make a gap where there is none.

Remedy: paste the lines that `govern reconcile` prints into a spec file, and choose where they name several.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Place
from govern.counts.block import told
from govern.counts.sources import undeclared
from govern.project import Project
from govern.rules import Problem, rule

SPECS = """
specs:
  counts: [{name: shop, files: FILES, layer: backend, means: orders, event: purchase, zone: UTC}]
counts: {shop.csv: "date,orders\\n2026-11-01,100\\n"}
"""


@rule(good=SPECS.replace("FILES", "shop.csv"), bad=SPECS.replace("FILES", "old.csv"), cost="broken")
def check(project: Project) -> Iterator[Problem]:
    for reading in undeclared(project):
        if reading.known.holds == "spend":
            continue  # it has no conversions that could be compared
        message = f"no entry of counts names this file: {told(reading)}"
        help = "paste the lines below into a spec file, and choose where they name several"
        if reading.known.holds in ("refunds", "rates"):
            help = f"name it as `{reading.known.holds}` of the entry with the orders"
        yield Problem(Place(reading.file), message, help=help, subject=f"{reading.file}\n{reading.table.line}")
