"""Schemas are read by validators of all kinds: Ajv in its strict mode, engines of expressions that know no needless escape."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from for_each import for_each
from helpers import project
from jsonschema import Draft202012Validator
from node import needs_node, node

from govern.commands.schema import config_text
from govern.render.targets import schemas
from govern.render.targets.schemas import ecmascript
from govern.spec.schema import schema

SHOP = r"""
parameters:
  - {name: email, type: email, pii: email}
  - {name: page, type: url, pattern: 'example\.com\/\-x'}
  - {name: at, type: timestamp}
  - {name: day, type: date}
  - {name: total, type: money, values: [1, 2.5]}
  - {name: code, type: string, pattern: '^[A-Z\-]+\:(\d{2})$'}
  - {name: odd, type: string, pattern: '(?i)^x'}
events:
  - name: buy
    parameters: [{use: email}, {use: page}, {use: at}, {use: day, required: true}, {use: total}, {use: code}, {use: odd}]
    examples: [{day: 2026-11-30, code: 'A-B:12', odd: X}]
"""
STRICT = """
const fs = require("fs");
let Ajv;
try { Ajv = require("ajv/dist/2020").default; } catch (error) { console.log("no Ajv"); process.exit(0); }
for (const schema of JSON.parse(fs.readFileSync(0, "utf8"))) new Ajv({ strict: true, strictTypes: true }).compile(schema);
console.log("good");
"""


def every() -> list[dict[str, Any]]:
    """The schemas that people get."""
    rendered = [json.loads(artifact.text) for artifact in schemas.artifacts(project(SHOP))]
    return [schema(), json.loads(config_text()), *rendered]


def inside(value: Any, key: str) -> Iterator[Any]:
    """Every value of a key, anywhere in a schema."""
    if isinstance(value, dict):
        yield from ([value[key]] if key in value else [])
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from inside(one, key)


def test_every_key_of_the_language_says_what_it_means() -> None:
    (spec, config) = every()[:2]
    named = [
        (key, told)
        for made in (spec, config)
        for properties in inside(made, "properties")
        for key, told in properties.items()
    ]
    assert len(named) > 200
    assert [key for key, told in named if not told.get("description")] == []


def test_schemas_are_schemas_and_their_examples_fit() -> None:
    for made in every():
        Draft202012Validator.check_schema(made)
    (event,) = every()[2:]
    assert Draft202012Validator(event).is_valid(event["examples"][0])
    assert not Draft202012Validator(event).is_valid({**event["examples"][0], "day": "2026-13-01"})
    assert event["properties"]["email"]["$comment"] == "personal data: email"


@for_each(
    ("written", "made"),
    [
        (r"^[A-Z]-\d+$", r"^[A-Z]-\d+$"),
        (r"a\-b\:\"c\/", r"a-b:\"c\/".replace(r"\"", '"')),
        (r"[\w\-\.\@]+", r"[\w\-\.@]+"),
        (r"(?i)abc", None), (r"(?P<year>\d+)", None), (r"\Aabc\z", None), (r"[[:alpha:]]", None), (r"^{x}$", None),
    ],
)  # fmt: skip
def test_an_expression_is_written_as_ecmascript_takes_it_or_left_out(written: str, made: str | None) -> None:
    assert ecmascript(written) == made


@pytest.mark.slow
@needs_node
def test_every_expression_is_one_for_a_strict_engine(tmp_path: Path) -> None:
    script = tmp_path / "strict.js"
    script.write_text('for (const one of JSON.parse(require("fs").readFileSync(0, "utf8"))) new RegExp(one, "u");')
    patterns = list(inside(every(), "pattern"))
    assert len(patterns) > 20
    node(script, json.dumps([one for one in patterns if isinstance(one, str)]))


@pytest.mark.slow
@needs_node
def test_ajv_takes_them_in_its_strict_mode(tmp_path: Path) -> None:
    script = tmp_path / "ajv.js"
    script.write_text(STRICT)
    if node(script, json.dumps(every())).strip() == "no Ajv":
        pytest.skip("Ajv 8 is not installed: npm install ajv@8, and name the folder in NODE_PATH")
