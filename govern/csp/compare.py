"""What one page's policies let in and another's do not: both are asked the same questions, and the answers are compared.

Lists of sources are not compared, since `a.example` and `https://a.example` are one source on a page over https, and a
host may be let in by a wildcard, by another directive's fallback or by nothing at all that forbids it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from govern.core.record import Record
from govern.csp.ask import CLASSES, NOBODY, NONCE, Question, is_long, questions, speaking
from govern.csp.policies import Policies
from govern.csp.policy import Directive, Policy
from govern.csp.request import Said, Verdict
from govern.csp.source import parse_source

WORDS = ("sandbox", "require-trusted-types-for", "trusted-types", "upgrade-insecure-requests")
"""Directives without sources, which restrict a page all the same and are compared word by word."""

Side = Literal["left", "right"]


class Difference(Record):
    """A source that lets something in on one side and nothing does on the other.

    `source` is empty where no directive restricts it there. `directive` is the one of the side that lets in, `stopped_by`
    the other side's; `what` the kinds of things that pass, `example` an address that shows it.
    """

    side: Side
    directive: str
    source: str
    what: tuple[str, ...]
    example: str
    stopped_by: str


def compare(left: Policies, right: Policies) -> tuple[Difference, ...]:
    """The differences between what two sides let in, each by the source that makes it, in the order of the questions."""
    left, right = settled(left), settled(right)
    found: dict[tuple[Side, str, str], Difference] = {}
    for question in questions(left, right):
        here, there = left.verdict(question.request), right.verdict(question.request)
        if here.allowed != there.allowed:
            one = difference(
                question,
                "left" if here.allowed else "right",
                here if here.allowed else there,
                there if here.allowed else here,
            )
            key = one.side, one.directive, one.source
            known = found.setdefault(key, one)
            if one.what[0] not in known.what:
                found[key] = known.replace(what=known.what + one.what)
    return (*found.values(), *by_word(left, right))


def difference(question: Question, side: Side, passing: Verdict, stopping: Verdict) -> Difference:
    """What a question shows that is answered with yes on one side only."""
    last = narrowest(passing)
    stop = stopping.blocked_by
    asked, by = question.request.directive, stop.directive if stop is not None else ""
    example = question.request.urls[0] if question.request.urls else ""
    return Difference(side, last.directive or asked, last.source, (question.what,), example, by)


def narrowest(passing: Verdict) -> Said:
    """What lets something in: of several policies the one that names the most, since a second one only narrows."""
    if not passing.said:
        return Said(True, "there is no policy")
    return max(
        passing.said, key=lambda said: (bool(said.source) and not said.source.startswith("*"), bool(said.source))
    )


def settled(policies: Policies) -> Policies:
    """The policies with one nonce for all: a nonce is another in each answer. One that is written twice stays one."""
    return policies.replace(
        enforced=tuple(map(with_nonce, policies.enforced)), reporting=tuple(map(with_nonce, policies.reporting))
    )


def with_nonce(policy: Policy) -> Policy:
    """A policy in which every nonce is the one that is asked about."""
    return policy.replace(directives=tuple(renonced(directive) for directive in policy.directives))


def renonced(directive: Directive) -> Directive:
    """A directive with that nonce."""
    values = (f"'nonce-{NONCE}'" if parse_source(value).kind == "nonce" else value for value in directive.values)
    return directive.replace(values=tuple(dict.fromkeys(values)))


def by_word(left: Policies, right: Policies) -> Iterator[Difference]:
    """Restrictions that only one side has: the other lets in what they forbid. Hashes are compared here, too."""
    sides: tuple[tuple[Side, Policies, Policies], ...] = (("left", left, right), ("right", right, left))
    for side, here, there in sides:
        yield from loosened(side, here, there)
        for name in ("script-src-elem", "style-src-elem"):
            accepted, known = hashes(here, name), hashes(there, name)
            for value in sorted(accepted.keys() - known.keys()) if there.enforced else ():
                yield Difference(side, name, accepted[value], ("the text with this hash",), "", name)
        for name in CLASSES:
            if is_long(name, (here, there)) and there.enforced:
                for text in sorted(words(here, name) - words(there, name)):
                    yield Difference(side, name, text, (CLASSES[name][0],), text, name)


def loosened(side: Side, here: Policies, there: Policies) -> Iterator[Difference]:
    """What directives without sources let in on a side and not on the other."""
    for name in WORDS:
        let_in, limit = granted(here, name), granted(there, name)
        if limit is not None and let_in is None:
            yield Difference(side, name, "", ("what it forbids",), "", name)
        elif limit is not None and let_in is not None and "*" not in limit:
            for word in sorted(let_in - limit):
                yield Difference(side, name, word, ("what it forbids otherwise",), "", name)


def granted(policies: Policies, name: str) -> frozenset[str] | None:
    """What a directive without sources lets in after all, as every enforced policy that has it says; nothing where none restricts.
    `require-trusted-types-for` restricts by `'script'` alone."""
    found = (policy.directive(name) for policy in policies.enforced)
    told = [frozenset(spelt(name, word) for word in one.values) for one in found if one is not None]
    if name == "require-trusted-types-for":
        return frozenset() if any("'script'" in words for words in told) else None
    narrow = [words for words in told if "*" not in words] or told[:1]
    return frozenset.intersection(*narrow) - {"'none'"} if narrow else None


def spelt(name: str, word: str) -> str:
    """A word in the spelling that is compared: names of trusted types are the only ones in which capitals count."""
    return word if name == "trusted-types" and not word.startswith("'") else word.lower()


def words(policies: Policies, name: str) -> set[str]:
    """The hosts and schemes of the directives that speak, in the spelling of those that mean the same."""
    listed = (directive for directive in speaking(name, policies) if directive is not None)
    return {source.word for one in listed for source in one.sources if source.kind in ("host", "scheme")}


def hashes(policies: Policies, name: str) -> dict[str, str]:
    """The hashes that an enforced policy accepts, by its directive for elements: each as it is compared, and as it is written."""
    speaking = (policy.effective(name) for policy in policies.enforced)
    return {
        source.value: source.text
        for directive in speaking
        if directive is not None
        for source in directive.sources
        if source.kind == "hash"
    }


def is_anything(difference: Difference) -> bool:
    """Whether what is let in is not a list of hosts: it has an address that nobody names."""
    return difference.example == NOBODY
