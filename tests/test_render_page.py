"""What the page's own code gets: TypeScript that takes nothing undeclared, and schemas that agree with our own rules."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from helpers import findings, project
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from node import needs_node, node
from typescript import needs_tsc, tsc

from govern.core.errors import GovernError
from govern.project import Project
from govern.render.targets import schemas, types

pytestmark = pytest.mark.slow

SHOP = """
parameters:
  - {name: order_id, type: string, description: The number of the order}
  - {name: value, type: money, currency: currency, data_layer: ecommerce.value}
  - {name: currency, type: currency, data_layer: ecommerce.currency}
  - {name: method, type: string, values: [email, google]}
events:
  - name: purchase
    description: Paid */ alert(1) /* <b>
    owner: shop
    fires: {on: server_confirmed, name: order paid}
    parameters: [{use: order_id, required: true}, {use: value, required: true}, {use: currency}]
    examples: [{order_id: A-1, value: 29.99, currency: EUR}]
  - {name: sign_up, owner: shop, description: d, parameters: [{use: method}]}
  - {name: 'größe "gewählt" 🛒', owner: shop, description: d, status: deprecated, until: 2027-01-31, replaced_by: sign_up}
  - {name: later, owner: shop, description: d, status: draft}
"""


def made(subject: Project, renderer: Any) -> dict[str, str]:
    return {artifact.path: artifact.text for artifact in renderer.artifacts(subject)}


def compiled(folder: Path, text: str) -> list[str]:
    """The lines that the compiler refuses in a module that uses the rendered one, which is its first line."""
    (folder / "tracking.ts").write_text(made(project(SHOP), types)["build/types/tracking.ts"], encoding="utf-8")
    (folder / "page.ts").write_text(f'import {{ track }} from "./tracking.js";\n{text}\n', encoding="utf-8")
    (folder / "package.json").write_text('{"type": "module"}')
    command = [tsc() or "", "--strict", "--noUncheckedIndexedAccess", "--exactOptionalPropertyTypes", "--target", "es2021",
               "--module", "nodenext", "--lib", "es2021,dom", "--pretty", "false", "page.ts"]  # fmt: skip
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return [line.partition(",")[0] for line in result.stdout.splitlines() if not line.startswith(" ")]


@needs_tsc
def test_what_the_specs_declare_compiles(tmp_path: Path) -> None:
    page = """
    track("purchase", { order_id: "A-1", value: 29.99 });
    track("purchase", { order_id: "A-1", value: 29.99, currency: undefined });
    track("sign_up");
    track("sign_up", { method: "google" });
    track("gr\\u00f6\\u00dfe \\"gew\\u00e4hlt\\" \\ud83d\\uded2");
    """
    assert compiled(tmp_path, page) == []


@needs_tsc
@pytest.mark.parametrize(
    "line",
    [
        'track("purchas", {});',
        'track("purchase");',
        'track("purchase", { order_id: "A-1" });',
        'track("purchase", { order_id: "A-1", value: "29.99" });',
        'track("sign_up", { method: "myspace" });',
        'track("sign_up", { methd: "google" });',
        'track("later");',
    ],
)
def test_what_they_do_not_declare_does_not(tmp_path: Path, line: str) -> None:
    assert compiled(tmp_path, line) == ["page.ts(2"]


@needs_node
@needs_tsc
def test_track_writes_what_the_schema_wants(tmp_path: Path) -> None:
    page = """
    track("purchase", { order_id: "A-1", value: 29.99, currency: "EUR" });
    track("purchase", { order_id: "A-2", value: 3 });
    console.log(JSON.stringify((globalThis as any).dataLayer, (_, v) => v === undefined ? "undefined" : v));
    """
    compiled(tmp_path, page)
    first, second = json.loads(node(tmp_path / "page.js"))
    assert first == {"event": "order paid", "order_id": "A-1", "ecommerce": {"value": 29.99, "currency": "EUR"}}
    assert second["ecommerce"] == {"value": 3, "currency": "undefined"}  # the first order's currency is taken back
    schema = json.loads(made(project(SHOP), schemas)["build/schemas/purchase.json"])
    assert Draft202012Validator(schema).is_valid(first)
    assert schema["examples"] == [first]


def test_a_description_cannot_end_its_comment() -> None:
    text = made(project(SHOP), types)["build/types/tracking.ts"]
    assert "/** Paid * / alert(1) /* <b>. Owner: shop. */" in text
    assert "@deprecated until 2027-01-31, use sign_up */" in text
    assert text.isascii()


def test_every_event_that_is_pushed_has_a_schema_under_a_name_that_every_disk_takes() -> None:
    assert list(made(project(SHOP), schemas)) == [
        "build/schemas/gr-e-gew-hlt-f87da610.json",
        "build/schemas/purchase.json",
        "build/schemas/sign_up.json",
    ]


def test_two_parameters_in_one_place_are_refused_with_that_place() -> None:
    text = """
events:
  - name: buy
    parameters: [{name: cart, type: object}, {name: value, type: number, data_layer: cart.value}]
"""
    with pytest.raises(GovernError, match='"value" of event "buy" writes over "cart" in the data layer') as refused:
        made(project(text), schemas)
    assert refused.value.place is not None
    assert refused.value.place.route == ("events", 0, "parameters", 1)


def test_nothing_is_written_into_all_objects(tmp_path: Path) -> None:
    text = "events: [{name: buy, parameters: [{name: x, type: string, data_layer: __proto__.x}]}]"
    with pytest.raises(GovernError, match='"x" of event "buy" stands in "__proto__"'):
        made(project(text), types)


@needs_tsc
@needs_node
def test_names_that_every_object_has_are_names_like_others(tmp_path: Path) -> None:
    text = "events: [{name: constructor, parameters: [{name: x, type: string, data_layer: constructor.x}]}]"
    (tmp_path / "tracking.ts").write_text(made(project(text), types)["build/types/tracking.ts"], encoding="utf-8")
    (tmp_path / "package.json").write_text('{"type": "module"}')
    (tmp_path / "page.ts").write_text(
        'import { track } from "./tracking.js";\ntrack("constructor", { x: "1" });\n'
        "console.log(JSON.stringify([(globalThis as any).dataLayer, (Object as any).x ?? null]));\n"
    )
    subprocess.run(
        [tsc() or "", "--strict", "--module", "nodenext", "--target", "es2021", "page.ts"], cwd=tmp_path, check=True
    )
    answer = json.loads(node(tmp_path / "page.js"))
    assert answer == [[{"event": "constructor", "constructor": {"x": "1"}}], None]


VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(-1e6, 1e6).filter(lambda number: not number.is_integer()),
    st.sampled_from(["EUR", "eur", "A-1001", "ana@example.com", "ana", "+1 555 0100", "https://x.example/", "x.example",
                     "2027-01-31", "2027-01-31T12:00:00Z", "2027-01-31 12:00", "email", "google", "", "a1"]),
    st.lists(st.dictionaries(st.sampled_from("ab"), st.integers(), max_size=1), max_size=2), st.lists(st.integers(), max_size=2),
    st.dictionaries(st.sampled_from("ab"), st.integers(), max_size=2),
)  # fmt: skip
DECLARED: list[dict[str, Any]] = [
    {"type": kind} for kind in schemas.TYPES if kind != "date"
]  # validators leave a date's calendar aside
DECLARED += [{"type": "string", "values": ["email", "google"]}, {"type": "string", "pattern": "^[a-z][0-9]$"}]


@given(st.sampled_from(DECLARED), VALUES, st.booleans())
def test_a_schema_accepts_what_our_own_rule_accepts(declared: dict[str, Any], value: Any, required: bool) -> None:
    """Two engines, one contract: an example that lint accepts fits the schema, and the other way round."""
    parameter = {"name": "p", **declared, "required": required}
    event = {"name": "e", "parameters": [parameter], "examples": [{"p": value}]}
    text = json.dumps({"version": 1, "events": [event]}, ensure_ascii=False)
    subject = project(files={"specs/e.yaml": text})
    schema = json.loads(made(subject, schemas)["build/schemas/e.json"])
    pushed = {"event": "e"} if value is None else {"event": "e", "p": value}
    assert Draft202012Validator(schema).is_valid(pushed) == (not findings(subject, "events/example-does-not-fit"))
