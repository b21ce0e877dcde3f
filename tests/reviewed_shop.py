"""A project whose access is reviewed each quarter: one person, with a role at one platform."""

from __future__ import annotations

import json
from pathlib import Path

SPECS = """version: 1
access:
  policy: {review: quarterly}
  people: [{name: Ana, email: ana@acme.example, team: web}]
"""
USERS = {
    "userPermission": [{"accountId": "9", "emailAddress": "ana@acme.example", "accountAccess": {"permission": "user"}}]
}


def lay(folder: Path, specs: str = SPECS) -> None:
    """Write the project, or one with other specs, into an empty folder."""
    (folder / "specs").mkdir()
    (folder / "exports").mkdir()
    (folder / "govern.yaml").write_text("version: 1\n")
    (folder / "specs" / "access.yaml").write_text(specs)
    (folder / "exports" / "users.json").write_text(json.dumps(USERS))
