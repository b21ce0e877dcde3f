"""Live settings into the section `settings`: a file for a destination that has none, edits in place for one that has.

Comments and layout of existing files stay; what cannot be edited line by line is refused and left to people.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from govern.core.errors import GovernError
from govern.core.record import Record
from govern.core.report import Edit, Place, Route
from govern.settings import Setting
from govern.settings.bound import by_platform, destination_of, wishes
from govern.settings.decided import beginning, described, of_account, plain, row
from govern.settings.held import Apart, apart, pairs
from govern.settings.live import of_kind
from govern.settings.missing import not_set, undeclared
from govern.settings.wished import CALLED, LISTS, OF_PROPERTY
from govern.source import emit
from govern.source.editor import CannotEdit, Editor
from govern.spec.sections.settings import PlatformSettings

if TYPE_CHECKING:
    from govern.project import Project


class Taken(Record):
    """The files to write, by path from the project, and what the specs said otherwise."""

    files: dict[str, bytes]
    changed: tuple[str, ...] = ()


def take(project: Project, existing: Mapping[str, bytes], folder: str, header: str) -> Taken:
    """What has to be written so that the specs say what live settings say."""
    files: dict[str, bytes] = {}
    changed: list[str] = []
    for destinations in by_platform(project).values():
        for destination in destinations:
            entry = wishes(project).get(destination.name)
            if entry is not None:
                changed.extend(edited(project, entry, {**existing, **files}, files))
                continue
            data = described(project, destination)
            if len(data) > 1 and data.keys() != {"destination", "account"}:
                path = f"{folder.strip('./')}/settings/{file_name(destination.name)}.yaml".lstrip("/")
                if path in existing:
                    raise GovernError(
                        f'{path} is there already, but has no settings of "{destination.name}"',
                        Place(path),
                        "move it out of the way",
                    )
                files[path] = text_of([data], header).encode()
                changed.append(f"settings of {destination.name}")
    return Taken(files, tuple(changed))


def file_name(name: str) -> str:
    """A destination's name as that of a file."""
    from govern.gtm.specs import slug

    return slug(name) or "destination"


def text_of(entries: list[dict[str, Any]], header: str) -> str:
    """A file with entries of the section; rows of lists stand on a line each."""
    lines = [header, "version: 1", "", "settings:"] if header else ["version: 1", "", "settings:"]
    for entry in entries:
        for position, (key, value) in enumerate(entry.items()):
            head = f"{'  - ' if position == 0 else '    '}{key}:"
            if isinstance(value, list) and value and isinstance(value[0], dict):
                lines += [head, *(f"      - {emit.flow(item)}" for item in value)]
            else:
                lines.append(f"{head} {emit.flow(value)}")
    return "\n".join(lines) + "\n"


def edited(
    project: Project, entry: PlatformSettings, texts: Mapping[str, bytes], files: dict[str, bytes]
) -> Iterator[str]:
    """Edit the files of a destination that has an entry; what was changed, in words."""
    edits: dict[str, list[Edit]] = {}
    rows: dict[str, list[dict[str, Any]]] = {}
    for one in apart(project):
        if one.pair.destination == entry.destination:
            for edit in edits_of(project, one, rows):
                edits.setdefault(edit.place.file, []).append(edit)
            yield f"{entry.destination}: {one.field} of {one.pair.live.name or one.pair.live.kind}"
    for edit, what in newly_decided(project, entry):
        edits.setdefault(edit.place.file, []).append(edit)
        yield f"{entry.destination}: {what}"
    for wish in not_set(project):
        if wish.destination == entry.destination:
            edits.setdefault(wish.setting.place.file, []).append(Edit("remove", wish.setting.place))
            yield f"{entry.destination}: {wish.setting.name} is not set"
    for setting, section in more_rows(project, entry):
        rows.setdefault(section, []).append(
            row(project, project.destination_by_name[entry.destination], setting, section)
        )
        yield f"{entry.destination}: {setting.name}"
    for file, wanted in edits.items():
        files[file] = with_edits(texts[file], wanted, file)
    home = entry.place()
    for section, items in rows.items():
        files[home.file] = with_rows(files.get(home.file, texts[home.file]), (*home.route, section), items, home.file)


def edits_of(project: Project, one: Apart, rows: dict[str, list[dict[str, Any]]]) -> Iterator[Edit]:
    """What makes one field say what is live. What `attribution` says of all conversions of a destination stays: the one that is
    otherwise gets a row of its own."""
    value, wish = plain(one.live), one.pair.wish
    if one.place.route[:1] == ("settings",):
        place = one.place
        yield (
            Edit("replace", place, value)
            if place.route[-1] == one.field or not isinstance(place.route[-1], int)
            else Edit("insert", place.replace(route=(*place.route, one.field)), value)
        )
    elif one.pair.live.kind == "ad_set":
        yield Edit("replace", one.place, value)
    elif wish is not None:
        yield Edit("insert", wish.setting.place.replace(route=(*wish.setting.place.route, one.field)), value)
    else:
        listed = rows.setdefault("conversions", [])
        made = row(project, project.destination_by_name[one.pair.destination], one.pair.live, "conversions")
        if made not in listed:
            listed.append(made)


def newly_decided(project: Project, entry: PlatformSettings) -> Iterator[tuple[Edit, str]]:
    """What an entry leaves to the platform, which begins with something else than what is set now: of the account, or of a row that is
    listed. Edits that add it, each with what it is in words. Where nobody knows how the platform begins, the entry's silence stays."""
    destination, home = project.destination_by_name[entry.destination], entry.place()
    for pair in pairs(project):
        section = next((key for key, (kind, _) in LISTS.items() if kind == pair.live.kind), "")
        if pair.destination != entry.destination or pair.wish is None or not section:
            continue
        place = pair.wish.setting.place
        for field, value in row(project, destination, pair.live, section).items():
            if field not in pair.fields and beginning(project, pair.live, field) is not None:
                yield Edit("insert", place.replace(route=(*place.route, field)), value), f"{field} of {pair.live.name}"
    for setting in of_kind(project, "property", *OF_PROPERTY):
        for field, value in of_account(project, setting) if destination_of(project, setting) is destination else ():
            if getattr(entry, field) is None and beginning(project, setting, CALLED.get(field, field)) is not None:
                yield Edit("insert", home.replace(route=(*home.route, field)), value), field


def more_rows(project: Project, entry: PlatformSettings) -> Iterator[tuple[Setting, str]]:
    """Rows that the platform has and a list of the entry leaves out."""
    for section, (kind, _) in LISTS.items():
        for setting in undeclared(project, kind) if getattr(entry, section) else ():
            destination = destination_of(project, setting)
            if destination is not None and destination.name == entry.destination:
                yield setting, section


def with_edits(raw: bytes, edits: list[Edit], file: str) -> bytes:
    """A file with its edits, one after the other from the end, since the lines of one may be those of another."""
    for edit in sorted(
        edits, key=lambda edit: [(isinstance(step, int), str(step).zfill(6)) for step in edit.place.route], reverse=True
    ):
        try:
            raw = Editor(raw).changed([edit])
        except CannotEdit as error:
            raise not_editable(file, edit.place.route, str(error)) from None
    return raw


def with_rows(raw: bytes, route: Route, items: list[dict[str, Any]], file: str) -> bytes:
    """A file with more rows at the end of a list: in brackets as they are, else a line each."""
    try:
        editor = Editor(raw)
        if not editor.positions.exists(route):
            return with_edits(raw, [Edit("insert", Place(file, route), items)], file)
        return editor.appended(route, items)
    except CannotEdit as error:
        raise not_editable(file, route, str(error)) from None


def not_editable(file: str, route: Route, why: str) -> GovernError:
    """Why a file is left to people."""
    named = ".".join(map(str, route))
    return GovernError(
        f"{file}: {named} cannot be edited: {why}",
        Place(file, route),
        "write it by hand: govern diff says what differs",
    )
