"""What the rules over served policies share: problems of a policy, and what its scripts are allowed to do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.core.problem import Problem
from govern.csp.pages import UNKNOWN, Page, pages
from govern.csp.policies import Policies
from govern.csp.policy import DIRECTIVES, Directive, Policy
from govern.csp.readers.headers import ServedPolicy
from govern.csp.request import Request
from govern.csp.source import Source
from govern.spec.spelling import meant

if TYPE_CHECKING:
    from govern.project import Project

SCRIPTS = ("script-src-elem", "script-src-attr", "script-src")
"""The directives that decide about script elements, about handlers in attributes, and about what is compiled at run time."""


def enforced(project: Project) -> Iterator[ServedPolicy]:
    """The policies that browsers enforce."""
    return (served for served in project.live.policies if served.disposition == "enforce")


def is_open(project: Project, served: ServedPolicy, request: Request) -> bool:
    """Whether no other enforced policy of the same page stops what one lets in: a second policy only narrows."""
    page = next(page for page in pages(project) if any(one is served for one in page.served))
    others = tuple(one.policy for one in page.served if one.disposition == "enforce" and one is not served)
    return Policies(UNKNOWN, others).verdict(request).allowed


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


def elements_of(policy: Policy) -> Iterator[tuple[str, Source, bool]]:
    """Each source that lets in scripts by their address, with its directive, and whether texts may be run as scripts.
    Beside `'strict-dynamic'` browsers do not look at addresses, so there are none."""
    compiling = policy.effective("script-src")
    evals = compiling is not None and "'unsafe-eval'" in compiling.words
    speaking = (policy.effective(name) for name in ("script-src-elem", "script-src"))
    for directive in dict.fromkeys(speaking):
        if directive is not None and "'strict-dynamic'" not in directive.words:
            yield from ((directive.name, source, evals) for source in directive.sources)


def page_problem(page: Page, message: str, *, help: str = "", about: str = "") -> Problem:
    """A problem of all policies of a page together."""
    return Problem(page.place, message, help=help, subject=f"{page.file}\n{page.url}\n{page.place.entity}\n{about}")


def misspelt(policy: Policy) -> set[str]:
    """The directives that are meant by words which browsers pass over: csp/ignored-part speaks of these."""
    return {meant(ignored.name, DIRECTIVES) for ignored in policy.ignored if ignored.reason == "unknown"}
