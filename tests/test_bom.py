"""The bill of materials of a release: all that runs with the product, and nothing else, as a reader of CycloneDX takes it."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

from tools.bom import bill, canonical

ROOT = Path(__file__).parent.parent


def test_it_lists_what_is_required_and_nothing_for_working_on_it() -> None:
    made = bill()
    names = {component["name"] for component in made["components"]}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert {canonical(Requirement(text).name) for text in project["dependencies"]} <= names
    assert {"pydantic-core", "markupsafe", "gitdb"} <= names, "what they bring along"
    assert not names & {"pytest", "mypy", "duckdb"}
    assert all(component["licenses"] and component["purl"].startswith("pkg:pypi/") for component in made["components"])


def test_each_dependency_leads_to_a_component() -> None:
    made = bill()
    known = {component["bom-ref"] for component in (made["metadata"]["component"], *made["components"])}
    graph = {one["ref"]: one["dependsOn"] for one in made["dependencies"]}
    assert graph.keys() == known
    assert {name for names in graph.values() for name in names} < known


def test_it_is_the_same_twice_and_a_reader_of_cyclonedx_takes_it() -> None:
    text = json.dumps(bill())
    assert text == json.dumps(bill())
    validation = pytest.importorskip("cyclonedx.validation.json", reason="cyclonedx-python-lib is not here")
    from cyclonedx.model.bom import Bom
    from cyclonedx.schema import SchemaVersion

    assert validation.JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    reader: Any = Bom  # its methods for JSON are made when it is imported
    read = reader.from_json(json.loads(text))
    assert {component.name for component in read.components} == {one["name"] for one in bill()["components"]}
