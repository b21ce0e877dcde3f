"""A project's own rules in Python where they run: in a process of their own, which `rules.own` asks.

A rule gets the project as data. What else it does than to yield problems is said of it: what it raises or prints, that
it takes too long, changes what it was given, or meddles with the process that all rules share.
"""

from __future__ import annotations

import builtins
import io
import json
import pickle
import sys
import threading
import types
from typing import Any

from govern.core.child import late
from govern.core.inside import Clock, Guard
from govern.core.report import Place
from govern.project import Project
from govern.rules import Problem, Rule

MODULES = "govern_project_rules"
"""The name that the modules of a project's rules begin with, so that they are nobody else's."""

WORDS = vars(builtins)

Named = tuple[str, str, str]
"""A rule as it is asked for: its id, its file, the text of the file."""


class Printed(io.TextIOBase):
    """Standard output and error of rules: they go nowhere, and the first words are remembered."""

    text = ""

    def writable(self) -> bool:
        return True

    def write(self, text: str, /) -> int:
        self.text = self.text or str(text)[:40].strip()
        return len(text)


class Handler:
    """Describes rules, and asks them about the project that it was handed last."""

    def __init__(self, guard: Guard) -> None:
        self.guard = guard
        self.raw = b""
        self.before = b""
        self.project: Project | None = None
        self.rules: dict[Named, Rule | str] = {}

    def answer(self, request: tuple[str, Any], clock: Clock) -> dict[str, Any]:
        kind, about = request
        if kind == "project":
            self.raw, self.project = about, None
            return {}
        return self.watched(kind, about, clock)

    def watched(self, kind: str, named: Named, clock: Clock) -> dict[str, Any]:
        """What a rule is, or what it says, and what is wrong with how it does that."""
        stdout, stderr = sys.stdout, sys.stderr
        sys.stdout = sys.stderr = printed = Printed()
        modules, words, error = dict(sys.modules), WORDS.copy(), None
        answer: dict[str, Any] = {"problems": [], "broken": None}
        try:
            if kind == "describe":
                answer["rule"] = self.described(named)
            else:
                self.ask(named, answer["problems"])
        except BaseException as raised:  # noqa: BLE001 - whatever their code does is said at its line
            error = raised
        now = WORDS.copy()
        WORDS.update(words)
        if error is not None:
            answer["broken"] = late(clock.seconds) if clock.late else said(error), line_of(error, named[1])
        meddles = meddling(modules, words, now)
        told = self.refused() or self.changes() or meddles or (printed.text and f'it prints "{printed.text}"')
        if told and not clock.late:
            answer["broken"] = told, (answer["broken"] or ("", 1))[1]
        sys.stdout, sys.stderr = stdout, stderr
        answer["again"] = bool(meddles) or clock.late
        return answer

    def rule(self, named: Named) -> Rule | str:
        """The rule of a file, loaded once, or why there is none."""
        if named not in self.rules:
            self.rules[named] = loaded(named)
        return self.rules[named]

    def described(self, named: Named) -> dict[str, Any] | str:
        """A rule without its function."""
        rule = self.rule(named)
        if isinstance(rule, str):
            return rule
        keys = ("level", "over", "alone", "good", "bad", "text")
        plain: dict[str, Any] = json.loads(json.dumps({key: getattr(rule, key) for key in keys}))
        return plain

    def ask(self, named: Named, problems: list[Any]) -> None:
        """Put what a rule says in a list, so that what was said before it broke is kept."""
        rule = self.rule(named)
        assert isinstance(rule, Rule), rule
        for problem in rule.check(self.whole()):
            problems.append(encoded(problem))  # noqa: PERF401

    def whole(self) -> Project:
        """The project for one rule: what it remembers of questions is for that rule alone."""
        if self.project is None:
            self.project = pickle.loads(self.raw)  # noqa: S301 - from the process that started this one
            self.before = pickle.dumps(self.project)
        make, parts = self.project.__reduce__()
        self.project = make(*parts)
        return self.project

    def changes(self) -> str:
        """Whether the project is not as it was; then it is made anew for the next rule."""
        if self.project is None:
            return ""
        try:
            same = pickle.dumps(self.project) == self.before
        except Exception:  # noqa: BLE001 - somebody has put in what is not data
            same = False
        if same:
            return ""
        self.project = None
        return "it changes the project, which other rules look at"

    def refused(self) -> str:
        """What the rule was kept from."""
        events = self.guard.taken()
        return f"it starts or ends other processes ({events[0]})" if events else ""


def meddling(modules: dict[str, Any], words: dict[str, Any], now_words: dict[str, Any]) -> str:
    """What a rule has done to the interpreter; the process is not used any more then."""
    for before, now, what in ((modules, sys.modules, "the module"), (words, now_words, "the built-in")):
        for name, value in before.items():
            if now.get(name, MODULES) is not value and not name.startswith(MODULES):
                return f'it replaces {what} "{name}"'
    return "it leaves threads running" if len(threading.enumerate()) > 2 else ""  # this one, and the clock's


def loaded(named: Named) -> Rule | str:
    """The rule of a Python file, or why there is none."""
    rule_id, file, text = named
    module = types.ModuleType(f"{MODULES}.{rule_id.replace('/', '.').replace('-', '_')}")
    module.__file__ = file
    sys.modules[module.__name__] = module
    exec(compile(text, file, "exec", dont_inherit=True), vars(module))  # noqa: S102 - the project's own
    check = vars(module).get("check")
    if not isinstance(check, Rule):
        return 'has no function "check" with @rule before it'
    return check.replace(text=(module.__doc__ or "").strip())


def encoded(problem: Any) -> dict[str, Any]:
    """A problem as plain data; raises where it is something else."""
    if not isinstance(problem, Problem):
        raise TypeError(f"it yields {type(problem).__name__}, expected Problem")
    place = located(problem.place)
    texts = (problem.message, problem.help, problem.subject, problem.cause, place["file"], place["entity"])
    if not all(isinstance(text, str) for text in texts):
        raise TypeError("its message, help or place is not text")
    data = {
        "place": place,
        "message": problem.message,
        "help": problem.help,
        "subject": problem.subject,
        "at_key": bool(problem.at_key),
        "cause": problem.cause,
        "related": [(other.message, located(other.place)) for other in problem.related],
        "fix": [(edit.action, located(edit.place), edit.value) for edit in problem.fix],
    }
    plain: dict[str, Any] = json.loads(json.dumps(data))
    return plain


def located(place: Place) -> dict[str, Any]:
    """A place as plain data."""
    span = place.span._values() if place.span is not None else None
    return {"file": place.file, "route": place.route, "span": span, "entity": place.entity}


def said(error: BaseException) -> str:
    """An error in one short line."""
    try:
        lines = f"{type(error).__name__}: {error}".splitlines()
    except BaseException:  # noqa: BLE001 - its text is made by the same code
        lines = [type(error).__name__]
    return lines[0][:200].rstrip(": ")


def line_of(error: BaseException, file: str) -> int:
    """The last line of a rule's file that an error came through."""
    line = error.lineno or 1 if isinstance(error, SyntaxError) and error.filename == file else 1
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == file:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
