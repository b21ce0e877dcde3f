"""A selector holds on to a name that people chose, not to the shape of the page.

`:nth-child(3)`, `div > div > a` and class names that a build makes anew (`css-1q2w3e`) change with the next release. The
event does not fail: it stops, or counts the neighbour, and the month's report is the first to notice.

Remedy: ask the web team for an attribute that is there for tracking (`[data-track="place-order"]`), or for an id.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.regex import regex
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.selectors import is_broken

POSITION = regex(r":(?:nth-(?:last-)?(?:child|of-type)|first-child|last-child|only-child)\b")
MADE = regex(
    r"\.(?:(?:css|sc|jsx?|jss|svelte|emotion)-(?=[a-zA-Z]*[0-9])[a-zA-Z0-9]{5,}"
    r"|[\w-]+__(?=[A-Za-z]*[0-9])(?=[^\s.>#:\[]*[A-Z])[A-Za-z0-9]{5,})(?![\w-])"
)
"""Class names as CSS-in-JS and CSS modules make them: a prefix and a hash."""

PATH = regex(r"^\s*(?:html|body|div|span|main|section)(?:\s*>\s*[a-z][a-z0-9]*){2,}\s*$")
"""A way through the page by the names of its tags alone."""


@rule(
    good="sites: [{name: shop, elements: [{name: buy, selector: '[data-track=\"buy\"]', owner: web-team}]}]",
    bad="sites: [{name: shop, elements: [{name: buy, selector: 'div.cart > button:nth-child(2)', owner: web-team}]}]",
    level="note",
)
def check(project: Project) -> Iterator[Problem]:
    for site in project.sites:
        for position, element in enumerate(site.elements):
            why = weakness(element.selector)
            if why and not is_broken(element.selector):
                message = f'element "{element.name}" has the selector "{element.selector}", which {why}'
                yield Problem(site.place("elements", position, "selector"), message, help="ask for a data attribute")


def weakness(selector: str) -> str:
    """Why a selector will not last; empty when nothing speaks against it."""
    if POSITION.search(selector):
        return "counts places on the page"
    if MADE.search(selector):
        return "holds on to a class name that is made anew by each build"
    return "leads through the page's structure" if PATH.search(selector) else ""
