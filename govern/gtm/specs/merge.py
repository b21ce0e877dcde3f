"""An export into the spec files that describe its container already.

Only what differs in meaning is written: list items are added, exchanged or taken out by lines, everything around them
stays as people wrote it. The edited files are read back and compared before anything is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from govern.core.errors import GovernError
from govern.core.record import Record
from govern.core.report import Place, Route
from govern.gtm.code import SECTIONS, alike, special
from govern.gtm.container import Container, canonical_container, label
from govern.gtm.encode import plain
from govern.gtm.specs.existing import all_entries, decoded_of, prove_merged
from govern.gtm.specs.fresh import (
    FILE_NAMES,
    FOLDER,
    by_name,
    check_importable,
    differing,
    document,
    new_files,
    ordered_settings,
    spaced,
)
from govern.gtm.specs.renames import renamed
from govern.gtm.specs.side_texts import SideTexts, texts_at
from govern.source import emit
from govern.source.editor import Editor
from govern.source.regions import Region
from govern.spec.sections.containers import ContainerEntry

ListPlace = tuple[str, Route]
"""A section of one entry: its file and the route to its list."""


class Imported(Record):
    """The files to write, by path; empty if the specs say all of it already.

    `changed` names the entities and settings that the specs said otherwise, `orphans` are side files that nothing refers
    to any more.
    """

    files: dict[str, bytes]
    changed: tuple[str, ...] = ()
    orphans: tuple[str, ...] = ()


def import_container(
    container: Container, existing: Mapping[str, bytes], folder: str = "specs", header: str = ""
) -> Imported:
    """What has to be written so that the specs say what a live container says.

    `existing` holds every file below the specs folder by its path from the project, as the new files are named too.
    Raises `GovernError` where the container or the existing files are broken, or cannot be edited line by line.
    """
    check_importable(container)
    wished = canonical_container(container)
    prefix = "" if folder in ("", ".") else folder.rstrip("/") + "/"
    entries = all_entries(existing)
    if all(entry.id != wished.id for entry in entries):
        return Imported(new_files(wished, existing, prefix, header), (wished.id,))
    into = Into(wished, existing, entries, prefix, header)
    new = into.edited()
    prove_merged(wished, existing, new)
    return Imported(new, tuple(into.changed), into.texts.orphans(new))


class Into:
    """One container's way into its existing spec files."""

    def __init__(
        self,
        wished: Container,
        existing: Mapping[str, bytes],
        entries: list[ContainerEntry],
        prefix: str,
        header: str,
    ) -> None:
        self.wished = wished
        self.existing = existing
        self.entries = [entry for entry in entries if entry.id == wished.id]
        self.prefix = prefix
        self.header = header
        self.decoded = decoded_of(entries, wished.id, existing)
        self.current = canonical_container(self.decoded.container)
        self.editors: dict[str, Editor] = {}
        self.files: dict[str, bytes] = {}
        self.changed: list[str] = []
        self.texts = SideTexts(wished, existing, entries)

    def edited(self) -> dict[str, bytes]:
        """The files with every edit made, as far as that changes them."""
        self.head()
        for kind, section in SECTIONS.items():
            self.section(kind, section)
        for path, editor in self.editors.items():
            if editor.changes:
                self.files[path] = editor.result()
        changed = {path: raw for path, raw in self.files.items() if self.existing.get(path) != raw}
        for path in changed:
            if path.startswith("../") or not path.startswith(self.prefix):
                message = (
                    f"{path} says otherwise, and import does not edit files outside {self.prefix or 'the project'}"
                )
                raise GovernError(message, Place(path), "change it there")
        return changed

    def editor(self, path: str) -> Editor:
        """The editor of a file."""
        if path not in self.editors:
            self.editors[path] = Editor(self.existing[path])
        return self.editors[path]

    def head(self) -> None:
        """Context and settings."""
        before, after = self.current.settings, self.wished.settings
        keys = differing(before, after)
        new: list[tuple[str, Any]] = []
        if self.current.context != self.wished.context:
            self.changed.append("context")
            places = [entry.place("context") for entry in self.written("context")]
            if not self.replace_pairs([(place, self.wished.context) for place in places]):
                new.append(("context", self.wished.context))
        if keys:
            self.changed.extend(f'setting "{key}"' for key in keys)
            if not self.edit_settings(keys):
                new.append(("settings", plain(ordered_settings(after))))
        if new:
            self.insert_after_id(new)

    def written(self, key: str) -> list[ContainerEntry]:
        """The entries in which a key stands, if only with nothing behind it."""
        return [entry for entry in self.entries if entry.given(key)]

    def edit_settings(self, keys: list[str]) -> bool:
        """Bring some settings up to date where they stand; false if the specs have no settings yet."""
        homes = [entry for entry in self.entries if entry.settings]
        if not homes:
            empty = self.written("settings")
            self.rewrite_settings(empty)
            return bool(empty)
        places = {key: home.place("settings", key) for home in homes for key in home.settings}
        after, known = self.wished.settings, [key for key in keys if key in places]
        added = [key for key in after if key not in places]
        regions = {key: self.pair_region(places[key]) for key in known}
        last = self.pair_region(homes[-1].place("settings", list(homes[-1].settings)[-1]))
        gone = [key for key in known if key not in after]
        emptied = any(home.settings.keys() <= set(gone) for home in homes)
        if last is None or None in regions.values() or emptied or any(special(home.settings) for home in homes):
            self.rewrite_settings(homes)
            return True
        for key, region in regions.items():
            assert region is not None
            editor = self.editor(places[key].file)
            if key in after:
                editor.exchange(
                    region, list(emit.entry(key, plain(by_name(after[key])), len(region.head))), keep_head=True
                )
            else:
                editor.take_out(region)
        if added:
            lines = [line for key in added for line in emit.entry(key, plain(by_name(after[key])), len(last.head))]
            self.editor(homes[-1].place().file).add_below(last, lines)
        return True

    def rewrite_settings(self, homes: list[ContainerEntry]) -> None:
        """All settings anew in the first entry that has some."""
        for home in homes:
            value = plain(ordered_settings(self.wished.settings)) if home is homes[0] else {}
            if not self.replace_pairs([(home.place("settings"), value)]):
                raise self.not_editable(home.place("settings"))

    def replace_pairs(self, pairs: list[tuple[Place, Any]]) -> bool:
        """Exchange the values of keys; false if there are none."""
        for place, value in pairs:
            region = self.pair_region(place)
            if region is None:
                raise self.not_editable(place)
            lines = list(emit.entry(str(place.route[-1]), value, len(region.head)))
            self.editor(place.file).exchange(region, lines, keep_head=True)
        return bool(pairs)

    def insert_after_id(self, pairs: list[tuple[str, Any]]) -> None:
        """New keys below the id of the first entry."""
        place = self.entries[0].place("id")
        region = self.pair_region(place)
        if region is None:
            raise self.not_editable(place)
        lines = [line for key, value in pairs for line in emit.entry(key, value, len(region.head))]
        self.editor(place.file).add_below(region, lines)

    def pair_region(self, place: Place) -> Region | None:
        """The lines of a key with its value."""
        return self.editor(place.file).regions.pair(place.route)

    def not_editable(self, place: Place) -> GovernError:
        """The refusal to edit what shares its lines with other things."""
        _, span = self.editor(place.file).positions.place(place.route)
        message = f"{place.file}: what is written here shares its line with other things and cannot be edited by import"
        return GovernError(message, place.replace(span=span), "write it in block style, each key on a line of its own")

    def section(self, kind: str, section: str) -> None:
        """Bring the entities of one kind up to date, each list where it stands; new ones go to the last list, or a new file."""
        before, after = self.current.bodies(kind), self.wished.bodies(kind)
        changed = differing(before, after)
        if not changed:
            return
        self.changed.extend(label(kind, name) for name in changed)
        homes: dict[ListPlace, list[str]] = {}
        for (found, name), place in self.decoded.places.items():
            if found == kind:
                homes.setdefault((place.file, place.route[:-1]), []).append(name)
        renames = renamed(before, after)
        added = [name for name in changed if name not in before and name not in renames.values()]
        last = list(homes)[-1] if homes else None
        for home, names in homes.items():
            touched = [name for name in names if name in changed]
            self.edit_list(kind, home, names, touched, added if home == last else [], renames)
        if last is None and added:
            self.new_file(kind, section, added)

    def edit_list(
        self,
        kind: str,
        home: ListPlace,
        names: list[str],
        touched: list[str],
        added: list[str],
        renames: dict[str, str],
    ) -> None:
        """One list of entities, whose items have these names: `touched` ones change or go, `added` ones come. What is only
        renamed stays where it is, with the comments about it."""
        if not touched and not added:
            return
        path, route = home
        editor = self.editor(path)
        old = {name: editor.positions.value((*route, index)) for index, name in enumerate(names)}
        gone = [name for name in touched if name not in self.wished.bodies(kind) and name not in renames]
        texts = self.texts.beside(path, str(route[-1]), kind, [old[name] for name in gone])
        new = {
            name: self.texts.encoded(kind, renames.get(name, name), path, texts, old.get(name))
            for name in (*touched, *added)
            if name not in gone
        }
        self.files.update(texts_at(path, texts.files))
        rewritten = {name: item for name, item in new.items() if name in old and not alike(item, old[name])}
        regions = {name: editor.regions.item((*route, index)) for index, name in enumerate(names)}
        needed = [*gone, *rewritten, *(names[-1:] if added else [])]
        if len(gone) < len(names) and all(regions[name] for name in needed):
            self.edit_items(editor, regions, gone, rewritten)
            last = regions[names[-1]]
            if added and last is not None:
                editor.add_below(last, appended(last, [new[name] for name in added]))
        elif gone or added or rewritten:
            whole = [new.get(name, old.get(name)) for name in (*names, *added) if name not in gone]
            self.rewrite_list(path, route, whole)

    def edit_items(
        self, editor: Editor, regions: Mapping[str, Region | None], gone: list[str], rewritten: Mapping[str, Any]
    ) -> None:
        """Items exchanged and taken out line by line. Comments above the first item may be about all of them."""
        for index, (name, region) in enumerate(regions.items()):
            if region is not None and name in gone:
                editor.take_out(region, with_comments=index > 0, is_last=index > 0 and index == len(regions) - 1)
            elif region is not None and name in rewritten:
                editor.exchange(region, list(emit.list_item(rewritten[name], region.dash)))

    def rewrite_list(self, path: str, route: Route, items: list[Any]) -> None:
        """A whole list anew, for one that is written in flow style or loses all of its items."""
        editor = self.editor(path)
        region = editor.regions.pair(route)
        if region is None:
            raise self.not_editable(Place(path, route))
        column, section = len(region.head), route[-1]
        lines = [f"{' ' * column}{section}:", *spaced(items, column + 2)] if items else [f"{' ' * column}{section}: []"]
        editor.exchange(region, lines, keep_head=True)

    def new_file(self, kind: str, section: str, added: list[str]) -> None:
        """A file for entities of a kind that the specs have none of."""
        stem, number = f"{self.prefix}{FOLDER}/{self.wished.id}/{FILE_NAMES[section].removesuffix('.yaml')}", 2
        path = f"{stem}.yaml"
        while path in self.existing:
            path, number = f"{stem}-{number}.yaml", number + 1
        texts = self.texts.beside(path, section, kind, [])
        items = [self.texts.encoded(kind, name, path, texts, None) for name in added]
        self.files[path] = document(self.wished.id, self.header, [f"    {section}:", *spaced(items, 6)])
        self.files.update(texts_at(path, texts.files))


def appended(last: Region, items: list[Any]) -> list[str]:
    """The lines of new items below the last one of a list, apart from it if one of them has several lines."""
    lines = list(spaced(items, last.dash))
    return ["", *lines] if last.end - last.start > 1 or len(lines) > len(items) else lines
