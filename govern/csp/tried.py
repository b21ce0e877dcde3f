"""The policy that a site tries out, report-only, beside the one that is enforced: what it does not say is as in that one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.core.report import Place
from govern.spec.sections.csp import Csp

if TYPE_CHECKING:
    from govern.project import Project

WRITTEN: dict[str, object] = {"base": {}, "extra": (), "hashes": ()}
"""What the specs list, and what it is where a trial lists nothing of its own."""


class Tried(Csp):
    """A policy that is tried out. What it says itself stands below `trial`."""

    def place(self, *route: str | int) -> Place:
        """The place of something that the trial says, or of what it takes over."""
        own = route and self.trial is not None and self.trial.given(str(route[0]))
        return super().place(*(("trial", *route) if own else route))


def tried_of(policy: Csp) -> Tried | None:
    """What is tried out beside a policy, whole."""
    trial = policy.trial
    if trial is None:
        return None
    given = {name: getattr(trial, name) for name in trial.__fields__ if trial.given(name)}
    return made(policy.replace(mode="report_only", **given), policy)


def made(said: Csp, beside: Csp) -> Tried:
    """What is said as a policy that is tried out, written where the one is that it stands beside."""
    found = Tried(**{name: getattr(said, name) for name in said.__fields__ if said.given(name)})
    at = beside.place()
    found.mark(_file=at.file, _route=at.route)
    return found


def to_judge(project: Project) -> Iterator[Csp]:
    """The policies that rules over specs look at: each as it is written, and what its trial writes anew, as if it were enforced,
    which it is to be one day."""
    for policy in project.policies:
        yield policy
        tried = tried_of(policy)
        if tried is not None and policy.trial is not None:
            unsaid = {name: none for name, none in WRITTEN.items() if not policy.trial.given(name)}
            yield made(tried.replace(mode="enforce", **unsaid), policy)


def inherits(policy: Csp, name: str) -> bool:
    """Whether a policy that is tried out takes a field over from the enforced one, of which it is said already."""
    return isinstance(policy, Tried) and policy.trial is not None and not policy.trial.given(name)
