"""The language: the fast way into records agrees with pydantic, and what does not fit is explained."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from for_each import for_each

from govern.source.yaml import read
from govern.spec.edge import model, objections
from govern.spec.fit import Unfit, builder, fitter
from govern.spec.read import read_sections
from govern.spec.regions import CONSENT_FIRST, COUNTRIES, NICKNAMES
from govern.spec.section import in_order
from govern.spec.section import section as section_of
from govern.spec.spelling import MANY, likely, nearest

LANGUAGE = read((Path(__file__).parent / "exports" / "language.yaml").read_text(encoding="utf-8")).data


def mutations(data: Any) -> Iterator[Any]:
    """The data with one node removed, emptied, retyped or doubled, for every node."""
    yield from (None, "", "text", 7, 1.5, True, [], {}, ["x"], {"x": 1}, "2027-02-30", "7d")
    if isinstance(data, dict):
        for key, value in data.items():
            yield {other: item for other, item in data.items() if other != key}
            yield {**data, key + "x": value}
            for mutated in mutations(value):
                yield {**data, key: mutated}
    if isinstance(data, list):
        for position, value in enumerate(data):
            yield data[:position] + data[position + 1 :]
            yield [*data, value]
            for mutated in mutations(value):
                yield [*data[:position], mutated, *data[position + 1 :]]


@for_each("section", [name for name in in_order() if name in LANGUAGE])
def test_the_fast_ways_accept_and_build_exactly_what_pydantic_accepts(section: str) -> None:
    record = section_of(section).record
    entries = LANGUAGE[section] if section_of(section).many else [LANGUAGE[section]]
    fit = fitter(record)
    for entry in entries:
        for mutated in mutations(copy.deepcopy(entry)):
            try:
                fitted = fit(mutated)
            except Unfit:
                assert objections(record, mutated), mutated
            else:
                assert objections(record, mutated) == [], mutated
                assert builder(record)(mutated) == fitted


@for_each("section", in_order())
def test_every_section_has_a_json_schema(section: str) -> None:
    schema = model(section_of(section).record).model_json_schema()
    assert schema["additionalProperties"] is False
    assert json.dumps(schema)


def misfits(text: str) -> list[tuple[str, tuple[str | int, ...], str, str]]:
    """Rule, route, message and help of all that does not fit."""
    found = read_sections(read("version: 1\n" + text).data, "specs/x.yaml").misfits
    return [(misfit.rule, misfit.route, misfit.message, misfit.help) for misfit in found]


@for_each(
    ("text", "rule", "route", "message", "help"),
    [
        ("evnts: []", "spec/unknown-key", ("evnts",), 'unknown section "evnts"', 'did you mean "events"?'),
        (
            "events: [{name: purchase, ownr: x}]",
            "spec/unknown-key",
            ("events", 0, "ownr"),
            'event "purchase" has an unknown key "ownr"',
            'did you mean "owner"?',
        ),
        (
            "destinations: [{name: meta, platform: meta, id: 123}]",
            "spec/wrong-type",
            ("destinations", 0, "id"),
            'destination "meta": "id" is the number 123, expected text or a mapping',
            "put quotes around it",
        ),
        (
            "events: [{name: a, fires: {on: clik}}]",
            "spec/wrong-value",
            ("events", 0, "fires", "on"),
            'event "a": "fires.on" is "clik", expected one of page_view',
            'did you mean "click"?',
        ),
        (
            "mappings: [{event: a, destination: m, as: P, parameters: {v: {}}}]",
            "spec/missing-key",
            ("mappings", 0, "parameters", "v"),
            'mapping "a": "parameters.v" has no "value"',
            "",
        ),
        (
            "mappings: [{event: a, destination: m, as: P, parameters: {v: {vale: 1}}}]",
            "spec/unknown-key",
            ("mappings", 0, "parameters", "v", "vale"),
            'mapping "a": "parameters.v" has an unknown key "vale"',
            'did you mean "value"?',
        ),
        (
            "mappings: [{event: a, destination: m, as: P, parameters: {v: 5}}]",
            "spec/wrong-type",
            ("mappings", 0, "parameters", "v"),
            'mapping "a": "parameters.v" is the number 5, expected text or a mapping',
            "a fixed value is written {value: 5}",
        ),
        (
            "mappings: [{event: a, destination: m, as: P, via: server}]",
            "spec/wrong-type",
            ("mappings", 0, "via"),
            'mapping "a": "via" is "server", expected a list',
            "write it in square brackets: [server]",
        ),
        (
            "events: [{name: a, fires: {no: click}}]",
            "spec/unknown-key",
            ("events", 0, "fires", "no"),
            'event "a": "fires" has an unknown key "no"',
            "",
        ),
        (
            "parameters: [{name: a, type: float}]",
            "spec/wrong-value",
            ("parameters", 0, "type"),
            'parameter "a": "type" is "float", expected one of string',
            'did you mean "number"?',
        ),
        (
            "events: [{name: a, fires: {on: page_load}}]",
            "spec/wrong-value",
            ("events", 0, "fires", "on"),
            'event "a": "fires.on" is "page_load", expected one of page_view',
            'did you mean "page_view"?',
        ),
        (
            "quality: {discrepancy: {target: 5}}",
            "spec/wrong-type",
            ("quality", "discrepancy", "target"),
            'quality: "discrepancy.target" is the number 5, expected a percentage such as 5%',
            'did you mean "5%"?',
        ),
        (
            "quality: {discrepancy: {target: 0.05}}",
            "spec/wrong-type",
            ("quality", "discrepancy", "target"),
            'quality: "discrepancy.target" is the number 0.05, expected a percentage such as 5%',
            'did you mean "5%"?',
        ),
        (
            "destinations: [{name: m, platform: meta, token: meta-capi}]",
            "spec/unknown-key",
            ("destinations", 0, "token"),
            'destination "m" has an unknown key "token"',
            "write it under server",
        ),
        (
            "mappings: [{event: a, destination: m, as: P, via: both}]",
            "spec/wrong-type",
            ("mappings", 0, "via"),
            'mapping "a": "via" is "both", expected a list',
            "write in square brackets what is meant of browser, server",
        ),
        (
            "quality: {volume_drop: {percent: 50%, within: 1h}}",
            "spec/wrong-type",
            ("quality", "volume_drop", "percent"),
            'quality: "volume_drop.percent" is "50%", expected a number',
            "write 50",
        ),
        (
            "attribution: {standard: {click: 7}}",
            "spec/wrong-type",
            ("attribution", "standard", "click"),
            'attribution: "standard.click" is the number 7, expected a duration such as 7d',
            "write its unit behind it",
        ),
        (
            "sites: [{name: shop, consent: {default: denied, wait_for_update: 500ms}}]",
            "spec/wrong-type",
            ("sites", 0, "consent", "wait_for_update"),
            'site "shop": "consent.wait_for_update" is "500ms", expected a whole number',
            "write 500",
        ),
        (
            "mappings: [{event: a, destination: m, as: P, parameters: [value]}]",
            "spec/wrong-type",
            ("mappings", 0, "parameters"),
            'mapping "a": "parameters" is a list, expected a mapping',
            "write the platform's field before each: {value: value}",
        ),
        (
            "destinations: [{name: m, platform: meta, consent: [marketing]}]",
            "spec/wrong-value",
            ("destinations", 0, "consent", 0),
            'destination "m": "consent[1]" is "marketing", expected one of ad_storage',
            'did you mean "ad_storage"?',
        ),
        (
            "events: [{name: 2027}]",
            "spec/wrong-type",
            ("events", 0, "name"),
            'an entry of events: "name" is the number 2027, expected text',
            "put quotes around it",
        ),
        (
            "destinations: [{name: a, platform: meta, id: {prod: '1'}}]",
            "spec/wrong-value",
            ("destinations", 0, "id", "prod"),
            'destination "a": "id" has the key "prod", expected one of production, staging, development',
            'did you mean "production"?',
        ),
        (
            "access: {people: [{name: Ana, email: ana at acme}]}",
            "spec/wrong-value",
            ("access", "people", 0, "email"),
            'access: "people[Ana].email" is "ana at acme", expected an e-mail address',
            "",
        ),
        ("events: {name: a}", "spec/wrong-type", ("events",), '"events" is a mapping, expected a list', "start each"),
    ],
)
def test_what_does_not_fit_is_explained(
    text: str, rule: str, route: tuple[str | int, ...], message: str, help: str
) -> None:
    first = misfits(text)[0]
    assert first[:2] == (rule, route)
    assert first[2].startswith(message)
    assert help in first[3]


def test_a_broken_entry_hides_no_other_and_keeps_its_name_known() -> None:
    sections = read_sections(read("version: 1\nevents: [{name: a, x: 1}, {name: b}]").data, "f.yaml")
    assert [event.name for event in sections.entities["events"]] == ["b"]
    assert ("events", "a") in sections.broken
    assert sections.entities["events"][0].place("name").route == ("events", 1, "name")


@pytest.mark.parametrize("data", [[], "text", 3, None])
def test_a_file_that_is_no_mapping_says_what_it_is(data: Any) -> None:
    misfit = read_sections(data, "f.yaml").misfits[0]
    assert misfit.rule == "spec/wrong-type"
    assert "a spec file is a mapping of sections" in misfit.message


def test_the_countries_are_those_of_the_time_zone_database() -> None:
    table = Path("/usr/share/zoneinfo/iso3166.tab")
    if not table.is_file():
        pytest.skip("this machine has no iso3166.tab")
    listed = {line.split("\t")[0] for line in table.read_text("utf-8").splitlines() if not line.startswith("#")}
    assert listed == COUNTRIES
    assert CONSENT_FIRST < COUNTRIES
    assert len(CONSENT_FIRST) == 32
    assert all(code in COUNTRIES for code in NICKNAMES.values() if code)


@pytest.mark.parametrize("items", ["true", "7", "{name: x}", "text", "[]", "[7]"])
def test_what_stands_for_a_list_of_tokens_is_a_misfit_whatever_it_is(items: str) -> None:
    found = read_sections({"version": 1, "tokens": read(f"{{items: {items}, other: 1}}").data}, "x.yaml").misfits
    assert "spec/unknown-key" in {misfit.rule for misfit in found}


def test_of_thousands_of_names_few_are_compared_and_the_right_one_is_among_them() -> None:
    known = tuple(
        f"{thing}_{what}_{n}" for thing in ("cart", "order") for what in ("shown", "sent") for n in range(900)
    )
    for written, right in (
        ("ordr_sent_17", "order_sent_17"),
        ("cart_shwon_899", "cart_shown_899"),
        ("Cart-Sent-3", "cart_sent_3"),
    ):
        assert nearest(written, known) == right
        assert len(likely(written, known)) <= MANY < len(known)
    assert nearest("zzz", known) == ""
