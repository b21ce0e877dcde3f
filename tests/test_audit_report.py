"""The quarterly report: what it says, in three media, and that no name in it can do anything."""

from __future__ import annotations

import csv
import io
import json
import re
from itertools import pairwise
from typing import Any

import html5lib
import pytest
from for_each import for_each
from helpers import findings, project
from hostile_review import made_of
from live_helpers import CORPUS, READ_ACCESS, containers, export

from govern.core.report import Change, FieldChange, Finding, Place
from govern.project import Project
from govern.project.config import Config
from govern.project.exports import Exports, joined, read_exports
from govern.render import templates
from govern.render.reviews import audit, grants, review

SPECS = """
access:
  policy: {dormant_after: 90d}
  people: [{name: Ana Ruiz, email: ana@acme.example}, {name: Bo Chen, email: bo@agency.example, until: 2026-10-31}]
  grants:
    - {who: ana@acme.example, platform: gtm, asset: GTM-ABC1234, role: publish, approved_by: cto@acme.example}
    - {who: cy@acme.example, platform: gtm, asset: GTM-ABC1234, role: read, approved_by: cto@acme.example}
tokens:
  policy: {rotate_every: 60d, warn_before: 14d}
  items:
    - {name: old, platform: meta, stored_in: 'vault:old', issued: 2026-08-01}
    - {name: soon, platform: meta, stored_in: 'vault:soon', expires: 2026-12-01}
    - {name: later, platform: tiktok, stored_in: 'vault:later', issued: 2026-11-20, rotate_every: 90d}
    - {name: undated, platform: x, stored_in: 'vault:undated'}
"""

PEOPLE = {
    "userPermission": [
        {
            "accountId": "9",
            "emailAddress": "ana@acme.example",
            "accountAccess": {"permission": "admin"},
            "containerAccess": [{"containerId": "7", "permission": "publish"}],
        },
        {
            "accountId": "9",
            "emailAddress": "bo@agency.example",
            "accountAccess": {"permission": "user"},
            "containerAccess": [{"containerId": "7", "permission": "edit"}],
        },
    ]
}

CHANGES = (
    Change("change", "tag", "Meta - Purchase", "GTM-ABC1234",
           (FieldChange(("parameter", "eventName"), "Buy", "Purchase"), FieldChange(("paused",), True, None))),
    Change("rename", "trigger", "Paid", "GTM-ABC1234", (), "Payed"),
)  # fmt: skip


def audited(live: Exports, specs: str = SPECS, today: str = "2026-11-23") -> Project:
    return project(specs, live=live, today=today, config=Config(name="acme-shop", timezone="Europe/Madrid"))


def live() -> Exports:
    container = containers(
        [{"id": "GTM-ABC1234", "settings": {"containerId": "7"}, "tags": [{"name": "T", "type": "ua"}]}]
    )
    return joined(Exports(containers=container), export(PEOPLE, "exports/people.json"))


def report(subject: Project, changes: tuple[Change, ...] = ()) -> dict[str, str]:
    """The report's files by ending."""
    made = audit.render(subject, findings(subject, over="live"), changes, subject.live.sources)
    return {
        re.sub(r".*Q\d", "", artifact.path): artifact.text
        or artifact.raw.decode("latin-1" if artifact.path.endswith(("xlsx", "pdf")) else "utf-8")
        for artifact in made
    }


def parsed(html: str) -> Any:
    """The document as a browser understands it; a mistake in the markup is an error."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)


def words(element: Any) -> str:
    """The text inside an element, spaces collapsed."""
    return " ".join(" ".join(element.itertext()).split())


def tables(html: str) -> dict[str, list[list[str]]]:
    """The rows of each table by the id of its heading."""
    found = {}
    for region in parsed(html).iter("div"):
        if region.get("role") == "region":
            rows = [[words(cell) for cell in row if cell.tag in ("td", "th")] for row in region.iter("tr")]
            found[region.get("aria-labelledby")] = rows[1:]
    return found


def rows_of(text: str) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))


def test_pages_print_so_many_lines_of_a_list_and_say_how_many_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """The table and the JSON have them all; whatever has to be done stands in the checklist, however much it is."""
    for name in ("shortened", "removals"):
        monkeypatch.setattr(f"govern.render.reviews.{name}.LONGEST", 3)
    people = [
        {"accountId": "9", "emailAddress": f"p{n}@acme.example", "accountAccess": {"permission": "user"},
         "containerAccess": [{"containerId": "7", "permission": "publish"}]}
        for n in range(5)
    ]  # fmt: skip
    files = report(audited(export({"userPermission": [*PEOPLE["userPermission"], *people]}, "exports/people.json")))
    undeclared = dict(json.loads(files[".json"])["levels"])["warning"]
    count = next(len(found) for rule, found in undeclared if rule == "access/undeclared-grant")
    assert count > 5
    assert f"{count - 3} more of access/undeclared-grant stand in the file audit-2026-Q4.json" in files[".md"]
    assert f"{count - 3} more stand in the file audit-2026-Q4.json" in words(parsed(files[".html"]))
    assert "Decide about" in files["-plan.md"]
    assert "more roles are to be decided" in files["-plan.md"]
    assert 'Take the role "edit"' in files["-plan.md"]
    assert files["-grants.csv"].count("publish") >= 6


def test_the_files_are_named_after_the_quarter() -> None:
    subject = audited(live())
    assert [artifact.path for artifact in audit.render(subject, (), (), ())] == [
        "audit-2026-Q4.html",
        "audit-2026-Q4.md",
        "audit-2026-Q4-grants.csv",
        "audit-2026-Q4-grants.xlsx",
        "audit-2026-Q4-plan.md",
        "audit-2026-Q4.json",
        "audit-2026-Q4.oscal.json",
    ]
    monthly = audited(live(), "access: {policy: {review: monthly}}")
    assert audit.stem_of(monthly) == "audit-2026-11"
    assert audit.stem_of(subject, "2026q3") == "audit-2026-Q3"


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        ("2026-01-01", ("Q1 2026", "2026-01-01", "2026-03-31")),
        ("2028-06-30", ("Q2 2028", "2028-04-01", "2028-06-30")),
        ("2026-12-31", ("Q4 2026", "2026-10-01", "2026-12-31")),
        ("9999-12-31", ("Q4 9999", "9999-10-01", "9999-12-31")),
    ],
)
def test_quarters(day: str, quarter: tuple[str, str, str]) -> None:
    found = review.quarter_of(day)
    assert (found.name, found.first, found.last) == quarter


def test_who_can_do_what() -> None:
    found = tables(report(audited(live()))[".html"])["access"]
    assert [row[:4] for row in found] == [
        ["ana@acme.example Ana Ruiz", "Google Tag Manager GTM-ABC1234", "publish publishes rank 60",
         "yes approved by cto@acme.example"],
        ["bo@agency.example Bo Chen", "Google Tag Manager GTM-ABC1234", "edit edits rank 40", "no"],
        ["ana@acme.example Ana Ruiz", "Google Tag Manager accounts/9", "admin administers rank 90", "no"],
        ["bo@agency.example Bo Chen", "Google Tag Manager accounts/9", "user is listed rank 5", "not needed"],
    ]  # fmt: skip
    assert found[1][4] == "departed-person"
    assert found[1][5] == "keep reduce remove exception"


def test_declared_and_not_found() -> None:
    assert tables(report(audited(live()))[".html"])["absent"] == [
        ["cy@acme.example", "Google Tag Manager", "GTM-ABC1234", "read", "cto@acme.example"]
    ]


def test_tokens_by_their_next_day() -> None:
    found = tables(report(audited(live()))[".html"])["tokens"]
    assert [(row[0], row[4], row[5]) for row in found] == [
        ("old", "2026-09-30 rotated every 60d", "overdue"),
        ("soon", "2026-12-01 expires", "due now"),
        ("later", "2027-02-18 rotated every 90d", "later"),
        ("undated", "", "no date"),
    ]


def test_what_changed() -> None:
    found = tables(report(audited(live()), CHANGES)[".html"])["changes"]
    assert found == [
        [
            "Meta - Purchase tag",
            "GTM-ABC1234",
            "change",
            "parameter.eventName : Buy → Purchase paused : true → nothing",
        ],
        ["Payed → Paid trigger", "GTM-ABC1234", "rename", ""],
    ]


def test_findings_by_level_with_their_places() -> None:
    document = parsed(report(audited(live()))[".html"])
    lists = [element for element in document.iter("ul") if "findings" in (element.get("class") or "")]
    levels = [element.get("class").split()[1] for element in lists]
    assert levels == sorted(levels, key=["error", "warning", "note"].index)
    assert "left on 2026-10-31" in words(lists[0])
    assert 'exports/people.json › user "bo@agency.example"' in words(lists[0])


def test_inputs_have_their_digests() -> None:
    found = tables(report(audited(live()))[".html"])["inputs"]
    assert [row[:3] for row in found] == [
        ["exports/people.json", "access list", "4 entries"],
        ["specs", "specs", "1 file"],
    ]
    assert all(re.fullmatch("[0-9a-f]{64}", row[3]) for row in found)


def test_there_is_a_line_to_sign_for_each_platform() -> None:
    found = tables(report(audited(live()))[".html"])["sign"]
    assert [row[0] for row in found] == ["Google Tag Manager 4 roles"]
    assert tables(report(audited(Exports()))[".html"])["sign"][0][0] == "the report as a whole"


def test_without_specs_it_says_so_and_accuses_nobody() -> None:
    made = report(project(files={}, live=live()))
    assert {row[3] for row in tables(made[".html"])["access"]} == {"no specs"}
    assert "Nothing was compared" in made[".html"]
    assert "undeclared-grant" not in made[".html"]


def test_the_page_stands_alone_and_runs_nothing() -> None:
    document = parsed(report(audited(live()))[".html"])
    tags = {element.tag for element in document.iter() if isinstance(element.tag, str)}
    assert tags.isdisjoint({"script", "img", "link", "iframe", "object", "form"})
    for element in document.iter():
        assert not any(name.startswith("on") for name in element.attrib)
        assert (element.get("href") or "#").startswith("#")


def test_tables_and_headings_are_accessible() -> None:
    document = parsed(report(audited(live()), CHANGES)[".html"])
    ids = {element.get("id") for element in document.iter() if element.get("id")}
    for table in document.iter("table"):
        assert words(next(table.iter("caption")))
        assert all(head.get("scope") in ("col", "row", "rowgroup") for head in table.iter("th"))
    for region in document.iter("div"):
        if region.get("role") == "region":
            assert region.get("aria-labelledby") in ids
    levels = [int(e.tag[1]) for e in document.iter() if isinstance(e.tag, str) and re.fullmatch("h[1-6]", e.tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert next(document.iter("html")).get("lang") == "en"


def test_the_same_inputs_make_the_same_bytes() -> None:
    assert report(audited(live()), CHANGES) == report(audited(live()), CHANGES)


def test_the_csv_says_the_same_as_the_page() -> None:
    made = report(audited(live()))
    found = rows_of(made["-grants.csv"])
    assert [row["Principal"] for row in found] == [row[0].split()[0] for row in tables(made[".html"])["access"]]
    assert found[0]["Approved by"] == "cto@acme.example"
    assert found[0]["Decision"] == ""
    assert made["-grants.csv"].startswith('\ufeff"Platform","Asset"')
    assert "\r\n" in made["-grants.csv"]
    assert "\n" not in made["-grants.csv"].replace("\r\n", "")


HOSTILE = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "</style><script>",
    "{{ 7*7 }}{% raw %}",
    "=HYPERLINK(\"https://evil.example\")",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "  =1+1",
    "\uff1d1+1",
    "a|b\\|c",
    "`code` **bold** [link](javascript:alert(1)) <b>",
    "![x](https://evil.example/x.png)",
    "www.evil.example http://evil.example",
    "line\nbreak\r\nand more",
    "\u202egnp.exe\u200b\x1b[2J\x00\x85\u2028",
    "\U0001f600 Müller 日本",
    'quote " and , comma; semicolon',
    "# heading",
    "--- ",
    "&lt;b&gt; &#x3c;",
]  # fmt: skip


def shown(text: str) -> str:
    """A text as the report spells it, without surrounding space."""
    return str(templates.visible(text)).strip()


@for_each("text", HOSTILE)
def test_a_hostile_name_is_text_in_html(text: str) -> None:
    calm = parsed(made_of("name")[".html"])
    page = parsed(made_of(text)[".html"])
    tags = [element.tag for element in page.iter() if isinstance(element.tag, str)]
    assert sorted(set(tags)) == sorted({element.tag for element in calm.iter() if isinstance(element.tag, str)})
    assert " ".join(shown(text).split()) in words(page)
    assert all(char.isprintable() or char in "\n" for char in "".join(page.itertext()))


@for_each("text", HOSTILE)
def test_a_hostile_name_is_text_in_a_spreadsheet(text: str) -> None:
    (row,) = rows_of(made_of(text)["-grants.csv"])
    for cell in row.values():
        assert not cell.lstrip(" \u00a0").startswith(grants.FORMULA)
        assert cell == "" or cell.isprintable()
    assert row["Name"].removeprefix("'").strip() == shown(text)


def shape(value: Any) -> Any:
    """The structure of JSON: what stands in what, and no text of it."""
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items()}
    return [shape(inner) for inner in value] if isinstance(value, list) else type(value).__name__


@for_each("text", HOSTILE)
def test_a_hostile_name_is_text_in_json_and_in_oscal(text: str) -> None:
    for ending in (".json", ".oscal.json"):
        assert shape(json.loads(made_of(text)[ending])) == shape(json.loads(made_of("name")[ending])), ending
    results = json.loads(made_of(text)[".oscal.json"])["assessment-results"]["results"]
    assert all(
        value.isprintable() for entry in results[0]["findings"] for value in (entry["title"], entry["description"])
    )


@for_each("text", HOSTILE)
def test_a_hostile_name_is_text_in_markdown(text: str) -> None:
    calm, made = made_of("name")[".md"], made_of(text)[".md"]
    assert [len(line) > 0 and line[0] in "|#-" for line in made.splitlines()] == [
        len(line) > 0 and line[0] in "|#-" for line in calm.splitlines()
    ]
    for line, other in zip(made.splitlines(), calm.splitlines(), strict=True):
        assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) == len(re.findall(r"(?<!\\)(?:\\\\)*\|", other)), line
        bare = re.sub(r"\\.", "", line)
        assert not re.search(r"[<>`*\[\]&]|\{[{%#:+-]|https?:/|www\.", bare.replace("/ ", "")), line
        assert line.isprintable()


@pytest.mark.parametrize("text", HOSTILE)
def test_the_foot_of_a_printed_page_cannot_be_ended_by_a_name(text: str) -> None:
    foot = re.findall(r'@bottom-left \{ content: "([^"]*)"', made_of(text)[".html"])
    assert len(foot) == 1
    assert re.fullmatch(r"(?:\\[0-9a-f]{6})+", foot[0])


def test_what_does_not_show_is_spelled_out() -> None:
    assert templates.visible("ana\u3164 \u2764\ufe0f") == "ana\\u3164 \u2764\ufe0f"
    assert templates.visible("a\u200bb\ud800c\U000e0001d\n") == "a\\u200bb\\ud800c\\U000e0001d\\n"


def test_a_credential_never_reaches_the_report() -> None:
    secret = "EAAB" + "c9D8e7F6g5H4i3J2k1" * 4
    made = made_of(f"x {secret}")
    assert all(secret not in text for text in made.values())


def test_a_template_that_misspells_a_name_fails() -> None:
    from jinja2 import UndefinedError

    with pytest.raises(UndefinedError):
        templates.ours("html").from_string("{{ nmae }}").render(name=1)


def test_a_finding_without_a_file_is_shown() -> None:
    finding = Finding("access/x", "note", "a message", Place(""))
    assert "a message" in next(audit.render(audited(live()), (finding,), (), ())).text


@pytest.mark.slow
def test_real_exports_make_a_report() -> None:
    if not CORPUS.is_dir():
        pytest.skip("the corpus of real exports is not here")
    found = [path for folder in ("access", "csp") for path in sorted((CORPUS / folder).glob("*.[jt]*"))]
    files = [str(path) for path in found if path.parent.name == "csp" or path.name[:4] in READ_ACCESS]
    subject = project(files={}, live=read_exports(files))
    made = report(subject)
    entries = sum(len(people.entries) for people in subject.live.access)
    assert len(tables(made[".html"])["access"]) == len(rows_of(made["-grants.csv"])) == entries
    assert len(tables(made[".html"])["inputs"]) == len(files)


def test_one_of_a_kind_is_counted_in_the_singular_for_people_and_under_one_label_for_programs() -> None:
    files = report(audited(export([{"emailAddress": "ana@acme.example", "role": "publish"}], "exports/people.json")))
    assert "- 1 principal\n" in files[".md"]
    assert ["principals", 1, ""] in json.loads(files[".json"])["facts"]
