"""Entities that do the same under two names are found, whatever the order in which a file writes their fields."""

from __future__ import annotations

from typing import Any

from gtm_helpers import read_one

from govern.gtm.copies import equal


def test_the_order_of_parameters_says_nothing() -> None:
    path = {"type": "TEMPLATE", "key": "component", "value": "PATH"}
    source = {"type": "TEMPLATE", "key": "customUrlSource", "value": "{{Page URL}}"}
    query = {"type": "TEMPLATE", "key": "component", "value": "QUERY"}
    found = pairs([
        {"name": "Path", "type": "u", "parameter": [path, source], "parentFolderId": "7"},
        {"name": "Path too", "parameter": [source, path], "type": "u", "notes": "the same"},
        {"name": "Query", "type": "u", "parameter": [query, source]},
        {"name": "Of another type", "type": "f", "parameter": [path, source]},
    ])  # fmt: skip
    assert found == (("Path", ("Path too",)),)


def test_where_the_values_stand_says_something() -> None:
    one, other = (
        {"type": "TEMPLATE", "key": key, "value": value} for key, value in (("name", "a"), ("defaultValue", "b"))
    )
    turned = [{**one, "value": "b"}, {**other, "value": "a"}]
    assert (
        pairs([{"name": "A", "type": "v", "parameter": [one, other]}, {"name": "B", "type": "v", "parameter": turned}])
        == ()
    )


def pairs(variables: list[dict[str, Any]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The variables of an export that do the same."""
    folders = [{"folderId": "7", "name": "Addresses"}]
    version = {
        "container": {"publicId": "GTM-ABC1234", "usageContext": ["WEB"]},
        "variable": variables,
        "folder": folders,
    }
    return equal(read_one({"exportFormatVersion": 2, "containerVersion": version}), "variable")
