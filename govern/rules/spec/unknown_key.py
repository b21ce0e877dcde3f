"""Every key is a word of the spec language.

A key that nobody reads is a wish that never comes true: `ownr: checkout-team` leaves the event without an owner, and a
section called `event:` leaves out every event in it. Spec files therefore refuse what they do not know.

Remedy: take the spelling that the message suggests. Notes for people go into `description` or a comment.
"""

from __future__ import annotations

from collections.abc import Iterable

from govern.project import Project
from govern.project.refused import problems
from govern.rules import Problem, rule


@rule(
    good="events: [{name: purchase, owner: checkout-team}]",
    bad="events: [{name: purchase, ownr: checkout-team}]",
)
def check(project: Project) -> Iterable[Problem]:
    return problems(project, "spec/unknown-key")
