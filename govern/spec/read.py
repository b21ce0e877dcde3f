"""A spec file as a whole: which sections there are, and how its data becomes entities or problems."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from govern.core.record import Record, holds
from govern.core.report import EditAction, Route
from govern.spec.base import Entity
from govern.spec.fit import Fit, Unfit, builder, fitter
from govern.spec.misfits import Misfit, explain_record, renamed
from govern.spec.section import in_order, section, section_names
from govern.spec.spelling import kind, meant, suggest

VERSION = 1


class Sections(Record):
    """What a file holds: entities by section, what does not fit, and the names of entries that do not fit."""

    entities: dict[str, tuple[Any, ...]]
    misfits: tuple[Misfit, ...] = ()
    broken: frozenset[tuple[str, str]] = frozenset()


def read_sections(data: Any, file: str, *, fits: bool = False) -> Sections:
    """The entities of one file's data. An entry that does not fit is left out and reported; the others stay.

    Data that is known to fit, because the same bytes did before, is not checked again.
    """
    if fits:
        return Sections({name: tuple(built(name, data[name], file)) for name in section_names() if data.get(name)})
    if type(data) is not dict:
        message = f"a spec file is a mapping of sections, not {kind(data)}"
        return Sections({}, (Misfit("spec/wrong-type", (), message, "start it with: version: 1"),))
    misfits = list(header_misfits(data))
    entities: dict[str, tuple[Any, ...]] = {}
    broken: set[tuple[str, str]] = set()
    for name, value in data.items():
        if name not in section_names() or value is None:
            continue
        if section(name).many and type(value) is not list:
            message = f'"{name}" is {kind(value)}, expected a list of entries'
            misfits.append(Misfit("spec/wrong-type", (name,), message, "start each entry with a dash"))
            continue
        entities[name] = tuple(fitted(name, value, file, misfits, broken))
    return Sections(entities, tuple(misfits), frozenset(broken))


def fitted(name: str, value: Any, file: str, misfits: list[Misfit], broken: set[tuple[str, str]]) -> Iterator[Entity]:
    """The entities of a section as far as they fit; why others do not, and what they may have declared, is added."""
    record, many = section(name).record, section(name).many
    fit = fitter(record)
    for route, entry in [((name, i), entry) for i, entry in enumerate(value)] if many else [((name,), value)]:
        try:
            entity = fit(entry)
        except Unfit:
            misfits.extend(explain(name, record, entry, route))
            broken.update((name, meant_name) for meant_name in names_in(name, entry))
            if many or type(entry) is not dict:
                continue
            entity = fit(what_fits(fit, entry))
        entity.mark(_file=file, _route=route)
        yield entity


def what_fits(fit: Fit, entry: dict[str, Any]) -> dict[str, Any]:
    """The keys of a section that fit by themselves: a mistake in a policy leaves the lists beside it as they are."""
    return {key: value for key, value in entry.items() if fits_alone(fit, key, value)}


def fits_alone(fit: Fit, key: str, value: Any) -> bool:
    """Whether one key of a section fits."""
    try:
        fit({key: value})
    except Unfit:
        return False
    return True


def built(name: str, value: Any, file: str) -> Iterator[Entity]:
    """The entities of a section that is known to fit."""
    build = builder(section(name).record)
    entries = enumerate(value) if section(name).many else [(None, value)]
    for position, entry in entries:
        entity: Entity = build(entry)
        if holds(entity, entry):
            entity = entity.replace()
        entity.mark(_file=file, _route=(name,) if position is None else (name, position))
        yield entity


def header_misfits(data: dict[str, Any]) -> Iterator[Misfit]:
    """The version, and keys that are not sections."""
    unknown = [key for key in data if key != "version" and key not in section_names()]
    headings = (*in_order(), "version") if unknown else ()
    if "version" not in data and any(meant(key, headings) == "version" for key in unknown):
        pass  # it is misspelt, which is said of the key
    elif "version" not in data:
        fix: tuple[EditAction, Any] | None = ("insert", VERSION) if data else None
        yield Misfit("spec/missing-key", (), 'the file has no "version"', "start it with: version: 1", fix=fix)
    elif type(data["version"]) is not int or data["version"] != VERSION:
        shown = kind(data["version"])
        yield Misfit("spec/wrong-value", ("version",), f'"version" is {shown}, this govern reads version {VERSION}')
    for key in unknown:
        message, fix = f'unknown section "{key}"', renamed(key, headings, data)
        yield Misfit("spec/unknown-key", (key,), message, suggest(key, headings), at_key=True, fix=fix)


def names_in(name: str, entry: Any) -> Iterator[str]:
    """Every name that an entry which does not fit may have meant to declare; an empty one where it has none."""
    if type(entry) is not dict:
        yield entry if type(entry) is str else ""
        return
    for key in ("name", "id"):
        if type(entry.get(key)) is str:
            yield entry[key].strip()
    found = section(name)
    named = entry.get(found.names.inside) or [] if found.names is not None and found.names.inside else [entry]
    if found.is_referred_to and not (type(named) is list and all(map(is_named, named))):
        yield ""
    for value in entry.values():
        if type(value) is list:
            for item in value:
                if type(item) is dict and type(item.get("name")) is str:
                    yield item["name"]


def is_named(entry: Any) -> bool:
    """Whether an entry says its name."""
    return type(entry) is dict and type(entry.get("name")) is str and bool(entry["name"].strip())


def explain(name: str, record: type[Record], entry: Any, base: Route) -> Iterator[Misfit]:
    """Why an entry of a section does not fit."""
    return explain_record(subject_of(name, entry), record, entry, base)


def subject_of(name: str, entry: Any) -> str:
    """How messages call an entry: `event "purchase"`."""
    noun = section(name).noun
    if type(entry) is dict:
        for key in ("name", "id", "event", "site"):
            if type(entry.get(key)) is str:
                return f'{noun} "{entry[key]}"'
    return noun if not section(name).many else f"an entry of {name}"
