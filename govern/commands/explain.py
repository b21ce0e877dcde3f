"""`explain`: the manual of one rule, what the specs say of one event, what may be behind a symptom, what a code means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from govern.core.errors import GovernError
from govern.core.regex import regex
from govern.platforms.codes import codes, written
from govern.project.roots import project_or_none
from govern.rules.examples import has_fix, own_files, shown
from govern.rules.own import every_id, left_out, rule_of
from govern.spec.spelling import suggest

if TYPE_CHECKING:
    from govern.platforms import Platform
    from govern.platforms.facts import ApiError
    from govern.project import Project
    from govern.rules import Rule


CODE = regex(r"[0-9]$|^[A-Z0-9_/ a-z]*[A-Z]_?[A-Z]+$")
"""What may be a code of a platform's API, such as `100/2804003` and `ORDER_ID_ALREADY_IN_USE`."""


def explain(rule: str, directory: str, captures: tuple[str, ...] = ()) -> str:
    """The manual of a rule, ours or one of the project's own; of an event what the specs say of it, of what is seen in reports the
    causes that it may have, of a code that a platform answered what it means."""
    project = project_or_none(directory)
    if rule in events_of(project):
        from govern.commands import event

        assert project is not None
        return "\n".join(event.page(project, rule))
    if rule not in every_id(project):
        from govern.commands import symptoms as about
        from govern.symptoms import called

        symptom = called(rule)
        if symptom is not None:
            return "\n".join(about.page(symptom, directory, captures))
        answers = list(codes(rule)) if CODE.search(rule) else []
        if answers:
            return "\n".join(line for platform, answer in answers for line in about_code(platform, answer))
    return "\n".join(page(named(rule, project), project))


def events_of(project: Project | None) -> tuple[str, ...]:
    """The names of the project's events; none where there is no project."""
    return tuple(project.event_by_name) if project is not None else ()


def about_code(platform: Platform, answer: ApiError) -> Iterator[str]:
    """The lines about an answer of a platform's API."""
    yield f"{written(answer)[0]}, an answer of {platform.name}: {answer.meaning}"
    if answer.action:
        yield f"    what to do: {answer.action}"
    sources = (answer.source,) if isinstance(answer.source, str) else answer.source
    block = platform.facts.errors.source
    told = tuple(filter(None, sources)) or ((block,) if isinstance(block, str) else block)
    yield f"    source: {', '.join(told)}{'' if answer.verified else ' (not verified)'}\n"


def named(name: str, project: Project | None) -> Rule:
    """The rule of an id, or of the part after the slash where only one has it."""
    known = every_id(project)
    if name not in known:
        short = [rule_id for rule_id in known if rule_id.rpartition("/")[2] == name]
        if len(short) != 1:
            help = suggest(name, (*known, *events_of(project))) or no_such_thing(name, known)
            raise GovernError(f'there is no rule{" or event" * bool(events_of(project))} "{name}"', help=help)
        name = short[0]
    found = rule_of(project, name)
    if found is None:
        help = "\n".join(left_out(project)) if project is not None else ""
        raise GovernError(f'the rule "{name}" is in Python and was not run, so that nothing is known of it', help=help)
    return found


def no_such_thing(name: str, known: Iterable[str]) -> str:
    """Where to look for what is neither a rule nor a symptom."""
    if any(name in id for id in known):
        return f"govern rules {name} lists those about it"
    if " " not in name:
        return "govern rules lists them all"
    from govern.commands.symptoms import listed

    return f"govern rules lists the rules; of what is seen in reports it explains {listed()}"


def page(rule: Rule, project: Project | None) -> Iterator[str]:
    """The lines of a rule's manual."""
    yield f"{rule.id} ({rule.level}, govern {rule.verb})\n\n{rule.manual}\n"
    for title, example in (("Good", rule.good), ("Bad", rule.bad)):
        yield f"{title}:\n\n" + "\n".join(f"    {line}" for line in shown(example).splitlines()) + "\n"
    if has_fix(rule, own_files(project) if project is not None and rule.text else None):
        yield "Fix: govern lint --fix puts it right where one answer is right (--diff to look first)\n"
    elif rule.verb == "lint":
        yield "Fix: by hand, the answer is yours to give\n"
    if rule.over in ("specs", "settings"):
        yield f"Silence one finding:\n\n    # govern: ignore[{rule.id}] until 2027-01-31 -- the reason\n"
    yield f'Another level, or off, in govern.yaml:\n\n    rules: [{{rule: {rule.id}, level: off, reason: "..."}}]'
