"""An entry of `counts` says what its files do not say: event, zone, and of a platform the destination and the window.

A table of numbers does not say in which time zone its days begin, whether it counts all purchases or those that a
platform ascribes to itself, nor within which window. Counts with a guess at these differ by a fifth, and nobody knows why.

Remedy: write the key that is named; `govern reconcile FILE` prints what a file was read as, and lines to paste.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.counts.left_open import left_open
from govern.counts.sources import declared
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="counts: [{name: shop, files: shop.csv, layer: backend, means: orders, event: purchase, zone: Europe/Madrid}]",
    bad="counts: [{name: shop, files: shop.csv, layer: backend, means: orders, event: purchase}]",
)
def check(project: Project) -> Iterator[Problem]:
    for entry in declared(project):
        for key, unknown in left_open(entry):
            message = f'counts "{entry.name}" has no {key}, so it is not known {unknown}'
            yield Problem(entry.place("name"), message, help=f"write {key}", subject=f"{entry.name}\n{key}")
