"""Rules: one file each, `govern/rules/<group>/<name>.py` is the rule `<group>/<name>`. Here: what a rule is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Literal

from govern.project import Project
from govern.record import Record
from govern.report import Edit, Level, Place, Related

Over = Literal["specs", "live", "ignores", "settings", "team", "files"]
"""What a rule looks at: specs, exports, the comments that silence other rules, `govern.yaml`, a team's own platforms
and rules, or files of any kind."""

Check = Callable[[Project], Iterable["Problem"]]


class Problem(Record):
    """What a rule says: where, what, the other places, the next step. `subject` names the thing when no route does.

    `fix` is given only where one answer is right, such as `fix=(Edit("replace", mapping.place("as"), "Purchase"),)`.
    `cause` names the root that a rule's problems have in common, such as the name that nobody declares: one mistake is
    one finding, at its first place, with the others as related places. Its message should be about the cause.
    """

    place: Place
    message: str
    related: tuple[Related, ...] = ()
    help: str = ""
    subject: str = ""
    at_key: bool = False
    fix: tuple[Edit, ...] = ()
    cause: str = ""


class Rule(Record):
    """A rule's anatomy. `good` and `bad` are examples shown by `explain` and run by the tests.

    A rule that is `alone` promises that what it says in a file of events (`Project.leaves`) follows from that file and
    from the files that are none: it asks nothing of the events and mappings of another such file. What it said about
    unchanged files is then remembered. A test holds every such rule to it.

    They are spec files as YAML text (over settings a `govern.yaml`, over team a platform or a file of rules); over live state YAML with `containers:`, `access:` or `csp:` as in an export, and
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

    @property
    def verb(self) -> str:
        """The command that asks the rule."""
        return {"live": "audit", "files": "secrets"}.get(self.over, "lint")

    @property
    def manual(self) -> str:
        """The manual page: the docstring of the rule's module, or the `text` of a rule of the project's own."""
        import sys

        return self.text or (sys.modules[self.check.__module__].__doc__ or "").strip()


def put(place: Place, value: Any) -> tuple[Edit, ...]:
    """The fix that writes a value at a place; none where no value is sure."""
    return (Edit("replace", place, value),) if value not in ("", None) else ()


def rekey(place: Place, key: str) -> tuple[Edit, ...]:
    """The fix that gives the key at a place another name; none where no name is sure."""
    return (Edit("rename", place, key),) if key else ()


def removal(place: Place) -> tuple[Edit, ...]:
    """The fix that takes a key or an entry away."""
    return (Edit("remove", place),)


def rule(
    *, good: str, bad: str, level: Level = "error", over: Over = "specs", alone: bool = False
) -> Callable[[Check], Rule]:
    """Make a function of the project a rule."""

    def build(check: Check) -> Rule:
        *_, group, name = check.__module__.split(".")
        return Rule(check, good, bad, level, over, f"{group}/{name}".replace("_", "-"), alone=alone)

    return build
