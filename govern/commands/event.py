"""What the specs say of one event, for a terminal: the page of the tracking plan in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from govern.project import Project
    from govern.render.planned import Planned, Row, Told


def page(project: Project, name: str) -> Iterator[str]:
    """The lines about the event of that name: trigger, owner, parameters, who is told what, and the code to write."""
    from govern.render.planned import planned

    one = next(found for found in planned(project) if found.event.name == name)
    yield f"{name}, an event of the specs ({kind_of(one)})\n"
    yield f"{one.event.description or 'Nobody has said yet what this event means.'}\n"
    yield f"Trigger: {one.when}\n"
    yield f"Owner: {one.event.owner or 'nobody'}\n"
    if one.event.event_id:
        yield f"ID: {one.event.event_id}\n"
    yield f"Declared in {one.file}\n"
    if one.rows:
        yield "Parameters:\n\n" + "\n".join(line for row in one.rows for line in parameter(row)) + "\n"
    yield ("Destinations:\n\n" if one.told else "Destinations: none, no mapping tells this event to anybody\n")
    yield from (f"{told(to)}\n" for to in one.told)
    yield "Code:\n\n" + "\n".join(f"    {line}" for line in one.code.splitlines())


def kind_of(one: Planned) -> str:
    """What sort of event it is, and its life cycle where it is not simply in use."""
    status = "" if one.event.status == "active" else f", {one.event.status}"
    return f"{one.event.kind}{status}"


def parameter(row: Row) -> Iterator[str]:
    """A parameter, and below it what is said of it."""
    key = f", in the data layer {row.key}" if row.key != row.name else ""
    personal = f", personal: {row.pii}" if row.pii else ""
    yield f"    {row.name}: {row.type}, {'always' if row.required else 'if known'}{key}{personal}"
    yield from (f"        {note}" for note in row.notes)


def told(to: Told) -> str:
    """A destination: under which name, by whom, with what, after which consent, and what is rendered for it."""
    lines = [f"    {to.destination} ({to.platform}) as {to.name}, sent by {' and '.join(to.legs)}"]
    for title, pairs in (("parameters", to.fields), ("match keys", to.match_keys)):
        if pairs:
            lines.append(f"        {title}: {', '.join(f'{field} from {source}' for field, source in pairs)}")
    if to.consent:
        lines.append(f"        consent: {to.consent}")
    if to.tags:
        lines.append(f"        tags: {', '.join(to.tags)}")
    return "\n".join(lines)
