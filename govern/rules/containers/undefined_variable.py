"""Every variable that is written as `{{Name}}` exists.

A tag that names a variable nobody defines sends nothing in its place, where Tag Manager lets it be published at all: the
orders are counted, and their revenue is zero. A built-in variable that is not switched on is undefined too. It happens
when tags are copied between containers.

Remedy: create the variable, switch the built-in one on, or correct the name. Names count capitals and spaces.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.model.gtm import Container, label
from govern.model.words import did_you_mean, letters
from govern.project import Project
from govern.rules import Problem, rule
from govern.rules.containers._live import built_in_names, problem, references


@rule(
    good="""
containers:
  - id: GTM-ABC1234
    variables: [{name: Order value, type: v, parameter: {name: value}}]
    tags: [{name: Ads, type: awct, parameter: {conversionValue: '{{Order value}}'}, firingTrigger: [All Pages]}]
""",
    bad="""
containers:
  - id: GTM-ABC1234
    variables: [{name: Order value, type: v, parameter: {name: value}}]
    tags: [{name: Ads, type: awct, parameter: {conversionValue: '{{order value}}'}, firingTrigger: [All Pages]}]
""",
    over="live",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        if "variable" in container.entities:
            yield from undefined(container)


def undefined(container: Container) -> Iterator[Problem]:
    """Each unknown name and the entities that use it. A file that lists no built-in variables says nothing of them."""
    known = {*container.bodies("variable"), *container.bodies("builtInVariable")}
    built_in, nearest = built_in_names(), Nearest(known)
    seen = set()
    for kind, name, route, variable in references(container):
        is_built_in = variable.replace(" ", "").casefold() in built_in
        if variable in known or variable.startswith("_") or (kind, name, variable) in seen:
            continue
        if is_built_in and "builtInVariable" not in container.entities:
            continue
        seen.add((kind, name, variable))
        what = "is a built-in variable that is not switched on" if is_built_in else "is not in the container"
        message = f'"{{{{{variable}}}}}" {what}, but {label(kind, name)} uses it'
        help = f"switch on {variable}" if is_built_in else did_you_mean(nearest.meant(variable))
        yield problem(container, kind, name, message, *route, help=help, cause=variable)


class Nearest:
    """Looks up what was meant by a name. Comparing letters takes long, so it is done for a few names only."""

    def __init__(self, known: set[str]) -> None:
        self.known = sorted(known)
        self.folded = {letters(name): name for name in self.known}
        self.left = 20

    def meant(self, name: str) -> str | None:
        """The name that was meant, if one is near."""
        meant = self.folded.get(letters(name))
        if meant is None and self.left > 0:
            from difflib import get_close_matches

            self.left -= 1
            meant = next(iter(get_close_matches(name[:200], self.known[:2000], 1, 0.8)), None)
        return meant
