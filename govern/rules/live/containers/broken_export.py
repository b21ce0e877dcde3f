"""Tag Manager can import the exported container.

An export that was edited by hand or made by a script may hold what Tag Manager does not know: a trigger type that does
not exist, a number where a text belongs. Tag Manager refuses the whole file and says little about where, and what else
is said of such a container here may miss something. The same goes for a setup tag that is missing, for what refers to
itself in a circle, and for a tag or a template of the other kind of container, web or server.

Remedy: correct the field that the message names, or export the container anew.

Source: Tag Manager API v2, the discovery document that Google's Python client ships, revision 20260826.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Place
from govern.gtm.faults import form
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="containers: [{id: GTM-ABC1234, triggers: [{name: Every page, type: PAGEVIEW}]}]",
    bad="containers: [{id: GTM-ABC1234, triggers: [{name: Every page, type: PAGE_VIEW}]}]",
    cost="broken",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for found in form(container):
            place = Place(container.file, found.route, entity=found.entity)
            subject = "\n".join((container.id, found.entity, str(found.route)))
            yield Problem(place, found.message, help=found.help, subject=subject)
