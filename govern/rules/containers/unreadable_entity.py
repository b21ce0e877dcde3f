"""Every entity in `containers` can be read, and has a name of its own.

Raw entities are kept in Tag Manager's own words, with references by name and code in side files. One that cannot be
read is left out of the rendered container, so importing it would delete the tag that people think is governed.

Remedy: the message names what is missing or misspelt; `govern import EXPORT` writes the entity anew from an export.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="containers: [{id: GTM-ABC1234, folders: [{name: Ads}]}]",
    bad="containers: [{id: GTM-ABC1234, folders: [{name: Ads}, {name: Ads}]}]",
)
def check(project: Project) -> Iterator[Problem]:
    if not project.container_entries:
        return
    from govern.gtm.desired import outline

    for problem in outline(project).unreadable:
        yield Problem(problem.place, problem.message, help=problem.help)
