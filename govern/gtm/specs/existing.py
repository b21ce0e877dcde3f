"""What the specs say of containers now, read for an import; and the proof that afterwards they say what they should."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from posixpath import dirname, join
from typing import Any

from govern.core.errors import GovernError
from govern.core.report import Place, Route
from govern.gtm.code import SECTIONS, alike, special
from govern.gtm.container import Container, canonical_container
from govern.gtm.entries import Decoded, containers_of
from govern.gtm.specs.fresh import differences, unproved
from govern.source import files, yaml
from govern.source.positions import Positions
from govern.spec.read import read_sections
from govern.spec.sections.containers import ContainerEntry


def all_entries(existing: Mapping[str, bytes]) -> list[ContainerEntry]:
    """The `containers` entries of the specs; refuses spec files that cannot be read."""
    paths = [path for path in existing if files.is_yaml(path) and b"containers" in existing[path]]
    return [entry for path in paths for entry in entries_in(path, existing[path])]


def entries_in(path: str, raw: bytes) -> list[ContainerEntry]:
    """The `containers` entries of one spec file."""
    try:
        tree = yaml.tree_of(raw)
    except yaml.Refusal as refusal:
        raise GovernError(f"{path}: {refusal.message}", Place(path, (), refusal.span), "repair it first") from None
    sections = read_sections(tree.data, path)
    for misfit in sections.misfits:
        if misfit.route[:1] == ("containers",):
            _, span = Positions(tree).place(misfit.route)
            raise GovernError(f"{path}: {misfit.message}", Place(path, misfit.route, span), "repair it first")
    return list(sections.entities.get("containers", ()))


def decoded_of(entries: list[ContainerEntry], id: str, existing: Mapping[str, bytes]) -> Decoded:
    """The container with an id that entries describe; refuses what cannot be understood."""
    (decoded,) = containers_of([entry for entry in entries if entry.id == id], existing)
    for problem in decoded.problems:
        place = problem.place
        positions = Positions(yaml.tree_of(existing[place.file]))
        found = place.replace(span=positions.place(place.route)[1])
        raise GovernError(problem.message, found, "repair it first; `govern lint` says what is expected")
    return decoded


def prove_merged(wished: Container, existing: Mapping[str, bytes], new: Mapping[str, bytes]) -> None:
    """Read everything back: this container says what was wished, and nothing else says anything new."""
    merged = {**existing, **new}
    try:
        after = decoded_of(all_entries(merged), wished.id, merged).container
    except GovernError as error:
        raise unproved(wished, error.message) from None
    for difference in differences(wished, canonical_container(after)):
        raise unproved(wished, f"{difference} would not come back as it is")
    for path in new:
        if path in existing and files.is_yaml(path):
            before, now = (yaml.read(yaml.decode(raw[path])).data for raw in (existing, merged))
            if not alike(without(before, wished.id), without(now, wished.id)):
                raise unproved(wished, f"{path} would change beside it")


def without(data: Any, id: str) -> Any:
    """The data of a spec file, less the entries of one container."""
    rest = dict(data)
    rest["containers"] = [entry for entry in data.get("containers") or [] if entry.get("id") != id]
    return rest


def placed(item: Any, route: Route) -> Iterator[tuple[Route, str]]:
    """The side files that an entity refers to, and where."""
    if special(item) == "$file":
        if type(item["$file"]) is str:
            yield route, item["$file"]
    elif isinstance(item, dict):
        for key, value in item.items():
            yield from placed(value, (*route, key))
    elif isinstance(item, list | tuple):
        for index, value in enumerate(item):
            yield from placed(value, (*route, index))


def side_paths(entry: ContainerEntry) -> Iterator[str]:
    """The paths of all side files that an entry refers to."""
    folder = dirname(entry.place().file)
    for section in ("settings", *SECTIONS.values()):
        yield from (join(folder, path) for _, path in placed(getattr(entry, section), ()))
