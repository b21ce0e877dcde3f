"""Custom HTML in a live container is in the specs.

Whoever can publish a container can run any code on every page. That is how tracking is hijacked: a tag with an innocent name
loads a script from a host nobody knows, which reads forms and card numbers. Code that is in the specs was reviewed; code that
is only live was seen by nobody but its author.

Remedy: find out who added the tag and why; delete it, or take it into the specs (`govern import`) and review it there.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import Container, label
from govern.gtm.desired import outline
from govern.gtm.holders import holders
from govern.gtm.hosts import reached
from govern.gtm.tags import firing, problem, text_of
from govern.project import Project
from govern.rules import Problem, rule

CONTAINER = """
specs:
  containers:
    - id: GTM-ABC1234
      tags: [{name: Greeting, type: html, parameter: {html: <p>Hello</p>}, firingTrigger: [All Pages]}]
containers:
  - id: GTM-ABC1234
    tags:
      - {name: Greeting, type: html, parameter: {html: <p>Hello</p>}, firingTrigger: [All Pages]}%s
"""
STRANGER = """
      - {name: Fonts, type: html, parameter: {html: '<script src="https://cdn.stranger.example/f.js"></script>'}, firingTrigger: [All Pages]}"""


@rule(good=CONTAINER % "", bad=CONTAINER % STRANGER, level="error", cost="security")
def check(project: Project) -> Iterator[Problem]:
    wished = outline(project)
    for container in project.live.containers:
        known = wished.container(container.id)
        if known is not None:
            yield from strangers(container, known)


def strangers(container: Container, known: Container) -> Iterator[Problem]:
    """The custom HTML that fires and reaches a host, and that the specs do not have."""
    reviewed = {text_of(body, "html").strip() for body in known.bodies("tag").values()}
    held = {holder.name: holder for holder in holders(container) if holder.kind == "tag"}
    for name, tag in firing(container).items():
        html = text_of(tag, "html").strip()
        if tag.get("type") != "html" or html in reviewed or name not in held:
            continue
        hosts = sorted({one.host for one in reached(container, held[name]) if one.host})
        if hosts:
            listed = ", ".join(hosts[:3]) + (f" and {len(hosts) - 3} more" if len(hosts) > 3 else "")
            message = f"{label('tag', name)} is not in the specs, and its code reaches {listed}"
            if name in known.bodies("tag"):
                message = f"{label('tag', name)} has other code than the specs say, and it reaches {listed}"
            help = "find out who added it; delete it, or take it into the specs with govern import"
            yield problem(container, "tag", name, message, "parameter", help=help)
