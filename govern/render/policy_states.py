"""What was rendered last of each site's policy, by digest, in the lines that `entities.py` tells.

    entity "Content-Security-Policy of shop" policy "shop" 3f9a0c12d4e5@2 77aa10b2c3d4@1 -

A page that is served what was rendered before waits for deployment; one that is served anything else has drifted. Where reports
go is compared by nobody, a nonce is another in each answer, and neither order nor spelling changes what a policy says.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import TYPE_CHECKING

from govern.core.report import Change
from govern.csp.compare import with_nonce
from govern.csp.difference import KIND, name_of, owner_of
from govern.csp.pages import Page, declared, declared_for, declared_trial, pages
from govern.csp.policy import Policy
from govern.render.entities import ABSENT, NOT_THERE, Key, State, States, after

if TYPE_CHECKING:
    from govern.project import Project

REPORTING = ("report-uri", "report-to")


def is_policy(key: Key) -> bool:
    """Whether a state is that of a policy."""
    return key[1] == KIND


def key_of(site: str) -> Key:
    """By what the policy of a site is remembered."""
    return owner_of(site), KIND, site


def digest(enforced: Iterable[Policy], reporting: Iterable[Policy]) -> str:
    """What tells one state of a site's policies from another."""
    said = [sorted(map(words_of, policies)) for policies in (enforced, reporting)]
    return sha256(json.dumps(said).encode()).hexdigest()[:12] if any(said) else ABSENT


def words_of(policy: Policy) -> list[list[str]]:
    """What a policy says, in one spelling and order."""
    listed = (one for one in with_nonce(policy).directives if one.name not in REPORTING)
    return sorted([one.name, *sorted(one.words)] for one in listed)


def wished(project: Project) -> Iterator[tuple[Key, str]]:
    """The declared policies that can be rendered, with what is tried out beside them."""
    for policy in project.policies:
        found, tried = declared(project, policy.site), declared_trial(project, policy.site)
        if found is not None:
            trial = tried.enforced if tried is not None else ()
            sides = (found.enforced, trial) if policy.mode == "enforce" else ((), found.enforced)
            yield key_of(policy.site), digest(*sides)


def served(page: Page) -> str:
    """The state of what a page is served; that of none where it is served no policy."""
    return digest(page.served_as("enforce"), page.served_as("report"))


def rendered_again(project: Project, known: States, live: Project | None) -> States:
    """The states after policies were rendered; what was before is forgotten where a page of the exports is served the newest."""
    now = dict(wished(project))
    found = {key: after(known.get(key, NOT_THERE), made, turn(known, key)) for key, made in now.items()}
    if live is None:
        return found
    followed = {
        key_of(one.site)
        for page in pages(live)
        if (one := declared_for(live, page)) is not None and served(page) == now.get(key_of(one.site))
    }
    return {key: history[:1] if key in followed else history for key, history in found.items()}


def turn(known: States, key: Key) -> int:
    """The number of a policy's next turn."""
    return known.get(key, (State(ABSENT),))[0].turn + 1


def waiting(project: Project, changes: Iterable[Change], known: States) -> Iterator[Change]:
    """The differences of policies that are ours alone: a page is served what was rendered before."""
    by_name = {
        (owner_of(one.site), name_of(page)): (page, one)
        for page in pages(project)
        if (one := declared_for(project, page)) is not None
    }
    for change in changes:
        page, policy = by_name.get((change.owner, change.name), (None, None)) if change.kind == KIND else (None, None)
        if page is not None and policy is not None:
            history = known.get(key_of(policy.site), ())
            if served(page) in {state.digest for state in history}:
                yield change
