"""Tag Manager can import what the specs make of a container.

Tag Manager refuses a whole file for one field of the wrong type or one trigger type it does not know, and says little
about where. The fields and their values are checked against Google's own description of its API.

Remedy: correct the field that the message names; `govern import EXPORT` shows how Tag Manager itself writes it.

Source: Tag Manager API v2, the discovery document that Google's Python client ships, revision 20260826.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Place
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="containers: [{id: GTM-ABC1234, triggers: [{name: Every page, type: PAGEVIEW}]}]",
    bad="containers: [{id: GTM-ABC1234, triggers: [{name: Every page, type: PAGE_VIEW}]}]",
)
def check(project: Project) -> Iterator[Problem]:
    if not project.container_entries:
        return  # what is derived is importable; the tests see to that
    from govern.gtm.container import label
    from govern.gtm.desired import outline
    from govern.gtm.faults import form

    wished = outline(project)
    for container in wished.containers:
        places = wished.places.get(container.id, {})
        for problem in form(container):
            place = next((places[key] for key in places if label(*key) == problem.entity), Place(container.file))
            route = (*place.route, *problem.route)
            yield Problem(place.replace(route=route), problem.message, help=problem.help)
