"""What the sections say of themselves holds: their keys exist, and names lead to sections that declare names."""

from __future__ import annotations

from typing import Any, get_args, get_type_hints

from for_each import for_each

from govern.core.record import Record
from govern.platforms.facts import Facts
from govern.project.config import Config
from govern.spec.fit import fields_of, key_of
from govern.spec.section import in_order, section, section_names


def keys_of(record: type[Record]) -> dict[str, Any]:
    """The keys of a record's entries, and what is written there."""
    return {key_of(name): tp for name, tp in fields_of(record).items()}


def record_in(tp: Any) -> type[Record] | None:
    """The record that a type holds, in a list or alone."""
    if isinstance(tp, type) and issubclass(tp, Record):
        return tp
    return next((found for part in get_args(tp) if (found := record_in(part)) is not None), None)


def test_annotations_are_read_as_python_reads_them() -> None:
    for record in (Config, Facts, *(section(name).record for name in section_names())):
        assert fields_of(record).items() <= get_type_hints(record, include_extras=True).items()


def test_the_order_is_everybody_and_nobody_twice() -> None:
    assert sorted(in_order()) == list(section_names())
    assert len({section(name).order for name in section_names()}) == len(section_names())


@for_each("name", section_names())
def test_references_lead_from_keys_to_names(name: str) -> None:
    for key, to in section(name).references.items():
        record: type[Record] | None = section(name).record
        for step in key.split("."):
            assert record is not None, f"{name}: {key} leads nowhere"
            keys = keys_of(record)
            assert step in keys, f"{name}: {key} leads nowhere"
            record = record_in(keys[step])
        assert section(to).is_referred_to, f"{name}: {key} refers to {to}, which declares no names"


@for_each("name", section_names())
def test_names_are_made_of_keys(name: str) -> None:
    names = section(name).names
    if names is None:
        return
    record: type[Record] | None = section(name).record
    if names.inside:
        record = record_in(keys_of(section(name).record)[names.inside])
    assert record is not None
    wanted = {*names.keys, *filter(None, (names.apart, names.unlike))}
    assert wanted <= keys_of(record).keys()
    assert len(names.keys) == 1 or names.title
