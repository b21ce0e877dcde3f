"""A project's own rules: a file of Python each, of the same form as ours, and simple ones in YAML.

`rules/<group>/<name>.py` is the rule `<group>/<name>`; a file right in `rules/` belongs to the group `team`. Running
them is running the project's own code, as a hook of its own would; `GOVERN_PROJECT_RULES=off` leaves Python out. Rules
in YAML cannot run anything.
"""

from __future__ import annotations

import os
import sys
import types
from collections.abc import Iterator

from govern.core.memo import memo
from govern.core.record import Record
from govern.core.report import LEVELS, Place, Span
from govern.project import Project
from govern.project.config import RULES, below, is_below
from govern.rules import Problem, Rule
from govern.rules.catalogue import all_rules, load_rule, rule_ids
from govern.source.document import Document
from govern.source.files import is_yaml

SWITCH = "GOVERN_PROJECT_RULES"
GROUP = "team"
MODULES = "govern_project_rules"
"""The name that the modules of a project's rules begin with, so that they are nobody else's."""


class Team(Record):
    """A project's own rules and where each is written, what is wrong with others, and which in Python were left out."""

    rules: tuple[Rule, ...] = ()
    places: dict[str, Place] = {}
    problems: tuple[Problem, ...] = ()
    skipped: tuple[str, ...] = ()


@memo
def team_of(project: Project) -> Team:
    """The project's own rules, loaded once."""
    files = {file: document for file, document in project.own_files.items() if is_below(file, RULES)}
    if not files:
        return Team()
    rules: dict[str, Rule] = {}
    places: dict[str, Place] = {}
    problems: list[Problem] = []
    runs_python = os.environ.get(SWITCH) != "off"
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
    return Team(tuple(rules[name] for name in sorted(rules)), places, tuple(problems), skipped)


def rules_in(document: Document, runs_python: bool) -> Iterator[tuple[Rule, Place] | Problem]:
    """The rules of one file with their places, and why others are none."""
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
    file, rule_id = document.file, id_of(document.file)
    module = types.ModuleType(f"{MODULES}.{rule_id.replace('/', '.').replace('-', '_')}")
    module.__file__ = file
    sys.modules[module.__name__] = module
    try:
        exec(compile(document.text, file, "exec", dont_inherit=True), vars(module))  # noqa: S102 - the project's own
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever their code does is said at its line
        return broken(file, f'the rule "{rule_id}" cannot be loaded: {said(error)}', error)
    check = vars(module).get("check")
    if not isinstance(check, Rule):
        message = f'the rule "{rule_id}" has no function "check" with @rule before it'
        return Problem(Place(file, (), START), message, help="from govern.rules import Problem, rule", subject=file)
    if check.level not in LEVELS or check.over not in ("specs", "live"):
        message = f'the rule "{rule_id}" has the level "{check.level}" over "{check.over}"'
        help = f"levels are {', '.join(LEVELS)}; rules are over specs or live"
        return Problem(Place(file, (), START), message, help=help, subject=file)
    return check.replace(id=rule_id, text=(module.__doc__ or "").strip() or f"The rule {rule_id} of this project.")


def failed(project: Project, rule: Rule, error: BaseException) -> Problem:
    """What is said of a rule of the project's own that raised, or that yielded what is no problem."""
    place = team_of(project).places[rule.id]
    return broken(place.file, f'the rule "{rule.id}" failed: {said(error)}', error)


def broken(file: str, message: str, error: BaseException) -> Problem:
    """A problem at the line of a rule's file where an error came from."""
    line = error.lineno or 1 if isinstance(error, SyntaxError) and error.filename == file else 1
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == file:
            line = trace.tb_lineno
        trace = trace.tb_next
    help = "every other rule was run; to try this one: govern rules --test"
    return Problem(Place(file, (), Span(line, 1, line, 2)), message, help=help, subject=file)


def said(error: BaseException) -> str:
    """An error in one short line."""
    lines = f"{type(error).__name__}: {error}".splitlines()
    return lines[0][:200].rstrip(": ")


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
