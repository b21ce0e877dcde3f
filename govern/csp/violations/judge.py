"""What a violation is: a tag that the policy breaks, the noise of add-ons and proxies, or something to look at.

The first question that holds decides; the order was worked out on reports of real visitors. An add-on shows itself seldom
by the scheme of its addresses, and more often by what it puts into pages: a script that the policy does not let run.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, Literal

from govern.core.record import Record
from govern.core.regex import regex
from govern.csp.address import address_of
from govern.csp.ask import CLASSES
from govern.csp.match import allows
from govern.csp.policy import parse_policies
from govern.csp.violations.own import Own
from govern.csp.violations.report import TEXTS, Violation
from govern.csp.violations.tally import Counted
from govern.signals.hosts import registrable

if TYPE_CHECKING:
    from govern.project import Project

Verdict = Literal["broken", "look", "noise"]
WEB = frozenset({"http", "https", "ws", "wss"})
ADD_ON = regex(r"(?i)\b(?:add-?on|extension|userscript|greasemonkey|tampermonkey|grammarly|lastpass|adblock)")
NUMBERS = regex(r"https?://(?:[0-9]{1,3}(?:\.[0-9]{1,3}){3}|\[[0-9a-f:.]+\])(?::[0-9]+)?")

FREQUENT, SHARE = 20, 50
"""So many reports at least, and one of so many, are more than the add-ons of a few visitors."""


class Judged(Record):
    """A violation with what it is, why, and what would mend it."""

    counted: Counted
    verdict: Verdict
    why: str
    change: str = ""


def judged(project: Project | None, counted: tuple[Counted, ...], total: int) -> tuple[Judged, ...]:
    """What each violation is."""
    own = Own(project)
    return tuple(judge(own, one, total) for one in counted)


def judge(own: Own, counted: Counted, total: int) -> Judged:
    """What one violation is."""
    one = counted.violation
    for verdict, why in chain(noise(one, counted.policy), known(own, counted, total)):
        change = own.change(one) if verdict == "broken" else ""
        return Judged(counted, verdict, why, change)
    return Judged(counted, "noise", "hosts that nothing declares")


def noise(one: Violation, policy: str) -> Iterator[tuple[Verdict, str]]:
    """What shows itself as an add-on's, a proxy's or a stranger's."""
    if one.blocked == "others":
        yield "look", "more kinds of reports than are told apart"
    if one.blocked and one.blocked not in TEXTS and scheme_of(one.blocked) not in WEB:
        yield "noise", "addresses of browser extensions and apps"
    if one.source and scheme_of(one.source) not in WEB:
        yield "noise", "scripts of browser extensions"
    if ADD_ON.search(one.sample):
        yield "noise", "an add-on that names itself"
    if one.page and scheme_of(one.page) not in WEB and ":" in one.page:
        yield "noise", "pages that are not of the web"
    if one.directive == "frame-ancestors":
        yield "look", "somebody frames the page"
    if NUMBERS.fullmatch(one.blocked):
        yield "noise", "a carrier's proxy"
    if is_put_in(one, policy):
        yield "noise", "scripts that something outside of the page put in"


def known(own: Own, counted: Counted, total: int) -> Iterator[tuple[Verdict, str]]:
    """What is told by whose host it is, and what stands in the page itself."""
    one = counted.violation
    if not one.blocked or one.blocked in TEXTS:
        yield in_the_page(own, counted, total)
        return
    host = host_of(one.blocked)
    if lets_through(counted.policy, one):
        yield "look", "the policy that is quoted lets it through: another one blocks it, or a program between"
    if one.page and registrable(host) == registrable(host_of(one.page)):
        yield "look", "the site's own hosts"
    stranger = own.stranger(one.blocked)
    if stranger:
        yield "look", f"a container that is not declared, {stranger}"
    if who := own.who(host):
        yield "broken", who
    if vendor := own.vendor(host):
        yield "look", f"{vendor}, to which nothing is declared to send"
    if is_frequent(counted.count, total):
        yield "look", "a host that nothing declares, reported too often for an add-on"


def in_the_page(own: Own, counted: Counted, total: int) -> tuple[Verdict, str]:
    """A text of the page, an own one or an add-on's: one report does not tell."""
    if where := own.code(counted.violation.sample):
        return "broken", f"code of {where}"
    if is_frequent(counted.count, total) or total < FREQUENT:
        return "look", "code in the page, reported by many" if total >= FREQUENT else "code in the page"
    return "noise", "code in the page, reported by few"


def is_frequent(count: int, total: int) -> bool:
    """Whether so many visitors report it that it is not their add-ons."""
    return count >= FREQUENT and count * SHARE >= total


def is_put_in(one: Violation, policy: str) -> bool:
    """Whether the script that asked is a foreign one that the quoted policy does not let run."""
    if not policy or not is_web(one.source, one.page) or host_of(one.source) == host_of(one.page):
        return False
    return not all(allows(each, "script-src-elem", f"{one.source}/", one.page) for each in parse_policies(policy))


def lets_through(policy: str, one: Violation) -> bool:
    """Whether the quoted policy lets the address through. Of a source with a path that is not known, since paths are not
    kept."""
    policies = parse_policies(policy) if policy and is_web(one.blocked, one.page) else ()
    if not policies or (one.directive not in CLASSES and one.directive not in ("script-src", "style-src")):
        return False
    speaking = [each.effective(one.directive) for each in policies]
    paths = any(source.path not in ("", "/") for one in speaking if one is not None for source in one.sources)
    blocked = one.blocked.partition("?")[0]
    return not paths and all(allows(each, one.directive, f"{blocked}/", one.page) for each in policies)


def is_web(*addresses: str) -> bool:
    """Whether all are addresses of the web."""
    return all(scheme_of(one) in WEB and host_of(one) for one in addresses)


def scheme_of(address: str) -> str:
    """The scheme of an address; of a word without a colon the word."""
    return address.partition(":")[0].lower()


def host_of(address: str) -> str:
    """The host of an origin; empty where it has none."""
    try:
        return address_of(address).host
    except ValueError:
        return ""
