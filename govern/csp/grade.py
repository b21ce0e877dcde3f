"""A grade for the policies of a page, for people who report to others: a letter, and every reason for it.

It is made by asking the policies what somebody who can write into the page may do, as a browser would be asked, and the
worst that is left open decides:

F  nothing is enforced: there is no policy, or one that only reports
E  any script runs: inline, from any host, or because nothing restricts scripts
D  trusted scripts can be led elsewhere, or plugins run: `base-uri` or `object-src` is open
C  a known way round: a host that serves answers with a call of any function, or a copy of AngularJS
B  something else is open: texts run as scripts, forms lead anywhere, any site may frame the page, what a script reads can
   be sent anywhere
A  none of these

Which hosts are needed is not a part of it: a policy that blocks every tag may well have an A.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from govern.core.record import Record
from govern.csp.ask import NOBODY
from govern.csp.gadgets import bypass_of, known
from govern.csp.pages import UNKNOWN, Page
from govern.csp.policies import Policies
from govern.csp.policy import Policy
from govern.csp.request import Request
from govern.csp.served import elements_of

Letter = Literal["A", "B", "C", "D", "E", "F"]

QUESTIONS: tuple[tuple[Letter, str, Request], ...] = (
    ("E", "inline scripts run, whoever wrote them", Request("script-src-elem", (), "inline", "script", parser_inserted=True)),
    ("E", "scripts run from every host", Request("script-src-elem", (NOBODY,), element="script", parser_inserted=True)),
    ("E", "scripts run that stand in an address", Request("script-src-elem", ("data:",), element="script", parser_inserted=True)),
    ("E", "handlers in attributes run, whoever wrote them", Request("script-src-attr", (), "inline", "handler")),
    ("D", "plugins run from every host", Request("object-src", (NOBODY,), element="object")),
    ("D", "a base element leads relative addresses of scripts anywhere", Request("base-uri", (NOBODY,), element="base")),
    ("B", "any text may run as a script", Request("script-src", (), "eval")),
    ("B", "forms lead anywhere", Request("form-action", (NOBODY,), element="form")),
    ("B", "any site may frame the page, unless X-Frame-Options forbids it", Request("frame-ancestors", (NOBODY,))),
    ("B", "what a script reads can be sent anywhere, by connections", Request("connect-src", (NOBODY,), element="fetch")),
    ("B", "what a script reads can be sent anywhere, by images", Request("img-src", (NOBODY,), element="image")),
)  # fmt: skip


class Why(Record):
    """A reason: the best letter that it leaves, what is open, and the directive that says so or is absent."""

    letter: Letter
    what: str
    directive: str = ""


class Grade(Record):
    """The letter of a page's policies, and the reasons, the worst first."""

    letter: Letter
    reasons: tuple[Why, ...]


def grade(page: Page) -> Grade:
    """The grade of a page from A to F, and what it rests on: the worst of its open places and ways round."""
    enforced = page.served_as("enforce")
    if not enforced:
        only = " but one that only reports" if page.served_as("report") else ""
        return Grade("F", (Why("F", f"no policy is enforced{only}"),))
    policies = Policies(page.url.rstrip("/") if page.url.startswith("http") else UNKNOWN, enforced)
    found = sorted((*open_places(policies), *ways_round(enforced)), key=lambda why: why.letter, reverse=True)
    return Grade(found[0].letter if found else "A", tuple(found))


def open_places(policies: Policies) -> Iterator[Why]:
    """What the policies let through that nobody named."""
    for letter, what, request in QUESTIONS:
        verdict = policies.verdict(request)
        if verdict.allowed and (request.directive != "base-uri" or trusts_by_nonce(policies)):
            speaking = {said.directive for said in verdict.said if said.directive}
            shown = (
                ", ".join(sorted(speaking))
                or f"{request.directive.removesuffix('-elem').removesuffix('-attr')} is absent"
            )
            yield Why(letter, what, shown)


def trusts_by_nonce(policies: Policies) -> bool:
    """Whether a script with a relative address may be trusted wherever that leads: elsewhere its host has to be listed."""
    speaking = (policy.effective("script-src-elem") for policy in policies.enforced)
    return any(one is not None and any(source.kind == "nonce" for source in one.sources) for one in speaking)


def ways_round(enforced: tuple[Policy, ...]) -> Iterator[Why]:
    """The first known way round that every policy lets in."""
    ways = known()
    found = []
    for policy in enforced:
        hit = next(
            ((name, way) for name, source, evals in elements_of(policy) if (way := bypass_of(source, evals, ways))),
            None,
        )
        if hit is None:
            return
        found.append(hit)
    name, way = found[0]
    yield Why("C", f"{way.address} ({way.kind}) is a known way round the policy", name)
