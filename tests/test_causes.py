"""One mistake is one finding: what has the same root is said once, with all its places."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from helpers import findings, lines, project

from govern.commands.baseline import accept
from govern.commands.lint import lint
from govern.core.accepting import Accepting
from govern.core.report import Edit, Place, Route
from govern.source import emit, yaml
from govern.source.edits import with_edit

pytestmark = pytest.mark.usefixtures("day")

RULE = "spec/unresolved-reference"
MANY = "events: [{name: purchase}]\nmappings:\n" + "".join(
    f"  - {{event: purchase, destination: mta, as: Purchase{number}}}\n" for number in range(40)
)


KNOWN = "destinations: [{name: snapchat, platform: snapchat}]\n"
"""Where nothing at all is declared, one finding says so."""


def test_forty_mappings_to_nowhere_are_one_finding() -> None:
    (finding,) = findings(project(MANY + KNOWN), RULE)
    assert finding.message == 'destination "mta" is not declared (and in 39 more places)'
    assert finding.place.span is not None
    assert finding.place.span.line == 3
    assert [other.place.span.line for other in finding.related if other.place.span] == list(range(4, 43))


def test_an_ignore_at_one_of_the_places_silences_that_place() -> None:
    comment = "  # govern: ignore[spec/unresolved-reference] -- declared by the agency"
    first, second, *_ = (line for line in MANY.split("\n") if "as:" in line)
    (finding,) = findings(project(MANY.replace(first, first + comment)), RULE)
    assert finding.place.span is not None
    assert finding.place.span.line == 4
    assert "38 more places" in finding.message
    both = MANY.replace(first, first + comment).replace(second, second + comment)
    assert "37 more places" in findings(project(both), RULE)[0].message
    assert not findings(project(both), "ignores/unused")


def test_the_fingerprint_is_the_cause_however_many_places_there_are() -> None:
    few, other = MANY[: MANY.index("as: Purchase2")] + "as: x}\n", MANY.replace("mta", "mtb")
    prints = [findings(project(text + KNOWN), RULE)[0].fingerprint for text in (MANY, few, other)]
    assert prints[0] == prints[1] != prints[2]


def test_all_places_are_mended_at_once_where_the_answer_is_sure() -> None:
    text = "destinations: [{name: meta-eu, platform: meta}]\n" + MANY.replace("mta", "meta_eu")
    assert not findings(project(text), RULE)[0].fix, "forty places agree: the declaration may be the one that is wrong"
    (finding,) = findings(project(text.replace("meta_eu", "meta-eu", 1)), RULE)
    assert len(finding.fix) == 39
    assert {edit.value for edit in finding.fix} == {"meta-eu"}
    text = text.replace("meta_eu", "meta-us", 1)
    assert not findings(project(text.replace("meta-eu", "meta-us")), RULE)[0].fix, "another name may be meant"


def test_an_unknown_platform_is_said_once_and_leads_to_nothing_else() -> None:
    text = """
destinations: [{name: bing, platform: bingo, id: "1", server: {}}]
events:
  - name: purchase
    owner: web
    description: Paid.
    fires: {on: server_confirmed}
    parameters: [{name: value, type: number}]
mappings: [{event: purchase, destination: bing, as: Purchase, via: [browser, server], parameters: {value: value}}]
"""
    assert lines(findings(project(text))) == [(2, "mappings/unknown-platform")]


def test_a_baseline_holds_causes_and_only_shrinks(tmp_path: Path) -> None:
    (tmp_path / "specs").mkdir()
    (tmp_path / "govern.yaml").write_text("version: 1\n")
    spec = tmp_path / "specs" / "a.yaml"
    spec.write_text(f"version: 1\n{KNOWN}{MANY}")
    assert "accepted" in accept(str(tmp_path), Accepting("until the relaunch"))
    assert not [finding for finding in lint(str(tmp_path)).findings if finding.rule == RULE]
    spec.write_text(f"version: 1\n{KNOWN}{MANY}  - {{event: purchase, destination: mta, as: Purchase41}}\n")
    assert not [finding for finding in lint(str(tmp_path)).findings if finding.rule == RULE], "the same mistake"
    spec.write_text(f"version: 1\n{KNOWN}{MANY}  - {{event: purchase, destination: other, as: Purchase}}\n")
    assert "1 new is not: a baseline only shrinks" in accept(str(tmp_path), Accepting("until the relaunch"))
    assert [finding.rule for finding in lint(str(tmp_path)).findings] == [RULE]


ROOT = Path(__file__).parent.parent


def mappings_in(data: Any, route: Route = ()) -> Iterator[Route]:
    """The way to every mapping inside some data."""
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    if isinstance(data, dict):
        yield route
    for step, value in entries:
        yield from mappings_in(value, (*route, step))


@pytest.mark.slow
def test_a_key_too_many_anywhere_in_the_example_is_one_finding() -> None:
    """Nothing is said to be missing because the entry that has it could not be read."""
    files = {str(path.relative_to(ROOT)): path.read_text("utf-8") for path in sorted((ROOT / "specs").rglob("*.yaml"))}
    files = {file: text for file, text in files.items() if "containers" not in yaml.read(text).data}
    assert not findings(project(files=files))
    for file, text in files.items():
        data = yaml.read(text).data
        for route in [route for route in mappings_in(data) if "examples" not in route][::3]:
            edit = Edit("insert", Place(file, (*route, "zzz")), [1])
            broken = {**files, file: emit.emit(with_edit(data, edit.place.route, edit))}
            found = findings(project(files=broken))
            assert len(found) == 1, (file, route, found)


def test_a_renamed_thing_is_one_finding_however_often_it_is_named() -> None:
    text = (ROOT / "specs" / "destinations.yaml").read_text("utf-8")
    files = {str(path.relative_to(ROOT)): path.read_text("utf-8") for path in sorted((ROOT / "specs").rglob("*.yaml"))}
    files["specs/destinations.yaml"] = text.replace("name: meta", "name: facebook", 1)
    (finding,) = findings(project(files=files))
    assert finding.message.startswith('destination "meta" is not declared (and in ')


@pytest.mark.slow
def test_a_reference_to_nothing_anywhere_in_the_example_is_one_finding() -> None:
    """An event with a parameter that nobody declares, a token, a site, a window: nothing follows from the misprint."""
    files = {str(path.relative_to(ROOT)): path.read_text("utf-8") for path in sorted((ROOT / "specs").rglob("*.yaml"))}
    keys = ("use", "site", "token", "event", "destination", "replaced_by")
    for file, text in files.items():
        data = yaml.read(text).data
        for route in [route for route in texts_in(data) if route[-1] in keys and route[0] != "containers"]:
            edit = Edit("replace", Place(file, route), "nothing_of_this_name")
            found = findings(project(files={**files, file: emit.emit(with_edit(data, route, edit))}))
            assert [finding.rule for finding in found] == [RULE], (file, route)


def texts_in(data: Any, route: Route = ()) -> Iterator[Route]:
    """The way to every text inside some data."""
    if isinstance(data, str):
        yield route
    for step, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield from texts_in(value, (*route, step))


def test_a_reserved_name_is_one_finding_in_however_many_events() -> None:
    """A click ID that goes along with every event, and the counter that Tag Manager puts into each message."""
    event = "  - {name: step_%d, parameters: [{name: gclid, type: string}, {name: gtm.uniqueEventId, type: integer}]}\n"
    mapping = "  - {event: step_%d, destination: ga4, as: step_%d, parameters: {gclid: gclid, ga_x: gclid}}\n"
    events, mappings = "".join(event % n for n in range(14)), "".join(mapping % (n, n) for n in range(14))
    text = f"destinations: [{{name: ga4, platform: ga4}}]\nevents:\n{events}mappings:\n{mappings}"
    found = findings(project(text))
    reserved = [finding.message for finding in found if finding.rule == "mappings/reserved-parameter"]
    assert [message.partition(", ")[0] for message in sorted(reserved)] == [
        f'mapping of "step_0" has the parameter "{name}"' for name in ("ga_x", "gclid")
    ]
    (kept,) = [finding.message for finding in found if finding.rule == "events/reserved-data-layer-key"]
    assert kept == (
        'parameter "gtm.uniqueEventId" of event "step_0" is "gtm.uniqueEventId" in the data layer, where Tag Manager '
        "keeps its notes (and in 13 more places)"
    )
