"""`access`: one question about who may do what: everything of one person, or the matrix of everybody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from govern.core.errors import GovernError
from govern.core.record import Record
from govern.project.live import exports_of

if TYPE_CHECKING:
    from govern.project import Project
    from govern.render.reviews.matrix import Matrix


class Person(Record):
    """Everything that is known of somebody: what the specs say, what lists say, which tokens they hold or answer for."""

    name: str
    addresses: tuple[str, ...]
    until: str
    declared: tuple[str, ...]
    live: tuple[str, ...]
    tokens: tuple[str, ...]


def project_with(root: str | None, paths: tuple[str, ...], today: str | None) -> Project:
    """The project with its lists, or lists alone."""
    from govern.project.load import bare, load

    live = exports_of(root, paths)
    return load(root, today=today, live=live) if root is not None else bare(today, live)


def who(root: str | None, asked: str, paths: tuple[str, ...] = (), *, today: str | None = None) -> Person:
    """Somebody under any of their names or addresses. Raises `GovernError` where nobody is."""
    from govern.access.houseroles import every_grant
    from govern.access.live import entries
    from govern.access.register import register
    from govern.commands.unread import because
    from govern.render.reviews.review import held
    from govern.tokens.holders import people_of

    if not asked.strip():
        raise GovernError("nobody was named", help="govern access who NAME, an address or an alias")
    project = project_with(root, paths, today)
    if root is None and not project.live.access:
        raise GovernError(
            "there is no project here, and no list was named", help="govern access who NAME exports/, or -C DIR"
        )
    known, key = register(project), asked.strip().casefold()
    holder = known.by_key.get(key) or next((one for one in known.holders if one.name.casefold() == key), None)
    keys = {key} | (set(holder.keys) | {holder.name.casefold()} if holder is not None else set())
    mine = {
        entry.principal
        for _, entry in entries(project)
        if entry.key in keys or (not holder and entry.name.casefold() == key)
    }
    given = [(grant, place) for grant, place in every_grant(project) if grant.who.casefold() in keys]
    if holder is None and not mine and not given:
        raise because(project, f'nobody is called "{asked}" in the lists or in the specs', suggestion(project, asked))
    lines = [f"{grant.platform} {grant.asset or 'everywhere'}: {grant.role}" + (f" until {grant.until}" if grant.until else "")
             + (f", {grant.reason}" if grant.reason else "") for grant, _ in given]  # fmt: skip
    live = [f"{row.platform} {row.asset}".strip() + f": {row.role}, {row.power}" + ("" if row.declared in ("yes", "no specs", "not needed") else ", not declared")
            + (f", last active {row.last_active}" if row.last_active else "") for row in held(project, ()) if row.principal in mine]  # fmt: skip
    tokens = [f"{token.name}: {word}" for token, _ in project.token_items() for word, person, _ in people_of(project, token)
              if person.email.casefold() in keys]  # fmt: skip
    return Person(holder.name if holder else asked, tuple(sorted(holder.keys if holder else mine)), holder.until if holder else "",
                  tuple(sorted(set(lines))), tuple(live), tuple(tokens))  # fmt: skip


def suggestion(project: Project, asked: str) -> str:
    """Somebody who may be meant."""
    from govern.access.live import entries
    from govern.spec.spelling import suggest

    words = {word for person, _ in project.people() for word in (person.name, person.email)}
    words |= {entry.key for _, entry in entries(project)}
    return suggest(asked, tuple(sorted(words))) or "govern access matrix shows everybody"


def matrix(root: str | None, paths: tuple[str, ...] = (), *, today: str | None = None) -> list[Matrix]:
    """The matrix of the project's lists, or of some."""
    from govern.commands.audited import judged
    from govern.render.reviews.matrix import matrices
    from govern.render.reviews.review import held

    project = project_with(root, paths, today)
    if not project.live.access:
        raise GovernError(
            "there is no list of who has access",
            help="docs/access.md says which lists are read, and where they are fetched",
        )
    report, accepted = judged(project, whole=not paths)
    return matrices(held(project, (*report.findings, *(one.finding for one in accepted))), ())


def lines_of(person: Person) -> Iterator[str]:
    """What is known of somebody, line by line."""
    yield f"{person.name}  {', '.join(person.addresses)}" + (f"  until {person.until}" if person.until else "")
    for title, found in (("declared", person.declared), ("live", person.live), ("tokens", person.tokens)):
        yield f"{title}: {len(found) or 'nothing'}"
        yield from (f"  {line}" for line in found)


def table_of(found: Matrix) -> Iterator[str]:
    """A matrix as a table in text: a column as wide as its widest cell."""
    heads = ["", *(f"{platform} {asset}".strip() for platform, asset, _ in found.columns)]
    rows = [
        [row.principal, *((cell.word + (f" {cell.sign}" if cell.sign else "")) for cell in row.cells)]
        for _, group in found.groups
        for row in group
    ]
    widths = [max(len(line[at]) for line in [heads, *rows]) for at in range(len(heads))]
    for line in [heads, *rows]:
        yield "  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip()
    signs = {cell.sign: cell.means for _, group in found.groups for row in group for cell in row.cells if cell.sign}
    listed = any(cell.word == "Listed" for _, group in found.groups for row in group for cell in row.cells)
    told = [f"{sign} {means}" for sign, means in sorted(signs.items())] + [
        "Listed: a role that allows nothing by itself"
    ] * listed
    if told:
        yield ""
        yield "; ".join(told)


def plain(value: Any) -> Any:
    """A record as JSON has it."""
    from govern.render.reviews.data import plain as as_data

    return as_data(value)


def shown(line: str) -> str:
    """A line with credentials covered."""
    from govern.render.templates import visible

    return str(visible(line))
