"""Cookies and storage do not keep in plain text who somebody is.

An e-mail address or a phone number in a cookie goes with every request to the site, into logs, proxies and backups; in the
browser's storage every script of the page can read it, those of vendors too, long after the visit.

Remedy: keep a hash, or ask for the value where it is needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.gtm.calls import arguments_of, calls_of, values_of
from govern.gtm.container import label
from govern.gtm.holders import running
from govern.gtm.javascript import Code
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.variables import variables
from govern.signals.personal_data import says_who

if TYPE_CHECKING:
    from tree_sitter import Node

KEEPS = (
    "localStorage.setItem",
    "sessionStorage.setItem",
    "window.localStorage.setItem",
    "window.sessionStorage.setItem",
)

CONTAINER = """
containers:
  - id: GTM-ABC1234
    variables: [{name: Mail, type: v, parameter: {name: user.email}}, {name: Plan, type: v, parameter: {name: user.plan}}]
    tags: [{name: Keep, type: html, parameter: {html: "<script>%s</script>"}, firingTrigger: [All Pages]}]
"""


@rule(
    good=CONTAINER % "localStorage.setItem('plan', {{Plan}});",
    bad=CONTAINER % "localStorage.setItem('mail', {{Mail}});",
    level="warning",
    cost="privacy",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for holder in running(container):
            named = variables(container).named
            found = [
                (code, node, name) for code in holder.codes for node, name in kept(code) if says_who(name, named(name))
            ]
            if found:
                code, node, name = found[0]
                what = f"{label(holder.kind, holder.name)} keeps {{{{{name[:60]}}}}} in plain text"
                message = f"{what} in line {code.line_of(node)}, in a cookie or in the browser's storage"
                help = "keep a hash, or nothing"
                yield problem(container, holder.kind, holder.name, message, *holder.route, help=help)


def kept(code: Code) -> Iterator[tuple[Node, str]]:
    """The variables that code puts into cookies or storage."""
    values = [right for _, right in values_of(code, "document.cookie", "window.document.cookie")]
    values += [one for node in calls_of(code, *KEEPS) for one in arguments_of(node)[1:2]]
    for value in values:
        yield from ((value, name) for name in code.holes(value))
