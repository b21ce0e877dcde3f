"""Running rules: find them by their files, ask each, turn problems into findings with spans, apply the ignores."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any

from govern import cache
from govern.model.base import DAY
from govern.platforms import masked
from govern.project import Project
from govern.report import Edit, Finding, Level, Place, Related, Route
from govern.rules import Over, Problem, Rule
from govern.source import files
from govern.source.document import line_of
from govern.source.yaml import Positions, Tree


@functools.cache
def rule_ids() -> tuple[str, ...]:
    """Every rule's id, from the file names alone."""
    folder = os.path.dirname(__file__)
    found: list[str] = []
    for group in sorted(os.listdir(folder)):
        path = os.path.join(folder, group)
        if os.path.isdir(path) and not group.startswith("_"):
            names = (name[:-3] for name in os.listdir(path) if name.endswith(".py") and not name.startswith("_"))
            found.extend(f"{group}/{name}".replace("_", "-") for name in names)
    return tuple(sorted(found))


def load_rule(rule_id: str) -> Rule:
    """The rule with an id; its module is imported."""
    group, name = rule_id.replace("-", "_").split("/")
    module = import_module(f"govern.rules.{group}.{name}")
    loaded: Rule = module.check
    return loaded


@functools.cache
def is_live(rule_id: str) -> bool:
    """Whether a rule is over live state, from its text: importing the rules that will not be asked takes longer."""
    path = os.path.join(os.path.dirname(__file__), rule_id.replace("-", "_") + ".py")
    return b'over="live"' in files.read(path)


def rules_over(project: Project, over: Over) -> Iterator[Rule]:
    """The rules to ask, in the order of their ids; those about sections that the specs lack are not even imported."""
    told = {**project.sections, "settings": project.config.rules, "team": tuple(project.own_files)}
    for rule_id in rule_ids():
        group = rule_id.partition("/")[0]
        if group == "secrets" or (group == "ignores") != (over == "ignores"):
            continue
        about = import_module(f"govern.rules.{group}").__dict__.get("ABOUT")
        asked = over != "specs" or about is None or any(told.get(section) for section in about)
        if asked and is_live(rule_id) == (over == "live"):
            yield load_rule(rule_id)
    if project.own_files:
        from govern.rules.own import team_of

        yield from (rule for rule in team_of(project).rules if rule.over == over)


def all_rules() -> Iterator[Rule]:
    """Every rule, imported, in the order of their ids."""
    return (load_rule(rule_id) for rule_id in rule_ids())


Said = tuple[Finding, str]
"""A finding and the cause it has in common with others of its rule; empty where it stands for itself."""


def run(project: Project, over: Over) -> tuple[Finding, ...]:
    """The findings of all rules over specs or over live state, ignores applied, in reading order."""
    said = list(ask(project, rules_over(project, over)))
    return concluded(project, said) if over == "specs" else sort(by_cause(said))


def run_again(project: Project, known: dict[str, list[Said]]) -> tuple[tuple[Finding, ...], list[Said]]:
    """The findings of all rules over specs, where it is `known` by file what rules that are `alone` say there, and what
    these rules say now."""
    rules = tuple(rules_over(project, "specs"))
    rest = project.without(known) if known else project
    alone = [*ask(rest, (rule for rule in rules if rule.alone)), *(one for said in known.values() for one in said)]
    return concluded(project, [*alone, *ask(project, (rule for rule in rules if not rule.alone))]), alone


def concluded(project: Project, said: list[Said]) -> tuple[Finding, ...]:
    """What is left of all that was said over specs when ignore comments are heard and causes joined."""
    kept, project.used_ignores = silence(project, said)
    return sort(by_cause([*kept, *ask(project, rules_over(project, "ignores"))]))


def ask(project: Project, rules: Iterable[Rule]) -> Iterator[Said]:
    """Each rule's problems as findings, at the level that the project gives the rule."""
    settings = {setting.rule: setting.level for setting in project.config.rules}
    maker = Maker(project)
    for rule in rules:
        level = settings.get(rule.id, rule.level)
        if level == "off":
            continue
        if rule.text:
            yield from ask_own(project, rule, level, maker)
        else:
            for problem in rule.check(project):
                yield maker.finding(rule.id, level, problem), problem.cause


def ask_own(project: Project, rule: Rule, level: Level, maker: Maker) -> Iterator[Said]:
    """`ask` for a rule of the project's own: where it raises, that is one finding, and what it found before stays."""
    from govern.rules.own import failed

    try:
        for problem in rule.check(project):
            yield checked(maker, rule.id, level, problem), problem.cause
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever their code does is said at its line
        how = {setting.rule: setting.level for setting in project.config.rules}.get(BROKEN, "error")
        if how != "off":
            yield maker.finding(BROKEN, how, failed(project, rule, error)), ""


BROKEN = "team/broken-rule"


def checked(maker: Maker, rule: str, level: Level, problem: Any) -> Finding:
    """A finding of a rule that nobody has tested: what is printed and sorted has to be text."""
    if not isinstance(problem, Problem):
        raise TypeError(f"it yields {type(problem).__name__}, expected Problem")
    finding = maker.finding(rule, level, problem)
    texts = (finding.message, finding.help, finding.place.file, finding.place.entity)
    if not all(isinstance(text, str) for text in texts):
        raise TypeError("its message, help or place is no text")
    return finding


def by_cause(said: Iterable[Said]) -> Iterator[Finding]:
    """One finding for each cause: at its first place, the others related to it."""
    together: dict[tuple[str, str], list[Finding]] = {}
    for finding, cause in said:
        if cause:
            together.setdefault((finding.rule, cause), []).append(finding)
        else:
            yield finding
    for members in together.values():
        first, *others = sort(members)
        yield joined(first, others) if others else first


def joined(first: Finding, others: list[Finding]) -> Finding:
    """A finding that stands for others as well. It can be fixed if all of them can."""
    more = f"{len(others):,} more place{'s' * (len(others) != 1)}"
    related = (*first.related, *(Related("here too", other.place) for other in others))
    fix = tuple(edit for finding in (first, *others) for edit in finding.fix)
    able = all(finding.fix for finding in (first, *others))
    return first.replace(message=f"{first.message} (and in {more})", related=related, fix=fix if able else ())


class Maker:
    """Makes findings: looks spans up and remembers each document's positions."""

    def __init__(self, project: Project) -> None:
        self.documents = project.every_document
        self.own = project.own_leaks
        self.positions: dict[str, Positions] = {}
        self.lines: dict[tuple[str, int], str] = {}

    def finding(self, rule: str, level: Level, problem: Problem) -> Finding:
        place = self.settled(problem.place, problem.at_key)
        source = self.line(place.file, place.span.line) if place.span else ""
        subject = problem.cause or problem.subject or self.subject(problem.place)
        related = tuple(
            Related(masked(other.message, self.own), self.settled(other.place)) for other in problem.related
        )
        message, help = masked(problem.message, self.own), masked(problem.help, self.own)
        fix = tuple(map(self.edit, problem.fix))
        fix = fix if all(masked(str(edit.value), self.own) == str(edit.value) for edit in fix) else ()
        return Finding(rule, level, message, place, related, help, source, fingerprint(rule, subject), fix)

    def line(self, file: str, number: int) -> str:
        """A line of a file, credentials covered; a file may be one long line that every finding is about."""
        shown = self.lines.get((file, number))
        if shown is None:
            document = self.documents.get(file)
            shown = self.lines[file, number] = masked(line_of(document.text, number), self.own) if document else ""
        return shown

    def edit(self, edit: Edit) -> Edit:
        """An edit with the span of what it is about, for whoever shows it or makes it in an editor."""
        return edit.replace(place=self.settled(edit.place, at_key=edit.action == "rename"))

    def settled(self, place: Place, at_key: bool = False) -> Place:
        """The place with its span: of the node, or of the nearest one that exists on the way to it."""
        document = self.documents.get(place.file)
        if place.span is not None or document is None:
            return place
        if document.refusal is not None:
            return place.replace(span=document.refusal[1])
        positions = self.positions.get(place.file)
        if positions is None:
            positions = self.positions[place.file] = Positions(Tree(document.data, document.spans))
        if at_key:
            return place.replace(span=positions.key(place.route))
        return place.replace(span=positions.place(place.route)[1])

    def subject(self, place: Place) -> str:
        """What a place is about, in names rather than positions, so that moving things keeps fingerprints."""
        document = self.documents.get(place.file)
        named = named_route(document.data if document else None, place.route)
        return "\n".join((*named, place.entity)) if named else f"{place.file}\n{place.entity}"


def named_route(data: Any, route: Route) -> list[str]:
    """A route in which list entries that have a name go by it."""
    named = []
    for step in route:
        data = child(data, step)
        name = identity(data) if isinstance(step, int) else ""
        named.append(name or str(step))
    return named


def child(data: Any, step: str | int) -> Any:
    """The value under a key or an index, `None` when there is none."""
    if isinstance(data, dict):
        return data.get(step)
    if isinstance(data, list) and isinstance(step, int) and step < len(data):
        return data[step]
    return None


def identity(data: Any) -> str:
    """What tells an entry of a list from its siblings."""
    if not isinstance(data, dict):
        return ""
    parts = [data[key] for key in ("name", "use", "id", "event", "destination", "site", "who", "as") if key in data]
    return "|".join(part for part in parts if isinstance(part, str))


def fingerprint(rule: str, subject: str) -> str:
    """A short stable name for a finding, made of the rule and its subject."""
    return cache.digest_of(rule.encode(), subject.encode("utf-8", "backslashreplace")).hex()[:16]


def silence(project: Project, said: list[Said]) -> tuple[list[Said], frozenset[tuple[str, int, str]]]:
    """The findings that no ignore comment covers, and what the comments covered: file, line of the comment, rule."""
    covers: dict[tuple[str, int, str], tuple[str, int]] = {}
    for document in project.every_document.values():
        for ignore in document.ignores:
            if ignore.reason and not is_over(ignore.until, project.today):
                for rule in ignore.rules:
                    covers[document.file, ignore.speaks_for, rule] = (document.file, ignore.line)
    if not covers:
        return said, frozenset()
    kept, used = [], set()
    for finding, cause in said:
        line = finding.place.span.line if finding.place.span else 0
        comment = covers.get((finding.place.file, line, finding.rule))
        if comment is None:
            kept.append((finding, cause))
        else:
            used.add((*comment, finding.rule))
    return kept, frozenset(used)


def is_over(until: str, today: str) -> bool:
    """Whether an ignore's day has passed; a day that is none counts as passed."""
    return bool(until) and (not DAY.accepts(until) or until < today)


def sort(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings in the order people read: file, line, column, rule."""

    def key(finding: Finding) -> tuple[Any, ...]:
        span = finding.place.span
        position = (span.line, span.column) if span else (0, 0)
        return (finding.place.file, *position, finding.place.entity, finding.rule, finding.message)

    return tuple(sorted(findings, key=key))
