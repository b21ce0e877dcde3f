"""Running rules: find them by their files, ask each, turn problems into findings with spans, apply the ignores."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from govern.core.report import Finding, Level, Related
from govern.project import Project
from govern.project.ignores import has_comments, is_void
from govern.rules import Over, Rule
from govern.rules.catalogue import asked_with, ids_over, load_rule, sections_of
from govern.rules.findings import Maker
from govern.source.ignores import Ignore


def rules_over(project: Project, over: Over) -> Iterator[Rule]:
    """The rules to ask, in the order of their ids; those about what is not there are not even imported."""
    told = subjects(project, over)
    asked = ids_over(over) if told is None else (one for one in ids_over(over) if has_subject(one, told))
    yield from map(load_rule, asked)
    if project.own_files:
        from govern.rules.own import team_of

        yield from (rule for rule in team_of(project).rules if rule.over == over)


def subjects(project: Project, over: Over) -> frozenset[str] | None:
    """What rules are about, sections of the specs or kinds of export, as far as the project has any of them. Nothing
    where a rule may be about anything: with specs beside them, also about an export that is missing."""
    if over == "live":
        return None if project.documents else filled(vars(project.live))
    wishes = (*project.sections.get("settings", ()), *project.config.rules)  # two things that go by one name
    ours = {"settings": wishes, "team": project.own_files, "ignores": has_comments(project)}
    return filled({**project.sections, **ours})


def filled(found: Mapping[str, Any]) -> frozenset[str]:
    """The names under which there is anything."""
    return frozenset(name for name, value in found.items() if value)


def has_subject(rule_id: str, told: frozenset[str]) -> bool:
    """Whether there is anything of what a rule is about."""
    about = sections_of(rule_id)
    return about is None or not told.isdisjoint(about)


Said = tuple[Finding, str]
"""A finding and the cause it has in common with others of its rule; empty where it stands for itself."""


def run(project: Project, over: Over) -> tuple[Finding, ...]:
    """The findings of all rules over specs or over live state, ignores applied, in reading order."""
    said = list(ask(project, rules_over(project, over)))
    return concluded(project, said) if over == "specs" else sort(by_cause(said))


def run_one(project: Project, rule: Rule) -> tuple[Finding, ...]:
    """What one of our rules finds, ignores applied: as `run` says it among the rest, without asking the rest."""
    is_over_specs = asked_with(rule.id) == "specs"
    told = subjects(project, "specs") if is_over_specs else None
    if told is not None and not has_subject(rule.id, told):
        return ()
    said = list(ask(project, [rule]))
    return sort(by_cause(silence(project, said)[0] if is_over_specs else said))


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
                finding = maker.finding(rule.id, level, problem, rule.cost)
                yield finding.replace(by_date=True) if rule.by_date else finding, problem.cause


def ask_own(project: Project, rule: Rule, level: Level, maker: Maker) -> Iterator[Said]:
    """`ask` for a rule of the project's own: where it breaks, that is one finding, and what it found before stays."""
    from govern.rules.own import Broke

    try:
        for problem in rule.check(project):
            yield maker.finding(rule.id, level, problem), problem.cause
    except Broke as broke:
        how = {setting.rule: setting.level for setting in project.config.rules}.get(BROKEN, "error")
        if how != "off":
            yield maker.finding(BROKEN, how, broke.problem), ""


BROKEN = "team/broken-rule"


def by_cause(said: Iterable[Said]) -> Iterator[Finding]:
    """One finding for each cause: at its first place, the others related to it."""
    together = Together()
    together.take(said)
    yield from together.findings()


class Together:
    """Findings as they come, in one piece or portion by portion: those of one cause are one, at the first place of the first
    portion, the other places related to it. With `most`, so many of a rule are kept, and so many places of a cause; the
    rest is counted."""

    def __init__(self, most: int | None = None) -> None:
        self.most = most
        self.alone: dict[str, list[Finding]] = {}
        self.causes: dict[tuple[str, str], list[Finding]] = {}
        self.beyond: Counter[str] = Counter()
        """How many findings of a rule are not kept."""
        self.places: Counter[tuple[str, str]] = Counter()

    def take(self, said: Iterable[Said]) -> None:
        """Keep what was said of a portion."""
        for finding, cause in sorted(said, key=lambda one: position(one[0])):
            kept = (
                self.causes.setdefault((finding.rule, cause), []) if cause else self.alone.setdefault(finding.rule, [])
            )
            if cause:
                self.places[finding.rule, cause] += 1
            if self.most is None or len(kept) < self.most:
                kept.append(finding)
            elif not cause:
                self.beyond[finding.rule] += 1

    def findings(self) -> Iterator[Finding]:
        """Each finding that stands for itself, and one for each cause."""
        for alone in self.alone.values():
            yield from alone
        for key, (first, *others) in self.causes.items():
            yield joined(first, others, self.places[key] - 1) if others else first


def joined(first: Finding, others: list[Finding], count: int) -> Finding:
    """A finding that stands for others as well, of which there are so many. It can be fixed if all of them can."""
    more = f"{count:,} more place{'s' * (count != 1)}"
    related = (*first.related, *(Related("here too", other.place) for other in others))
    fix = tuple(edit for finding in (first, *others) for edit in finding.fix)
    able = all(finding.fix for finding in (first, *others))
    return first.replace(message=f"{first.message} (and in {more})", related=related, fix=fix if able else ())


def silence(project: Project, said: list[Said]) -> tuple[list[Said], frozenset[tuple[str, int, str]]]:
    """The findings that no ignore comment covers, and what the comments covered: file, line of the comment, rule.

    Where a comment is over, the day brought back what it covered.
    """
    covers, over = comments_of(project)
    if not covers and not over:
        return said, frozenset()
    kept, used = [], set()
    for finding, cause in said:
        place = spoken_for(finding)
        comment = covers.get(place)
        if comment is None:
            kept.append((finding.replace(by_date=True) if place in over else finding, cause))
        else:
            used.add((finding.place.file, comment.line, finding.rule))
    return kept, frozenset(used)


def silenced(project: Project) -> Iterator[tuple[Finding, Ignore]]:
    """What the rules over specs say and a comment lets through, with the comment."""
    covers, _ = comments_of(project)
    for finding, _ in ask(project, rules_over(project, "specs")) if covers else ():
        if comment := covers.get(spoken_for(finding)):
            yield finding, comment


Spoken = tuple[str, int, str]
"""What a comment speaks for: a file, a line of it, and a rule."""


def spoken_for(finding: Finding) -> Spoken:
    """What a comment would have to speak for that lets a finding through."""
    return finding.place.file, finding.place.span.line if finding.place.span else 0, finding.rule


def comments_of(project: Project) -> tuple[dict[Spoken, Ignore], set[Spoken]]:
    """The ignore comments that hold, by what they speak for, and what those spoke for that are over."""
    covers: dict[Spoken, Ignore] = {}
    over: set[Spoken] = set()
    for document in project.every_document.values():
        for ignore in document.ignores:
            for rule in ignore.rules:
                if not is_void(ignore, project.today):
                    covers[document.file, ignore.speaks_for, rule] = ignore
                elif ignore.reason:
                    over.add((document.file, ignore.speaks_for, rule))
    return covers, over


def sort(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings in the order people read: file, line, column, rule."""
    return tuple(sorted(findings, key=position))


def position(finding: Finding) -> tuple[Any, ...]:
    """Where a finding stands in that order."""
    span = finding.place.span
    where = (span.line, span.column) if span else (0, 0)
    return (finding.place.file, *where, finding.place.entity, finding.rule, finding.message)
