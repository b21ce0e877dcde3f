"""Whoever has access signs in with a second factor.

The specs require it (`access: {policy: {mfa: required}}`), and the list, or the identity provider's list of people, says that it is
off. One password that was used
twice, or read out of a mail, is then enough to change what every visitor's browser runs.

Remedy: have the person set up 2-step verification before they keep the access; most platforms can require it of everybody.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.access.live import allows_something, at, entries, has_left, problem
from govern.access.people import in_directory
from govern.access.policy import wished
from govern.project import Project
from govern.rules import Problem, rule

SPECS = "specs: {access: {policy: {mfa: required}}}"


@rule(
    good=f"{SPECS}\naccess: [{{user: ana@acme.example, role: publish, platform: gtm, 2-Step Verification: 'On'}}]",
    bad=f"{SPECS}\naccess: [{{user: ana@acme.example, role: publish, platform: gtm, 2-Step Verification: 'Off'}}]",
    cost="security",
)
def check(project: Project) -> Iterator[Problem]:
    if wished(project, "mfa") != "required":
        return
    seen = set()
    for _, entry in entries(project):
        counts = entry.kind == "person" and entry.state != "suspended" and allows_something(project, entry)
        known = None if entry.factor or not counts else in_directory(project, entry)
        key = ("", entry.key) if known is not None else (entry.platform, entry.key)
        off = "off" in (entry.factor, known.factor if known is not None else "")
        if off and counts and key not in seen and not has_left(project, entry):
            seen.add(key)
            told = f", as {known.place.file} says," if known is not None else ""
            message = f'"{entry.shown}" signs in without a second factor{told} and has the role "{entry.role}" at {at(project, entry)}'
            yield problem(entry, message, help="have them set it up, or remove the access")
