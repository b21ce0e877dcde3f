"""A selector is one that browsers can read.

A trigger with a selector that cannot be read never fires, and Tag Manager does not say so: the event is published, and
there are none.

Remedy: close what is open; a class begins with a dot (`.buy-button`), an id with `#`. A name or a value that begins with a
digit is written as `[id="1a"]`, with quotes.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.selectors import is_broken


@rule(
    good="sites: [{name: shop, elements: [{name: buy, selector: '.buy-button[data-kind=\"main\"]', owner: web-team}]}]",
    bad="sites: [{name: shop, elements: [{name: buy, selector: '.buy-button[data-kind=\"main\"', owner: web-team}]}]",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for site in project.sites:
        for position, element in enumerate(site.elements):
            if is_broken(element.selector):
                message = f'element "{element.name}" has the selector "{element.selector}", which no browser can read'
                yield Problem(
                    site.place("elements", position, "selector"), message, help="try it in the browser's console"
                )
