"""`rules`: the list of rules, and a team's own rules tried on their examples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from govern.core.report import Report


def rules(directory: str, words: tuple[str, ...] = ()) -> tuple[list[dict[str, Any]], tuple[str, ...]]:
    """Every rule as a row: id, level, what it is over, what is right, which command asks it; in a project its own too.
    With `words` those whose id or manual page has all of them. Beside them, what is to be said of rules that were left out."""
    from govern.project.roots import project_or_none
    from govern.rules.own import every_rule, left_out

    project = project_or_none(directory)
    rows = [
        {
            "rule": rule.id,
            "level": rule.level,
            "over": rule.over,
            "title": rule.manual.split("\n", 1)[0],
            "verb": rule.verb,
        }
        for rule in every_rule(project)
        if not words or has_all(words, f"{rule.id}\n{rule.manual}")
    ]
    return rows, left_out(project) if project is not None else ()


def has_all(words: tuple[str, ...], text: str) -> bool:
    """Whether a text has all of some words, in any case of letters."""
    folded = text.casefold()
    return all(word.casefold() in folded for word in words)


def unknown_names(names: Iterable[str], directory: str) -> Iterator[tuple[str, str]]:
    """The names that are neither rules nor groups of rules, in a project its own included, each with what may be meant."""
    from govern.rules.catalogue import rule_ids
    from govern.spec.spelling import suggest

    if {*names} <= {*rule_ids(), *groups(rule_ids())}:
        return
    known = known_names(directory)
    for name in names:
        if name not in known:
            yield name, suggest(name, known) or "govern rules lists them all"


def known_names(directory: str) -> tuple[str, ...]:
    """Every rule and every group of rules, in a project its own included."""
    from govern.project.roots import project_or_none
    from govern.rules.own import every_id

    ids = every_id(project_or_none(directory))
    return tuple(sorted({*ids, *groups(ids)}))


def groups(rules: Iterable[str]) -> set[str]:
    """The groups that rules belong to."""
    return {rule.partition("/")[0] for rule in rules}


def test_rules(root: str) -> Report:
    """Every rule of the project's own on its own examples: what does not hold, as findings at the rule."""
    from govern.project import load
    from govern.rules.examples import failures, own_files
    from govern.rules.findings import Maker
    from govern.rules.own import team_of
    from govern.rules.run import BROKEN, sort

    project = load.load(root)
    own = own_files(project)
    team = team_of(project)
    maker = Maker(project)
    problems = [*team.problems, *(problem for rule in team.rules for problem in failures(project, rule, own))]
    findings = sort(maker.finding(BROKEN, "error", problem) for problem in problems)
    count = len(team.rules)
    tried = "the project has no rules of its own"
    if count:
        tried = f"{count} rule{'s' * (count != 1)} of the project's own, each tried on a good and a bad example"
    return Report(findings, notes=(tried, *team.notes))
