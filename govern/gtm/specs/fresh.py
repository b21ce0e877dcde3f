"""A container written as spec files, proved to say the same before anything reaches the disk.

One folder a container, one file a kind, code and long texts in files of their own beside them:

    containers/GTM-ABC1234/container.yaml   tags.yaml   triggers.yaml   variables.yaml   ...
    containers/GTM-ABC1234/code/tags/meta-purchase.html
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from govern.core.errors import GovernError
from govern.core.regex import regex
from govern.core.report import Place, Route
from govern.gtm.check import validate
from govern.gtm.code import SECTIONS, alike
from govern.gtm.container import LABELS, Body, Container, canonical_container, label
from govern.gtm.encode import PlaceText, encode, plain, readable
from govern.gtm.entries import containers_of, fits_side_file, side_bytes
from govern.gtm.variables import with_built_ins
from govern.source import emit, yaml
from govern.spec.read import read_sections
from govern.spec.sections.containers import ContainerEntry

FOLDER = "containers"
FILE_NAMES = {section: f"{section.replace('_', '-')}.yaml" for section in SECTIONS.values()}
SETTINGS_FIRST = ("name", "publicId", "accountId", "containerId")
CODE = {"html": "html", "javascript": "js", "templateData": "tpl"}
"""Fields that hold code, and the extension of its file."""

FEW_LINES, SHORT = 5, 400
RESERVED = regex(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:[.-].*)?")
JAVASCRIPT = regex(r"\s*(?://|/\*|\(?function\b|(?:var|let|const)\s)")


def check_importable(container: Container) -> None:
    """Refuse a container that Tag Manager itself would not take, naming everything that is wrong with it."""
    problems = validate(container)
    if not problems:
        return
    first, rest = problems[0], problems[1:]
    lines = [first.help] if first.help else []
    lines += [f"{problem.message}; {problem.help}" if problem.help else problem.message for problem in rest]
    raise GovernError(first.message, Place(container.file, first.route, None, first.entity), "\n".join(lines))


def spec_files(container: Container, header: str = "") -> dict[str, bytes]:
    """The files of a container that has none yet, by their path in the specs folder, proved to hold all of it.

    `header` stands at the top of every spec file. Raises `GovernError` where the container is broken.
    """
    check_importable(container)
    return proved(canonical_container(with_built_ins(container)), header)


def proved(container: Container, header: str) -> dict[str, bytes]:
    """The files of a canonical container, written in readable form, and more carefully if that would lose anything."""
    files = written(container, header, readable)
    if next(losses(container, files), None) is None:
        return files
    files = written(container, header, encode)
    for loss in losses(container, files):
        raise unproved(container, loss)
    return files


def written(container: Container, header: str, write: Callable[..., Any]) -> dict[str, bytes]:
    """The spec files and side files of a canonical container, by path; `write` is what turns an entity into data."""
    folder = f"{FOLDER}/{container.id}"
    files = {f"{folder}/container.yaml": document(container.id, header, head_lines(container))}
    for kind, section in SECTIONS.items():
        bodies = container.bodies(kind)
        if not bodies:
            continue
        texts = SideFiles(section, bodies)
        items = [write(kind, name, bodies[name], texts.placing(name)) for name in bodies]
        lines = [f"    {section}:", *spaced(items, 6)]
        files[f"{folder}/{FILE_NAMES[section]}"] = document(container.id, header, lines)
        files.update({f"{folder}/{path}": side_bytes(text) for path, text in texts.files.items()})
    return files


def document(id: str, header: str, lines: list[str]) -> bytes:
    """A spec file with one entry of `containers`."""
    top = [*header.splitlines(), "version: 1", "containers:", f"  - id: {emit.scalar(id)}"]
    return ("\n".join([*top, *lines]) + "\n").encode()


def head_lines(container: Container) -> list[str]:
    """What an entry says about the container itself."""
    lines = [f"    context: {container.context}"]
    settings = ordered_settings(container.settings)
    if settings:
        lines.extend(emit.entry("settings", plain(settings), 4))
    return lines


def ordered_settings(settings: Body) -> Body:
    """Settings with the identity first, the rest by name."""
    rest = sorted(settings.keys() - set(SETTINGS_FIRST))
    return {key: by_name(settings[key]) for key in (*SETTINGS_FIRST, *rest) if key in settings}


def by_name(value: Any) -> Any:
    """An object with its fields by name."""
    return {key: value[key] for key in sorted(value)} if type(value) is dict else value


def new_files(wished: Container, existing: Mapping[str, bytes], prefix: str, header: str) -> dict[str, bytes]:
    """The files of a container that the specs do not speak of yet, below `prefix`. Raises `GovernError` where one is there
    already and says something else."""
    new = {prefix + path: raw for path, raw in proved(wished, header).items()}
    for path, raw in new.items():
        if existing.get(path, raw) != raw:
            message = f"{path} is there already, but says nothing of {wished.id}"
            raise GovernError(message, Place(path), "move it out of the way")
    return new


def spaced(items: list[Any], indent: int) -> Iterator[str]:
    """The lines of a list of entities; those with several lines stand apart."""
    before = 0
    for item in items:
        lines = list(emit.list_item(item, indent))
        if before and (before > 1 or len(lines) > 1):
            yield ""
        yield from lines
        before = len(lines)


PlacedTexts = dict[str, str]
"""Texts by the path of their file, from the folder of the spec file that refers to them."""


class SideFiles:
    """The texts of one kind of entities that get files of their own.

    File names are made of the entities' names, in letters that every file system keeps apart. Where two entities
    would share one, each gets a mark made of its name alone, so that a third changes nothing for them. `there` are files
    that exist and are not to be overwritten; one that holds the text already, and that nothing refers to, will do.
    """

    def __init__(self, section: str, names: Mapping[str, Any], there: Mapping[str, bytes | None] | None = None) -> None:
        self.section = section
        self.shared = Counter(slug(name) for name in names)
        self.there = dict(there or {})
        self.files: PlacedTexts = {}

    def placing(self, name: str, kept: Mapping[Route, str] | None = None) -> PlaceText:
        """What decides where the texts of one entity go; `kept` are the files that some of them have already."""
        base = slug(name)
        if not base or self.shared[base] > 1:
            base = f"{base}-{mark(name)}".strip("-")

        def place_text(route: Route, text: str) -> Any:
            if kept and route in kept and fits_side_file(text):
                self.files[kept[route]] = text
                return {"$file": kept[route]}
            if not wants_file(route, text) or not fits_side_file(text):
                return text
            path = self.free_path(base, route, text)
            self.files[path] = text
            return {"$file": path}

        return place_text

    def free_path(self, base: str, route: Route, text: str) -> str:
        """The path for a text of an entity."""
        steps = [str(step) for step in route if step != "parameter"]
        detail = "" if steps[-1] in CODE and len(steps) == 1 else slug("-".join(steps))
        stem = f"code/{self.section}/{base}{'-' + detail if detail else ''}"
        path, number = f"{stem}.{extension(route, text)}", 2
        while path in self.files or (path in self.there and self.there[path] != side_bytes(text)):
            path, number = f"{stem}-{number}.{extension(route, text)}", number + 1
        return path


def wants_file(route: Route, text: str) -> bool:
    """Whether a text is better read in a file of its own."""
    lines = text.count("\n")
    return lines >= FEW_LINES or len(text) > SHORT or (lines > 0 and route[-1] in CODE)


def slug(name: str) -> str:
    """A name in lower-case ASCII letters, digits and hyphens, safe as a file name everywhere; may be empty."""
    import unicodedata

    ascii = unicodedata.normalize("NFKD", name.replace("ß", "ss")).encode("ascii", "ignore").decode().lower()
    found = re.sub(r"[^a-z0-9]+", "-", ascii)[:60].strip("-")
    return f"{found}-file" if RESERVED.fullmatch(found) else found


def mark(name: str) -> str:
    """A few letters that tell a name from others like it."""
    from hashlib import sha256

    return sha256(name.encode()).hexdigest()[:6]


def extension(route: Route, text: str) -> str:
    """What a text is, as far as editors need to know."""
    named = CODE.get(str(route[-1]))
    if named is not None:
        return named
    start = text.lstrip()
    if start.startswith("<"):
        return "html"
    if JAVASCRIPT.match(text):
        return "js"
    if start.startswith(("{", "[")):
        try:
            json.loads(text)
        except (ValueError, RecursionError):
            return "txt"
        return "json"
    return "txt"


def losses(container: Container, files: Mapping[str, bytes]) -> Iterator[str]:
    """What keeps the files, read back as `lint` will read them, from saying exactly what the container says."""
    entries: list[ContainerEntry] = []
    for path, raw in files.items():
        if path.endswith(".yaml"):
            try:
                sections = read_sections(yaml.tree_of(raw).data, path)
            except yaml.Refusal as refusal:
                yield f"{path} could not be read: {refusal.message}"
                return
            entries.extend(sections.entities.get("containers", ()))
            yield from (misfit.message for misfit in sections.misfits)
    found = {decoded.container.id: decoded for decoded in containers_of(entries, files)}
    if container.id not in found:
        yield "nothing came back"
        return
    decoded = found[container.id]
    yield from (problem.message for problem in decoded.problems)
    for difference in differences(container, decoded.container):
        yield f"{difference} would not come back as it is"


def unproved(container: Container, why: str) -> GovernError:
    """The refusal to write what does not say the same."""
    message = f"{container.id} cannot be written as specs without loss: {why}"
    place = Place(container.file, entity=f'container "{container.id}"')
    return GovernError(message, place, "nothing was written; please report this with the export")


def differences(one: Container, other: Container) -> Iterator[str]:
    """What differs between two canonical containers: entities by name, and the container's own fields."""
    if one.context != other.context:
        yield "the context"
    yield from (f'the setting "{key}"' for key in differing(one.settings, other.settings))
    for kind in LABELS:
        yield from (label(kind, name) for name in differing(one.bodies(kind), other.bodies(kind)))


def differing(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    """The keys under which two mappings do not say the same."""
    keys = sorted(one.keys() | other.keys())
    return [key for key in keys if key not in one or key not in other or not alike(one[key], other[key])]
