"""Addresses that a tag loads do not say in plain text who somebody is.

What stands in an address is written into logs: of the vendor, of proxies on the way, of the browser's history. An e-mail address
in the address of a pixel is known to all of them, and no agreement with the vendor covers it.

Remedy: send a hash where the vendor takes one, else take it out.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.regex import regex
from govern.gtm.container import label
from govern.gtm.holders import page
from govern.gtm.tags import REFERENCE, code_of, firing, problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.variables import variables
from govern.signals.personal_data import says_who

FILLED = regex(r"src\s{0,9}=[^>]{0,500}\{\{")
"""An address with a variable, in code that has some."""

CONTAINER = """
containers:
  - id: GTM-ABC1234
    variables: [{name: Mail, type: v, parameter: {name: user.email}}, {name: Plan, type: v, parameter: {name: user.plan}}]
    tags: [{name: Pixel, type: html, parameter: {html: "<img src='https://px.example/p?u={{%s}}'>"}, firingTrigger: [All Pages]}]
"""


@rule(good=CONTAINER % "Plan", bad=CONTAINER % "Mail", level="warning", cost="privacy")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        named = variables(container).named
        for tag, body in firing(container).items():
            html = code_of(body) if body.get("type") == "html" else ""
            loads = page(container, html).loads if FILLED.search(html) else ()
            raw = html.encode("utf-8", "replace")
            holes = (name for load in loads for name in REFERENCE.findall(load.address(raw)))
            told = next((name for name in holes if says_who(name, named(name))), None)
            if told is not None:
                message = f"{label('tag', tag)} loads an address with {{{{{told[:60]}}}}} in plain text"
                yield problem(container, "tag", tag, message, "parameter", help="send a hash, or take it out")
