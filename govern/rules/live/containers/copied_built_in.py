"""No variable reads what a built-in variable gives already.

A variable for the page's address beside the built-in Page URL is a second name for one value, and triggers use now one
and now the other.

Remedy: use the built-in variable, and delete this one.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import problem, text_of
from govern.project import Project
from govern.rules import Problem, rule

COPIES = {
    ("u", "URL"): "Page URL",
    ("u", "HOST"): "Page Hostname",
    ("u", "PATH"): "Page Path",
    ("f", "URL"): "Referrer",
    ("e", ""): "Event",
}
"""The built-in variable that a type with a component stands for."""

OWN_SOURCE = ("customUrlSource", "stripWww", "defaultPages")
"""What makes the variable another one: an address of its own, a part left out."""


@rule(
    good="containers: [{id: GTM-ABC1234, variables: [{name: Query, type: u, parameter: {component: QUERY}}]}]",
    bad="containers: [{id: GTM-ABC1234, variables: [{name: Address, type: u, parameter: {component: URL}}]}]",
    level="note",
    cost="tidy",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for name, body in container.bodies("variable").items() if container.context == "web" else ():
            built_in = COPIES.get((str(body.get("type")), text_of(body, "component")))
            if built_in and "formatValue" not in body and text_of(body, *OWN_SOURCE) in ("", "false"):
                message = f'{label("variable", name)} gives what the built-in variable "{built_in}" gives'
                yield problem(container, "variable", name, message, help=f"use {built_in}")
