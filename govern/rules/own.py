"""A project's own rules: a file of Python each, of the same form as ours, and simple ones in YAML.

`rules/<group>/<name>.py` is the rule `<group>/<name>`; a file right in `rules/` belongs to the group `team`. Rules in
YAML cannot run anything. Those in Python are asked only where the user trusts them (`project.trust`), and never in this
process: `rules.inside` runs them in one of their own, and this process takes nothing from it but plain data.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING, Any, get_args

from govern.core.memo import memo
from govern.core.record import Record
from govern.core.report import LEVELS, Edit, EditAction, Place, Related, Span
from govern.project import Project, trust
from govern.project.config import RULES, below, is_below
from govern.rules import Problem, Rule
from govern.rules.catalogue import all_rules, load_rule, rule_ids
from govern.source.document import Document
from govern.source.files import is_yaml

if TYPE_CHECKING:
    from govern.core.child import Child
    from govern.rules.inside import Named

GROUP = "team"
SECONDS = 10.0
"""How long a rule in Python may take."""

MEMORY = 2 << 30
"""How much memory all of them have, in bytes."""


class Team(Record):
    """A project's own rules and where each is written, what is wrong with others, and which in Python were left out,
    with the remark that says so."""

    rules: tuple[Rule, ...] = ()
    places: dict[str, Place] = {}
    problems: tuple[Problem, ...] = ()
    skipped: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@memo
def team_of(project: Project) -> Team:
    """The project's own rules, loaded once."""
    files = {file: document for file, document in project.own_files.items() if is_below(file, RULES)}
    if not files:
        return Team()
    rules: dict[str, Rule] = {}
    places: dict[str, Place] = {}
    problems: list[Problem] = []
    standing = standing_of(project)
    runs_python = standing in ("", trust.TRUSTED)
    skipped = () if runs_python else tuple(id_of(file) for file in files if is_python_rule(file))
    for made in (made for document in files.values() for made in rules_in(document, runs_python)):
        if isinstance(made, Problem):
            problems.append(made)
            continue
        rule, place = made
        if rule.id in rules or rule.id in rule_ids():
            message = f'the rule "{rule.id}" has the name of a rule that there is already'
            problems.append(Problem(place, message, help="give it another name", subject=f"{place.file}\n{rule.id}"))
        else:
            rules[rule.id], places[rule.id] = rule, place
    notes = trust.left_out(standing, skipped)
    return Team(tuple(rules[name] for name in sorted(rules)), places, tuple(problems), skipped, notes)


def python_of(project: Project) -> dict[str, str]:
    """The text of every file of the project's own rules in Python, shared ones included."""
    return {
        file: document.text
        for file, document in project.own_files.items()
        if is_below(file, RULES) and file.endswith(".py")
    }


def standing_of(project: Project) -> trust.Standing:
    """Whether the project's rules in Python are trusted. Examples have no folder: who made them has asked before."""
    return trust.standing(project.root, trust.digest(python_of(project))) if project.root else trust.TRUSTED


def left_out(project: Project) -> tuple[str, ...]:
    """The remark about rules that were not run, where there are such."""
    return team_of(project).notes if project.own_files else ()


def rules_in(document: Document, runs_python: bool) -> Iterator[tuple[Rule, Place] | Problem]:
    """The rules of one file with their places, and why others are not rules."""
    if is_yaml(document.file):
        from govern.rules.simple import simple_rules

        yield from simple_rules(document)
    elif runs_python and is_python_rule(document.file):
        made = python_rule(document)
        yield made if isinstance(made, Problem) else (made, Place(document.file, (), START))


def is_python_rule(file: str) -> bool:
    """Whether a file is a rule in Python; names that begin with an underscore are for what rules share."""
    return file.endswith(".py") and not file.rpartition("/")[2].startswith("_")


START = Span(1, 1, 1, 2)


def id_of(file: str) -> str:
    """A rule's id, from the path of its file below the `rules` folder."""
    path = below(file)[1].removesuffix(".py").replace("_", "-")
    return path if "/" in path else f"{GROUP}/{path}"


def python_rule(document: Document) -> Rule | Problem:
    """The rule of a Python file, or why there is none."""
    named = (id_of(document.file), document.file, document.text)
    answer = described(named)
    if answer["broken"]:
        return broken(named, "cannot be loaded", *answer["broken"])
    rule, place = answer["rule"], Place(document.file, (), START)
    if isinstance(rule, str):
        help = "from govern.rules import Problem, rule"
        return Problem(place, f'the rule "{named[0]}" {rule}', help=help, subject=document.file)
    if rule["level"] not in LEVELS or rule["over"] not in ("specs", "live"):
        message = f'the rule "{named[0]}" has the level "{rule["level"]}" over "{rule["over"]}"'
        help = f"levels are {', '.join(LEVELS)}; rules are over specs or live"
        return Problem(place, message, help=help, subject=document.file)
    good, bad, text = (str(rule[key]) for key in ("good", "bad", "text"))
    text = text or f"The rule {named[0]} of this project."
    return Rule(partial(asked, named), good, bad, rule["level"], rule["over"], named[0], text, bool(rule["alone"]))


class Worker:
    """The process that all rules in Python are asked in, and the project that it was handed last."""

    def __init__(self) -> None:
        self.child: Child | None = None
        self.told: tuple[Project, int] | None = None

    def ask(self, kind: str, named: Named, project: Project | None = None) -> dict[str, Any]:
        """What the process answers about a rule; where it breaks down, that is what is wrong with the rule."""
        from govern.core.child import Child, Failure

        if self.child is None:
            self.child = Child("govern.rules.inside", memory=MEMORY, files=True)
        try:
            if project is not None:
                self.hand_over(self.child, project)
            answer: dict[str, Any] = self.child.ask((kind, named), SECONDS)
        except Failure as failure:
            return {"problems": [], "broken": (str(failure), 1)}
        if answer.get("again"):
            self.child.close()
        return answer

    def hand_over(self, child: Child, project: Project) -> None:
        """Hand the project over, unless the process has it."""
        import pickle

        if child.process is None or self.told is None or self.told[0] is not project or self.told[1] != child.starts:
            child.ask(("project", pickle.dumps(project)), SECONDS)
            self.told = project, child.starts


@cache
def worker() -> Worker:
    """The worker of this run."""
    return Worker()


@lru_cache(maxsize=1024)
def described(named: Named) -> dict[str, Any]:
    """What a file of Python says its rule is."""
    return worker().ask("describe", named)


class Broke(Exception):
    """A rule of the project's own did not come to its end; what is said of it is the `problem`."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def asked(named: Named, project: Project) -> Iterator[Problem]:
    """What a rule says about a project, from the process that runs it."""
    answer = worker().ask("ask", named, project)
    try:
        found = [problem_of(data) for data in answer["problems"]]
        wrong = answer["broken"] and broken(named, "failed", *answer["broken"])
    except (TypeError, ValueError, KeyError):
        raise Broke(broken(named, "failed", "it answers with what is not a problem", 1)) from None
    yield from found
    if wrong:
        raise Broke(wrong)


def broken(named: Named, what: str, why: str, line: int) -> Problem:
    """What is said of a rule that cannot be run, or not to its end."""
    rule_id, file, _ = named
    help = "every other rule was run; to try this one: govern rules --test"
    message = f'the rule "{rule_id}" {what}: {why}'
    return Problem(Place(file, (), Span(int(line), 1, int(line), 2)), message, help=help, subject=file)


def problem_of(data: Any) -> Problem:
    """A problem from plain data that anybody may have made; raises where it is not one."""
    message, help, subject, cause = texts(data[key] for key in ("message", "help", "subject", "cause"))
    related = tuple(Related(texts([text])[0], place_of(place)) for text, place in data["related"])
    edits = tuple(Edit(action, place_of(place), value) for action, place, value in data["fix"])
    if not all(edit.action in get_args(EditAction) for edit in edits):
        raise ValueError("a fix is not an edit")
    return Problem(place_of(data["place"]), message, related, help, subject, data["at_key"] is True, edits, cause)


def place_of(data: Any) -> Place:
    """A place from plain data; raises where it is not one."""
    file, entity = texts((data["file"], data["entity"]))
    route, span = tuple(data["route"]), data["span"]
    if not all(type(step) in (str, int) for step in route):
        raise TypeError("a route is made of keys and positions")
    if span is not None:
        line, column, end_line, end_column = map(int, span)
        span = Span(line, column, end_line, end_column)
    return Place(file, route, span, entity)


def texts(values: Iterable[Any]) -> tuple[str, ...]:
    """Values that are texts; raises where one is not."""
    found = tuple(values)
    if not all(isinstance(value, str) for value in found):
        raise TypeError("what is printed and sorted has to be text")
    return found


def known_ids(project: Project) -> tuple[str, ...]:
    """Every rule that can speak here: ours, and the project's own, also those that are left out today."""
    team = team_of(project)
    return (*rule_ids(), *(rule.id for rule in team.rules), *team.skipped)


def rule_of(project: Project | None, rule_id: str) -> Rule | None:
    """A rule by its id, ours or the project's own."""
    if rule_id in rule_ids():
        return load_rule(rule_id)
    own = team_of(project).rules if project is not None else ()
    return next((rule for rule in own if rule.id == rule_id), None)


def every_rule(project: Project | None) -> Iterator[Rule]:
    """Every rule, in the order of their ids; in a project its own as well."""
    own = team_of(project).rules if project is not None else ()
    yield from sorted((*all_rules(), *own), key=lambda rule: rule.id)


def every_id(project: Project | None) -> tuple[str, ...]:
    """The ids of all rules; in a project its own as well."""
    return known_ids(project) if project is not None else rule_ids()
