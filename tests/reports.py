"""Reports that the tests of the formats share, and what a format makes of one."""

from __future__ import annotations

import io
from pathlib import Path
from textwrap import dedent
from typing import Any
from zipfile import ZipFile

from govern.core.report import Artifact, Change, FieldChange, Finding, Place, Related, Report, Span
from govern.output import write

CLICK = Finding(
    rule="events/conversion-on-click",
    level="error",
    message='event "purchase" fires on a click; a conversion is not done yet then',
    place=Place("specs/events.yaml", ("events", 0, "fires", "on"), Span(12, 17, 12, 22)),
    related=(Related("the mapping that counts it", Place("specs/mappings.yaml", (), Span(4, 3, 9, 1))),),
    help="fire on server_confirmed or confirmation_page",
    source="    fires: {on: click}",
    fingerprint="c1",
)
WILDCARD = Finding(
    rule="csp/wildcard-source",
    level="warning",
    message='csp "shop" allows any host in "script-src"',
    place=Place("specs/csp.yaml", (), Span(104, 7, 106, 1)),
    source="      - directive: script-src  ",
)
CONSENT = Finding(
    rule="containers/consent-missing",
    level="warning",
    message='tag "Meta - Purchase" sends before "ad_storage" is granted',
    place=Place("exports/shop.json", ("parameter", 2), None, 'tag "Meta - Purchase"'),
    help="require the consent in the tag",
)
EMPTY_FOLDER = Finding("specs/none", "note", 'folder "specs" holds no spec', Place("govern.yaml"))
STEPS = "".join(f"  step({number});\n" for number in range(8))
PLAN = (
    Change(
        "change",
        "tag",
        "Meta - Purchase",
        "GTM-ABC1234",
        (
            FieldChange(("parameter", "eventName"), "Buy", "Purchase"),
            FieldChange(("consentSettings", "type"), None, "needed"),
            FieldChange(("paused",), True, None),
            FieldChange(("parameter", "html"), f"<p>\n{STEPS}  buy();\n</p>\n", f"<p>\n{STEPS}  purchase();\n</p>\n"),
        ),
    ),
    Change("add", "trigger", "Confirmation page", "GTM-ABC1234", (FieldChange(("type",), None, "customEvent"),)),
    Change("remove", "variable", "DLV - old", "GTM-SRV1234"),
    Change("rename", "tag", "GA4 - Purchase", "GTM-ABC1234", (), "GA4 purchase"),
)
FILES = (
    Artifact("build/gtm/GTM-ABC1234.json", "{}\n", "written"),
    Artifact("build/csp/shop.txt", "default-src 'self'\n", "unchanged", "ab" * 32),
)


def shown(report: Report, format: str = "text", **look: Any) -> str:
    """What the format writes."""
    stream = io.StringIO()
    write(report, format, stream, **look)
    return stream.getvalue()


def page(text: str) -> str:
    """The text of an example, without the indent it has in the test."""
    return dedent(text).lstrip("\n")


def text_of(path: Path) -> str:
    """What a file says: a workbook by its parts, anything else as it is."""
    if path.suffix != ".xlsx":
        return path.read_text("utf-8")
    with ZipFile(path) as parts:
        return "\n".join(parts.read(name).decode() for name in parts.namelist())
