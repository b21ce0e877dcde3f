"""Every custom template is used by a tag, a variable or a client.

A template is foreign code with permissions. One that nothing uses still asks to be updated and reviewed, and can be put
to use by anyone who may edit the container.

Remedy: delete it in Tag Manager under Templates.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import TEMPLATE, TEMPLATE_BY_ID, label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="""
containers:
  - id: GTM-ABC1234
    templates: [{name: Pixel, templateData: '...'}]
    tags: [{name: Lead, type: 'template:Pixel', firingTrigger: [All Pages]}]
""",
    bad="""
containers:
  - id: GTM-ABC1234
    templates: [{name: Pixel, templateData: '...'}]
    tags: [{name: Lead, type: html, firingTrigger: [All Pages]}]
""",
    level="note",
    cost="tidy",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        if "tag" not in container.entities:
            continue
        kinds = ("tag", "variable", "client", "transformation")
        types = {str(body.get("type")) for kind in kinds for body in container.bodies(kind).values()}
        if any(type_.startswith("cvt_") for type_ in types):
            continue  # which template these are made of is not known, so none can be called unused
        for name in container.bodies("customTemplate"):
            if types.isdisjoint((TEMPLATE + name, TEMPLATE_BY_ID + name)):
                message = f"{label('customTemplate', name)} is used by nothing"
                yield problem(container, "customTemplate", name, message, help="delete it under Templates")
