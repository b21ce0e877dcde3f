"""No two custom HTML tags have the same code.

Code that stands in two tags is mended in one of them. One tag may have both triggers.

Remedy: give the triggers of both to one tag, and delete the other.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm import copies
from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="containers: [{id: GTM-ABC1234, tags: [{name: A, type: html, parameter: {html: <p>a</p>}}, {name: B, type: html, parameter: {html: <p>b</p>}}]}]",
    bad="containers: [{id: GTM-ABC1234, tags: [{name: A, type: html, parameter: {html: <p>a</p>}}, {name: B, type: html, parameter: {html: <p>a</p>}}]}]",
    level="note",
    cost="tidy",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for first, others in copies.code(container):
            for name in others:
                message = f"{label('tag', name)} has the same code as {label('tag', first)}"
                yield problem(container, "tag", name, message, help="keep one of the two")
