"""Write `templates/demo`: exports of the example project as they might be found live, drifted from the specs.

The container is the rendered one with the changes below, as they happen in real teams; run it after the example specs
or the derivation changed: `python tools/demo_export.py`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from govern.gtm.desired import desired
from govern.project.load import load
from govern.render.targets.gtm import render

ROOT = Path(__file__).parent.parent
TODAY = "2026-11-23"


def entity(version: dict[str, Any], kind: str, name: str) -> dict[str, Any]:
    """One entity of an export."""
    found: dict[str, Any] = next(item for item in version[kind] if item["name"] == name)
    return found


def parameter(body: dict[str, Any], key: str) -> dict[str, Any]:
    """One parameter of an entity."""
    found: dict[str, Any] = next(item for item in body["parameter"] if item["key"] == key)
    return found


def drift(export: dict[str, Any]) -> None:
    """What people did in the user interface since the specs were rendered."""
    version = export["containerVersion"]
    export["exportTime"] = "2026-11-20 16:42:07"
    version["containerVersionId"] = "41"
    version["container"]["name"] = "Hazel & Oak shop"
    for owner in (version, version["container"]):
        owner.update(accountId="6000000001", containerId="70000001")

    # The campaign team wanted leads in another report, and renamed the event at Meta only.
    parameter(entity(version, "tag", "Meta - Lead"), "eventName")["value"] = "SubmitApplication"
    # A guard was in the way of a test and never came back: purchases are sent before the value is there.
    entity(version, "trigger", "Event - purchase").pop("filter")
    # Consent was switched off while somebody looked for missing conversions.
    entity(version, "tag", "Meta - Purchase")["consentSettings"] = {"consentStatus": "NOT_NEEDED"}
    # An agency tested a heat map, in a tag of its own on every page.
    version["tag"].append(
        {
            "accountId": "0",
            "containerId": "0",
            "tagId": "77",
            "name": "TEMP heatmap test (agency)",
            "type": "html",
            "parameter": [
                {
                    "type": "TEMPLATE",
                    "key": "html",
                    "value": '<script src="https://cdn.heatmap.example/h.js" async></script>',
                },
                {"type": "BOOLEAN", "key": "supportDocumentWrite", "value": "false"},
            ],
            "firingTriggerId": ["2147479553"],
            "tagFiringOption": "ONCE_PER_EVENT",
            "monitoringMetadata": {"type": "MAP"},
            "consentSettings": {"consentStatus": "NOT_SET"},
        }
    )


def drift_of_server(export: dict[str, Any]) -> None:
    """What people did to the server container."""
    version = export["containerVersion"]
    export["exportTime"] = "2026-11-20 16:45:31"
    version["containerVersionId"] = "12"
    version["container"]["name"] = "Hazel & Oak tagging server"
    for owner in (version, version["container"]):
        owner.update(accountId="6000000001", containerId="70000002")

    # Somebody looked for a parameter that GA4 did not show, and took away what keeps e-mail addresses from it.
    version["transformation"] = [one for one in version["transformation"] if not one["name"].endswith(" - ga4")]


PERMISSIONS = [
    ("mia@hazelandoak.example", "admin", "publish"),
    ("jonas@hazelandoak.example", "user", "publish"),
    ("ravi@agency.example", "user", "read"),
    ("elena@freelance.example", "admin", "publish"),
    ("tracking.hazelandoak@gmail.com", "user", "edit"),
]

HEADERS = """\
HTTP/2 200
content-type: text/html; charset=utf-8
content-security-policy: default-src 'self'; script-src 'self' 'unsafe-inline' https://www.googletagmanager.com; \
img-src 'self' https://www.googletagmanager.com; connect-src 'self' https://*.google-analytics.com; object-src 'none'
"""


def permissions() -> dict[str, Any]:
    """The list of users as the Tag Manager API gives it."""
    return {
        "userPermission": [
            {
                "path": f"accounts/6000000001/user_permissions/{number}",
                "accountId": "6000000001",
                "emailAddress": email,
                "accountAccess": {"permission": account},
                "containerAccess": [{"containerId": "70000001", "permission": container}],
            }
            for number, (email, account, container) in enumerate(PERMISSIONS, 1)
        ]
    }


def main() -> None:
    """Write the four exports."""
    web, server = desired(load(str(ROOT), today=TODAY)).containers
    drifted, tagging = json.loads(render(web)), json.loads(render(server))
    drift(drifted)
    drift_of_server(tagging)
    folder = ROOT / "templates" / "demo"
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in (
        (f"{web.id}.json", drifted),
        (f"{server.id}.json", tagging),
        ("user-permissions.json", permissions()),
    ):
        (folder / name).write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    (folder / "response-headers.txt").write_text(HEADERS, encoding="utf-8")


if __name__ == "__main__":
    main()
