"""Rules: one file each, `govern/rules/<group>/<name>.py` is the rule `<group>/<name>`. Here: what a rule is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal

from govern.core.problem import Problem, put, rekey, removal
from govern.core.record import Record
from govern.core.report import Cost, Level
from govern.project import Project

__all__ = ["CAPTURED", "Check", "Over", "Problem", "Rule", "put", "rekey", "removal", "rule"]

Over = Literal["specs", "live", "captures", "ignores", "settings", "team", "files"]
"""What a rule looks at: specs, exports, captured traffic, the comments that silence other rules, `govern.yaml`, a team's own platforms
and rules, or files of any kind."""

CAPTURED = "hits"
"""The group of the rules over captures."""

Check = Callable[[Project], Iterable[Problem]]


class Rule(Record):
    """A rule's anatomy. `good` and `bad` are examples shown by `explain` and run by the tests.

    A rule that is `alone` promises that what it says in a file of events (`Project.leaves`) follows from that file and
    from the files that are not: it asks nothing of the events and mappings of another such file. What it said about
    unchanged files is then remembered. A test holds every such rule to it.

    Where it is `by_date`, a day that passes brings what it says, and no change of the specs: that stops neither rendering nor
    a commit.

    `cost` says what its findings cost, for reports that tell the expensive ones first.

    Over captures they are YAML with `capture:`, a list of requests, or `files:`, texts by name, and `specs:`.

    They are spec files as YAML text (over settings a `govern.yaml`, over team a platform or a file of rules); over live state YAML with `containers:`, `exports:`, `access:`, `csp:` or a list `settings:` as in an export, and
    `specs:` where the rule holds one against the other.
    """

    check: Check
    good: str
    bad: str
    level: Level = "error"
    over: Over = "specs"
    id: str = ""
    text: str = ""
    alone: bool = False
    cost: Cost | None = None
    by_date: bool = False

    @property
    def verb(self) -> str:
        """The command that asks the rule."""
        return {"live": "audit", "captures": "verify", "files": "secrets"}.get(self.over, "lint")

    @property
    def manual(self) -> str:
        """The manual page: the docstring of the rule's module, or the `text` of a rule of the project's own."""
        import sys

        return self.text or (sys.modules[self.check.__module__].__doc__ or "").strip()


def rule(
    *,
    good: str,
    bad: str,
    level: Level = "error",
    over: Over = "specs",
    alone: bool = False,
    cost: Cost | None = None,
    by_date: bool = False,
) -> Callable[[Check], Rule]:
    """Make a function of the project a rule."""

    def build(check: Check) -> Rule:
        *folders, group, name = check.__module__.split(".")
        subject: Over = "live" if folders == ["govern", "rules", "live"] else "captures" if group == CAPTURED else over
        id = f"{group}/{name}".replace("_", "-")
        return Rule(check, good, bad, level, subject, id, alone=alone, cost=cost, by_date=by_date)

    return build
