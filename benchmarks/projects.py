"""Many small projects side by side: each with forty people, a list of their roles and a container of thirty tags."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

PEOPLE, TAGS = 40, 30


def people() -> dict[str, Any]:
    """A list of roles at five containers."""
    roles = [{"containerId": str(45_000 + at), "permission": "read"} for at in range(5)]
    return {
        "userPermission": [
            {
                "accountId": "6001",
                "emailAddress": f"p{n}@acme.example",
                "accountAccess": {"permission": "user"},
                "containerAccess": roles,
            }
            for n in range(PEOPLE)
        ]
    }


def container() -> dict[str, Any]:
    """An export with custom HTML."""
    tags = [
        {"accountId": "1", "containerId": "2", "tagId": str(n), "name": f"Tag {n}", "type": "html", "firingTriggerId": ["2147479553"],
         "parameter": [{"type": "TEMPLATE", "key": "html", "value": f"<script>fbq('track', 'Lead', {{v: {n}}})</script>"}]}
        for n in range(TAGS)
    ]  # fmt: skip
    return {
        "exportFormatVersion": 2,
        "containerVersion": {"container": {"publicId": "GTM-ABC1234", "usageContext": ["WEB"]}, "tag": tags},
    }


def specs() -> str:
    """Who has which role."""
    roles = "roles: [{role: reader, approved_by: board@acme.example}]"
    lines = [f"    - {{name: P{n}, email: p{n}@acme.example, team: a, {roles}}}" for n in range(PEOPLE)]
    head = ["version: 1", "access:", "  policy: {review: quarterly}", "  roles: {reader: {gtm: read}}", "  people:"]
    return "\n".join([*head, *lines, ""])


def write_projects(folder: str, count: int) -> None:
    """Write so many projects below a folder."""
    for number in range(count):
        root = Path(folder) / f"p{number:04}"
        for name in ("specs", "exports"):
            (root / name).mkdir(parents=True, exist_ok=True)
        (root / "govern.yaml").write_text(f"version: 1\nname: p{number}\n", encoding="utf-8")
        (root / "specs" / "access.yaml").write_text(specs(), encoding="utf-8")
        (root / "exports" / "people.json").write_text(json.dumps(people()), encoding="utf-8")
        (root / "exports" / "container.json").write_text(json.dumps(container()), encoding="utf-8")
