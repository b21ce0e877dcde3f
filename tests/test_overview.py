"""The first page of a container: whom it tells what, the worst findings first, and the line of each in the export."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from govern.commands.audit import audit
from govern.core.report import Place, Report
from govern.gtm.lines import Lines, container_link
from govern.output import write

pytestmark = pytest.mark.usefixtures("day")


def parameters(**values: str) -> list[dict[str, str]]:
    return [{"type": "TEMPLATE", "key": key, "value": value} for key, value in values.items()]


def tag(number: int, name: str, type_: str, trigger: str, **values: str) -> dict[str, Any]:
    return {
        "tagId": str(number),
        "name": name,
        "type": type_,
        "parameter": parameters(**values),
        "firingTriggerId": [trigger],
    }


def waits(number: int, name: str, message: str) -> dict[str, Any]:
    asked = {"type": "EQUALS", "parameter": parameters(arg0="{{_event}}", arg1=message)}
    return {"triggerId": str(number), "name": name, "type": "CUSTOM_EVENT", "customEventFilter": [asked]}


ALL_PAGES = "2147479553"
CODE = "<script>fbq('init','123456789012345');fbq('track','Purchase',{value:1,currency:'EUR'});</script>"
EXPORT: dict[str, Any] = {
    "exportFormatVersion": 2,
    "containerVersion": {
        "path": "accounts/600/containers/700/versions/0",
        "container": {"publicId": "GTM-HAZEL01", "usageContext": ["WEB"]},
        "tag": [
            tag(1, "Google tag", "googtag", ALL_PAGES, tagId="G-HAZEL00001"),
            tag(2, "Paid", "html", ALL_PAGES, html=CODE),
            tag(3, "Sign-up", "gaawe", "9", eventName="sign_up", measurementIdOverride="G-HAZEL00001"),
            tag(4, "Odd one", "cvt_700_5", "9", thing="x"),
        ],
        "trigger": [waits(9, "Paid", "signed_up")],
        "customTemplate": [{"templateId": "5", "containerId": "700", "name": "Odd", "templateData": "___INFO___"}],
    },
}


@pytest.fixture
def report(tmp_path: Path) -> Report:
    (tmp_path / "live.json").write_text(json.dumps(EXPORT, indent=2), encoding="utf-8")
    return audit(None, (str(tmp_path / "live.json"),))


def shown(report: Report, format: str, **look: Any) -> str:
    stream = io.StringIO()
    write(report, format, stream, width=100, **look)
    return stream.getvalue()


def test_the_page_says_whom_a_container_tells_what_and_what_is_worst(report: Report) -> None:
    (page,) = report.overviews
    assert [(one.platform, one.accounts, dict(one.events), one.consent) for one in page.sends] == [
        ("Google Analytics 4", ("G-HAZEL00001",), {"page_view": 1, "sign_up": 1}, ("reads the consent state itself",)),
        ("Meta", ("123456789012345",), {"Purchase": 1}, ("asks nobody",)),
    ]
    assert dict(page.matrix)["purchase"] == ("", "Purchase")
    assert page.default == "no consent default in this container"
    assert page.unread == ('tag "Odd one": nobody knows what a tag of the type "template:Odd" tells',)
    assert page.worst[0].rule == "containers/conversion-on-every-page"
    assert page.link == "https://tagmanager.google.com/#/container/accounts/600/containers/700/workspaces"


def test_one_rule_does_not_fill_the_page(tmp_path: Path) -> None:
    reads = "function() { return document.querySelector('input[name=email]').value; }"
    fields = [
        {"variableId": str(at), "name": f"Field {at}", "type": "jsm",
         "parameter": [{"type": "TEMPLATE", "key": "javascript", "value": reads}]}
        for at in range(100, 109)
    ]  # fmt: skip
    version = {**EXPORT["containerVersion"], "variable": fields}
    (tmp_path / "live.json").write_text(json.dumps({**EXPORT, "containerVersion": version}), encoding="utf-8")
    report = audit(None, (str(tmp_path / "live.json"),))
    for format in ("html", "markdown", "text"):
        assert shown(report, format).count("is used by nothing (and 8 more like it") == 1, format
    (page,) = report.overviews
    rules = [finding.rule for finding in page.worst]
    assert len(rules) == len(set(rules)) > 1
    assert page.worst[rules.index("code/form-fields-read")].message.endswith("(and 8 more like it)")


def test_every_format_for_people_begins_with_it(report: Report) -> None:
    text = shown(report, "text")
    assert text.startswith("GTM-HAZEL01, web container\n")
    assert text.index("first of all") < text.index("live.json\n")
    assert "| Meta | `123456789012345` | Purchase | asks nobody |" in shown(report, "markdown")
    assert '<td role="cell" data-label="Meta">Purchase</td>' in shown(report, "html")
    (told,) = json.loads(shown(report, "json"))["containers"]
    assert told["sends"][1]["events"] == {"Purchase": 1}


def test_a_finding_has_the_line_of_its_entity_and_not_of_a_namesake(report: Report) -> None:
    lines = json.dumps(EXPORT, indent=2).split("\n")
    places = {finding.place.entity: finding.place.span for finding in report.findings}
    span = places['tag "Paid"']
    assert span is not None
    assert lines[span.line - 1].strip() == '"name": "Paid",'
    assert '"tagId": "2"' in lines[span.line - 2]


def test_an_answer_of_the_api_has_the_address_of_each_entity() -> None:
    address = "https://tagmanager.google.com/#/container/accounts/600/containers/700/workspaces/3/tags/2"
    rows = [
        {"tagId": "2", "name": "Paid", "tagManagerUrl": f"{address}?apiLink=tag"},
        {"tagId": "3", "name": "Sign-up"},
    ]
    lines = Lines(json.dumps({"tag": rows}, indent=2).encode())
    assert lines.link(Place("live.json", entity='tag "Paid"')) == address
    assert lines.link(Place("live.json", entity='tag "Sign-up"')) == ""


IDS = {"accountId": "600", "containerId": "700"}
WORKSPACE = "https://tagmanager.google.com/#/container/accounts/600/containers/700/workspaces/3"


def test_an_address_is_made_of_the_ids_of_account_container_workspace_and_entity() -> None:
    tag = {**IDS, "tagId": "2", "name": "Paid", "parameter": [{"key": "x", "list": [{"accountId": "9"}]}]}
    export = {"tag": [tag], "trigger": [{**IDS, "workspaceId": "3", "triggerId": "5", "name": "Sent"}]}
    raw = json.dumps(export, indent=2).encode()
    by_file = Lines(raw, "exports/GTM-HAZEL01_workspace3 (2).json")
    assert by_file.link(Place("x", entity='tag "Paid"')) == f"{WORKSPACE}/tags/2"
    assert Lines(raw).link(Place("x", entity='trigger "Sent"')) == f"{WORKSPACE}/triggers/5"
    version = Lines(raw, "exports/GTM-HAZEL01_v3.json")
    assert version.link(Place("x", entity='tag "Paid"')) == "", "no workspace, no address"
    made_up = Lines(raw.replace(b"600", b"0"), "workspace3.json")
    assert made_up.link(Place("x", entity='tag "Paid"')) == ""


def test_people_are_led_to_the_entity_in_tag_manager(tmp_path: Path) -> None:
    path = tmp_path / "GTM-HAZEL01_workspace3.json"
    tags = [{**IDS, **tag} for tag in EXPORT["containerVersion"]["tag"]]
    export = {**EXPORT, "containerVersion": {**EXPORT["containerVersion"], "tag": tags}}
    path.write_text(json.dumps(export, indent=2), encoding="utf-8")
    report = audit(None, (str(path),))
    assert f'href="{WORKSPACE}/tags/2"' in shown(report, "html")
    assert f"in Tag Manager: {WORKSPACE}/tags/2" in shown(report, "text", details=True)
    assert f"{WORKSPACE}/tags/2" in [one.get("link") for one in json.loads(shown(report, "json"))["findings"]]


@pytest.mark.parametrize("raw", [b"", b"{}", b'{"name": "Paid"', b'\xff"name": "x"', b'"name": "' + b"x" * 5000])
def test_what_has_no_lines_has_no_places(raw: bytes) -> None:
    assert Lines(raw).line_of("tag", "Paid") is None
    assert container_link(raw) == ""
