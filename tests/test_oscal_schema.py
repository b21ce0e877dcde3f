"""The OSCAL document of a review against NIST's own schema, which a machine may have: OSCAL_SCHEMA names the file.

It lies beside each release of github.com/usnistgov/OSCAL, and until 1.0.4 in its history as
`json/schema/oscal_assessment-results_schema.json`.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from cli_helpers import Captured, printed

pytestmark = pytest.mark.usefixtures("day")

SPECS = """version: 1
access:
  policy: {review: quarterly, mfa: required}
  people:
    - {name: Ana, email: ana@acme.example, team: data}
    - {name: Old "x" <b>, email: old@acme.example, team: data, until: 2026-08-31}
  grants: [{who: ana@acme.example, platform: linkedin, role: VIEWER, approved_by: bo@acme.example, reason: reports}]
tokens:
  policy: {rotate_every: 60d}
  items: [{name: capi, platform: meta, stored_in: vault:capi, owner: ana@acme.example, issued: 2026-01-01}]
"""


def test_the_document_of_a_review_is_what_the_schema_of_nist_says(tmp_path: Path, capsys: Captured) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    named = os.environ.get("OSCAL_SCHEMA", "")
    if not named:
        pytest.skip("name the schema of OSCAL assessment results by OSCAL_SCHEMA")
    for folder in ("specs", "exports"):
        (tmp_path / folder).mkdir()
    (tmp_path / "govern.yaml").write_text("version: 1\nname: shop\n")
    (tmp_path / "specs" / "a.yaml").write_text(SPECS)
    table = "Email,Role,Platform,MFA\nold@acme.example,admin,gtm,off\nzed@acme.example,read,gtm,on\n"
    (tmp_path / "exports" / "people.csv").write_text(table)
    printed(capsys, "audit", "-C", str(tmp_path), "--report", str(tmp_path / "out"), code=1)
    (made,) = (tmp_path / "out").glob("*.oscal.json")
    document = json.loads(made.read_text("utf-8"))
    assert document["assessment-results"]["results"][0]["findings"]
    text = Path(named).read_text("utf-8").replace(r"\\p{L}", r"[^\\W\\d_]").replace(r"\\p{N}", r"\\d")
    errors = [error.message for error in jsonschema.Draft7Validator(json.loads(text)).iter_errors(document)]
    assert errors == []
