"""What the rules over served policies share: problems of a policy, and what its scripts are allowed to do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.core.problem import Problem
from govern.csp.policy import Directive, Policy
from govern.csp.readers.headers import ServedPolicy

if TYPE_CHECKING:
    from govern.project import Project

SCRIPTS = ("script-src-elem", "script-src-attr", "script-src")
"""The directives that decide about script elements, about handlers in attributes, and about what is compiled at run time."""


def enforced(project: Project) -> Iterator[ServedPolicy]:
    """The policies that browsers enforce."""
    return (served for served in project.live.policies if served.disposition == "enforce")


def problem(served: ServedPolicy, message: str, *, help: str = "", about: str = "") -> Problem:
    """A problem of a policy. Its subject is the policy by its place in the file and what is wrong."""
    return Problem(served.place, message, help=help, subject=f"{served.file}\n{served.place.entity}\n{about}")


def for_scripts(policy: Policy) -> dict[str, Directive]:
    """The directives that speak for scripts, by name, each with the first question that it answers."""
    found: dict[str, Directive] = {}
    for name in SCRIPTS:
        directive = policy.effective(name)
        if directive is not None:
            found.setdefault(directive.name, directive)
    return found
