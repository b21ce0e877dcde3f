"""The projects of Google Secret Manager: references name them by a word, listings by a number."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from reviewed_shop import lay

from govern.project.exports import read_exports
from govern.project.load import load
from govern.tokens.stores import missing

SPECS = """version: 1
tokens:
  items:
    - {name: capi, platform: meta, stored_in: 'gcp-secret:shop/capi', owner: web, issued: 2026-11-01}
    - {name: page, platform: meta, stored_in: 'gcp-secret:shop/page', owner: web, issued: 2026-11-01}
"""


@pytest.mark.parametrize(
    ("listed", "found"),
    [
        (("projects/71/secrets/capi",), ["page"]),
        (("projects/71/secrets/other",), []),  # perhaps of another project
        (("projects/71/secrets/capi", "projects/72/secrets/other"), []),  # which of them is "shop"?
    ],
)
def test_a_number_is_a_project_where_its_secrets_say_so(
    tmp_path: Path, listed: tuple[str, ...], found: list[str]
) -> None:
    lay(tmp_path, SPECS)
    path = tmp_path / "secrets.json"
    path.write_text(json.dumps([{"name": name, "createTime": "2026-11-01T00:00:00Z"} for name in listed]))
    project = load(str(tmp_path), today="2026-11-23", live=read_exports([str(path)]))
    assert [token.name for token, _, _ in missing(project)] == found
