"""The files that an entry of `counts` names are there.

A pattern that names nothing, since somebody moved a folder or an export was not made, leaves a layer out: what remains agrees
with itself.

Remedy: export the file, or correct `files`; it counts from the project's folder, and `*` stands inside one folder.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.counts.sources import declared, parts
from govern.project import Project
from govern.rules import Problem, rule

SPECS = """
specs:
  counts:
    - {name: shop, files: shop.csv, layer: backend, means: orders, event: purchase, zone: UTC}
    - {name: ads, files: FILES, layer: analytics, means: counted, event: purchase, zone: UTC}
counts: {shop.csv: "date,orders\\n2026-11-01,100\\n", ads.csv: "date,count\\n2026-11-01,100\\n"}
"""


@rule(good=SPECS.replace("FILES", "ads.csv"), bad=SPECS.replace("FILES", "advertising.csv"), cost="broken")
def check(project: Project) -> Iterator[Problem]:
    held = {(delivery.entry, delivery.part) for delivery in project.live.counts}
    for entry in declared(project) if project.live.counts or project.live.between else ():
        if (entry.name, "files") not in held:
            message = f'counts "{entry.name}" names "{entry.files}", and there is no such file'
            yield Problem(entry.place("files"), message)
            continue
        for part, files in parts(entry):
            if (entry.name, part) not in held:
                message = f'counts "{entry.name}" names {part} in "{files}", and there is no such file'
                yield Problem(entry.place(part, "files"), message)
