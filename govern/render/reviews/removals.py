"""The plan after a review: what is to be changed at each platform, in order, as a checklist. Nothing is executed.

First comes what has to be there before somebody loses access, then what must go, then what is to be lowered, then what somebody has to
decide, then second factors and credentials.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Literal

from govern.access import removals
from govern.access.admins import administrators
from govern.access.live import at, entries
from govern.access.register import platform_name, register
from govern.core.record import Record
from govern.core.report import Finding
from govern.render.reviews.review import absent, key_of, period_of, tokens
from govern.render.reviews.shortened import LONGEST

if TYPE_CHECKING:
    from govern.access import AccessEntry
    from govern.project import Project
    from govern.render.reviews.since import Followed

Kind = Literal["add", "remove", "reduce", "decide", "factor", "credential"]
ORDER: tuple[Kind, ...] = ("add", "remove", "reduce", "decide", "factor", "credential")

MUST_GO = {
    "access/departed-person": "has left",
    "access/suspended-person": "is suspended in the directory",
    "access/open-to-everybody": "is everybody",
}
TO_DECIDE = {
    "access/undeclared-grant": "no grant declares it: take it away, or declare it",
    "access/dormant": "not used for long: ask, then take it away",
    "access/outside-domains": "outside the allowed domains: take it away, or declare the person with an until",
    "access/personal-mailbox": "a private mailbox: give the role to an address of the house, then take this one away",
    "access/shared-mailbox": "a shared mailbox: give the role to each of its people, then take this one away",
    "access/same-person-twice": "the same person twice: keep one of the addresses",
    "access/invitation-open": "never accepted: withdraw the invitation",
    "access/invitation-undated": "never accepted: withdraw the invitation, or send it again",
    "access/undeclared-app": "nobody declared it: disconnect it, or declare it",
}
FACTOR = "access/second-factor-off"
MISSING = "access/declared-but-missing"
CREDENTIALS = ("tokens/key-", "tokens/values-in-list", "tokens/not-rotated")
OF_LEAVER = "tokens/key-of-leaver"
"""Nobody needs a second key of somebody who has left."""

DUE = ("overdue", "due now")


class Step(Record):
    """One thing to do: at which platform, what, why, in which menu, and the command that does it, if there is one."""

    platform: str
    kind: Kind
    what: str
    why: str = ""
    menu: str = ""
    command: str = ""
    who: str = ""


class Chapter(Record):
    """What is to be done at one platform; `caution` is what somebody has to think of before."""

    platform: str
    menu: str
    caution: str
    steps: tuple[Step, ...]


def plan(project: Project, findings: Iterable[Finding], decided: Iterable[Followed] = ()) -> list[Chapter]:
    """The steps by platform, in order; of one role the one that does most is told."""
    found = tuple(findings)
    missing = of_absent(project) if any(finding.rule == MISSING for finding in found) else ()
    steps = [*missing, *of_entries(project, found), *of_decisions(decided), *of_credentials(project, found)]
    names = sorted({step.platform for step in steps}, key=lambda name: (name == CREDENTIAL, name.casefold()))
    chapters = []
    for name in names:
        mine = sorted((step for step in steps if step.platform == name), key=lambda step: ORDER.index(step.kind))
        menu = next((step.menu for step in mine if step.menu), "")
        chapters.append(Chapter(name, menu, caution(project, name, mine), tuple(once(dict.fromkeys(mine)))))
    return chapters


def once(steps: Iterable[Step]) -> Iterator[Step]:
    """The steps, a command that does several of them at the first."""
    done: set[str] = set()
    for step in steps:
        if step.command and step.command in done:
            yield step.replace(why=f"{step.why}; the command above does it", command="")
        else:
            yield step
        done.add(step.command)


CREDENTIAL = "Credentials"


def of_absent(project: Project) -> Iterator[Step]:
    """What the specs grant and a whole list does not have."""
    for one in absent(project):
        where = f" at {one.asset}" if one.asset else ""
        yield Step(
            one.platform,
            "add",
            f'Give "{one.who}" the role "{one.role}"{where}',
            "the specs grant it; or take the grant out",
        )


def of_entries(project: Project, findings: tuple[Finding, ...]) -> Iterator[Step]:
    """A step for each entry that something was found about."""
    said: dict[tuple[str, object, str], set[str]] = {}
    for finding in findings:
        said.setdefault(key_of(finding.place), set()).add(finding.rule)
    apps = [entry for listed in project.live.apps for entry in listed.entries]
    for entry in [*(entry for _, entry in entries(project)), *apps]:
        found = step_of(project, entry, said.get(key_of(entry.place), set()))
        if found is not None:
            yield found


def step_of(project: Project, entry: AccessEntry, rules: set[str]) -> Step | None:
    """What is to be done about an entry; nothing where nothing was found that a change at the platform would mend."""
    if not rules:
        return None
    platform = platform_name(project, entry.platform, "A platform that no list names")
    menu, where = removals.MENUS.get(entry.platform, ""), at(project, entry)
    role = f'the role "{entry.role}" at {where}' if entry.role else f"access to {where}"
    gone = next((why for rule, why in MUST_GO.items() if rule in rules), "")
    if gone:
        return Step(
            platform, "remove", f'Take {role} away from "{entry.shown}"', gone, menu, removals.command(entry), entry.key
        )
    grants = register(project).grants_of(entry) if "access/undeclared-grant" in rules else []
    if grants:
        what = f'Set the role of "{entry.shown}" at {where} from "{entry.role}" to "{grants[0][0].role}"'
        return Step(platform, "reduce", what, "so the specs grant it", menu)
    reasons = [why for rule, why in TO_DECIDE.items() if rule in rules]
    if reasons:
        what = f'Decide about {role} of "{entry.shown}"'
        return Step(platform, "decide", what, "; ".join(reasons), menu, removals.command_for(entry, everything=False))
    if FACTOR in rules:
        return Step(platform, "factor", f'Have "{entry.shown}" set up a second factor', "the policy requires it", menu)
    return None


def of_decisions(decided: Iterable[Followed]) -> Iterator[Step]:
    """What reviewers have decided and nobody has done yet."""
    for one in decided:
        if not one.is_open or one.decision not in ("remove", "reduce", "exception"):
            continue
        platform = one.where.partition(",")[0]
        kind: Kind = "reduce" if one.decision == "reduce" else "remove"
        verb = "Lower" if kind == "reduce" else "Take away"
        why = f'decided "{one.decision}" by {one.reviewer} on {one.day}: {one.state}'
        yield Step(platform, kind, f'{verb} the role "{one.role}" of "{one.principal}" at {one.where}', why)


def of_credentials(project: Project, findings: tuple[Finding, ...]) -> Iterator[Step]:
    """Keys that clouds list, and tokens of the specs that are due."""
    keys = {key_of(key.place): (listing.store, key.holder) for listing in project.live.secrets for key in listing.keys}
    for finding in findings:
        if finding.rule.startswith(CREDENTIALS):
            store, holder = keys.get(key_of(finding.place), ("", ""))
            make, listed, delete = removals.keys_of(store, holder)
            gone = finding.rule == OF_LEAVER
            after = f"; the list: {listed}; then: {delete}" if not gone else f"; the list: {listed}"
            what = sentence(finding.help or "replace it") + (after if listed else "")
            command = delete if gone else make
            yield Step(CREDENTIAL, "credential", what, f"{finding.message}; {finding.place.file}", "", command)
    for token in tokens(project, period_of(project)):
        if token.state in DUE:
            why = f"{token.state}, {token.day}: {token.why}; it lies in {token.stored_in}"
            done = f"govern tokens rotate {removals.quoted(token.name)}"
            yield Step(CREDENTIAL, "credential", f'Rotate the token "{token.name}" of {token.platform}', why, "", done)


def sentence(text: str) -> str:
    """A text with a capital in front."""
    return text[:1].upper() + text[1:]


def caution(project: Project, platform: str, steps: list[Step]) -> str:
    """A word of warning where every administrator of an asset would go."""
    going = {step.who for step in steps if step.kind == "remove"}
    for found in administrators(project):
        if platform_name(project, found.platform) == platform and found.people <= going:
            where = f"{platform} {found.asset}".rstrip()
            return f"Make somebody else an administrator of {where} first: all who are in the list are to go."
    return ""


def text(project: Project, chapters: Iterable[Chapter], accepted: int = 0) -> str:
    """The checklist in Markdown, with how many findings are `accepted`, of which there are no steps. What comes from files is text in it,
    except in commands, where it is a quoted word.

    Of very many roles to decide about so many are printed, and how many are left: they are decided in the table.
    """
    from govern.render import templates
    from govern.render.templates import in_markdown, visible

    laid_out = [
        {"platform": in_markdown(one.platform), "menu": one.menu, "caution": in_markdown(one.caution),
         "steps": [{"what": in_markdown(step.what), "why": in_markdown(step.why), "command": visible(step.command)} for step in printed(one.steps)],
         "left": len(one.steps) - len(printed(one.steps))}
        for one in chapters
    ]  # fmt: skip
    values = {
        "project": in_markdown(project.config.name or ""),
        "today": project.today,
        "chapters": laid_out,
        "accepted": accepted,
    }
    return templates.render("audit/plan.md", "code", values, project.root)


def printed(steps: tuple[Step, ...]) -> list[Step]:
    """The steps that a page prints: whatever has to be done, and so many of what has to be decided."""
    to_decide = [step for step in steps if step.kind == "decide"]
    beyond = {id(step) for step in to_decide[LONGEST:]}
    return [step for step in steps if id(step) not in beyond]
