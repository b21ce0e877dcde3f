"""What secret stores list, without values: which token is which, and what happened between two listings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_helpers import Captured, printed

from govern.tokens.stores import Reference, reference

pytestmark = pytest.mark.usefixtures("day")


@pytest.mark.parametrize(
    ("stored_in", "found"),
    [
        ("gcp-secret:norde-tagging/meta-capi", Reference("google", "norde-tagging", "meta-capi")),
        ("gcp:projects/norde/secrets/meta-capi/versions/latest", Reference("google", "norde", "meta-capi")),
        ("aws-secret:prod/meta", Reference("aws", "", "meta")),
        ("keyvault:https://norde.vault.azure.net/secrets/capi", Reference("azure", "norde", "capi")),
        ("vault:secret/data/capi", Reference("vault", "", "capi")),
        ("a locked drawer", None),
        ("github-actions:CAPI", None),
    ],
)
def test_a_token_says_in_which_store_it_lies(stored_in: str, found: Reference | None) -> None:
    assert reference(stored_in) == found


def test_two_listings_are_compared_by_name_and_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    for file, secrets in (
        ("old.json", {"meta": "2026-01-01", "tiktok": "2026-01-01", "gone": "2026-01-01"}),
        ("new.json", {"meta": "2026-11-01", "tiktok": "2026-01-01", "new": "2026-01-01"}),
    ):
        listed = [{"Name": name, "LastChangedDate": day} for name, day in secrets.items()]
        Path(file).write_text(json.dumps({"SecretList": listed}))
    told = printed(capsys, "diff", "--from", "old.json", "new.json", "--format", "json", code=1)
    changes = json.loads(told)["changes"]
    assert [(change["action"], change["name"]) for change in changes] == [
        ("remove", "gone"),
        ("change", "meta"),
        ("add", "new"),
    ]
