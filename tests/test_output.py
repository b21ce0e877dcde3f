"""What each format says, by example: findings, a plan, files, and nothing at all."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from textwrap import dedent

import jsonschema
import pytest
from reports import CLICK, CONSENT, EMPTY_FOLDER, FILES, PLAN, WILDCARD, page, shown

from govern.core.report import Artifact, Change, FieldChange, Finding, Place, Related, Report, Span
from govern.output.formats import FORMATS, formats_in_order
from govern.rules.findings import part_of

ROOT = Path(__file__).parent.parent
SCHEMA = json.loads((ROOT / "docs" / "report.schema.json").read_text(encoding="utf-8"))

# --- text


def test_text_shows_findings_by_file_with_the_line_and_a_mark() -> None:
    assert shown(Report((CLICK, WILDCARD, EMPTY_FOLDER))) == page("""
        specs/events.yaml
          12:17  error    event "purchase" fires on a click; a conversion is not done
                          yet then  events/conversion-on-click
            |     fires: {on: click}
            |                 ^^^^^
            = help: fire on server_confirmed or confirmation_page
            = also: specs/mappings.yaml:4:3 the mapping that counts it

        specs/csp.yaml
          104:7  warning  csp "shop" allows any host in "script-src"
                          csp/wildcard-source
             |       - directive: script-src
             |       ^^^^^^^^^^^^^^^^^^^^^^^

        govern.yaml
          note     folder "specs" holds no spec  specs/none

        1 error, 1 warning, 1 note
        """)


def test_other_places_in_the_same_export_go_by_their_entities() -> None:
    there, here = CONSENT.place.file, "exports/other.json"
    others = (
        Related("here too", Place(there, entity='tag "Lead"')),
        Related('tag "Basket" is paused', Place(there, entity='tag "Basket"')),
        Related("here too", Place(here, entity='tag "Lead"')),
        Related("here too", Place(here, entity='tag "Basket"')),
    )
    report = Report((CONSENT.replace(related=others),))
    told = [
        'also: tag "Lead" here too',
        'also: tag "Basket" is paused',
        f'also: {here}, tag "Lead" here too',
        "also: 1 more",
    ]
    for format in ("text", "github"):
        text = shown(report, format=format).replace("%0A", "\n")
        assert all(line in text for line in told), text
    assert "also 1 more" in shown(report, format="markdown")
    assert 'tag "Basket"</code> is paused' in shown(report, format="html").replace("&quot;", '"')


def test_text_names_entities_of_an_export_once() -> None:
    other = CONSENT.replace(
        message='tag "Meta - Purchase" is paused',
        rule="containers/paused",
        help="",
        place=CONSENT.place.replace(route=()),
    )
    assert shown(Report((other, CONSENT))) == page("""
        exports/shop.json
          tag "Meta - Purchase"
            warning  tag "Meta - Purchase" is paused  containers/paused

            warning  tag "Meta - Purchase" sends before "ad_storage" is granted
                     containers/consent-missing
              = help: require the consent in the tag

        2 warnings
        """)


def test_text_keeps_short_findings_of_a_file_together() -> None:
    short = CLICK.replace(source="", help="", related=(), message="first")
    below = short.replace(message="second", place=Place("specs/events.yaml", (), Span(9, 3, 9, 4)))
    assert shown(Report((short, CONSENT, below))).startswith(
        page("""
        specs/events.yaml
          12:17  error    first  events/conversion-on-click
           9:3   error    second  events/conversion-on-click

        exports/shop.json
        """)
    )


def test_text_shows_files_notes_and_the_sum() -> None:
    report = Report((CLICK,), PLAN[1:2], FILES, ("2 spec files, 1 export",))
    assert shown(report).endswith(
        page("""

        written    build/gtm/GTM-ABC1234.json
        unchanged  build/csp/shop.txt

        2 spec files, 1 export

        1 error; 1 to add; 1 file written, 1 unchanged
        """)
    )


def test_text_counts_the_unchanged_files_of_a_second_run() -> None:
    files = tuple(Artifact(f"build/schemas/{number}.json", "{}", "unchanged") for number in range(1200))
    assert shown(Report(artifacts=(*files, FILES[0]))) == page("""
        written    build/gtm/GTM-ABC1234.json
        unchanged  1,200 files

        1 file written, 1,200 unchanged
        """)


def test_text_sets_a_finding_with_details_apart() -> None:
    below = EMPTY_FOLDER.replace(place=CLICK.place.replace(span=Span(19, 3, 19, 4)))
    lines = shown(Report((CLICK, below, below))).splitlines()
    assert lines[7:10] == [
        "",
        '  19:3   note   folder "specs" holds no spec  specs/none',
        '  19:3   note   folder "specs" holds no spec  specs/none',
    ]


def test_text_leaves_out_the_middle_of_a_name_without_end() -> None:
    message = f'event "{"a" * 1_000_000}" is long'
    output = " ".join(shown(Report((EMPTY_FOLDER.replace(message=message),))).split())
    assert len(output) < 2500
    assert "[998,016 more characters] aaa" in output
    assert 'aaa" is long' in output


def test_text_says_so_when_there_is_nothing() -> None:
    assert shown(Report()) == "nothing to report\n"
    assert (
        shown(Report(notes=("3 exports compared",)), clean="no difference") == "3 exports compared\n\nno difference\n"
    )


@pytest.mark.parametrize("width", [60, 80, 200])
def test_text_fits_its_width(width: int) -> None:
    report = Report((CLICK, WILDCARD, CONSENT), PLAN, FILES)
    assert max(map(len, shown(report, width=width).splitlines())) <= width


def test_colour_adds_nothing_but_colour() -> None:
    import re

    report = Report((CLICK, WILDCARD, CONSENT, EMPTY_FOLDER), PLAN, FILES, ("note",))
    coloured = shown(report, color=True)
    assert "\x1b[1;31merror" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == shown(report)


# --- concise, github, json

SHORT = CLICK.replace(message='event "buy" is sold', rule="events/sold", help="sell it")
ENTITY = CONSENT.replace(
    message='tag "Buy" is paused', rule="tags/paused", help="", place=Place("a.json", (), None, 'tag "Buy"')
)


def test_concise_says_one_thing_a_line() -> None:
    assert shown(Report((SHORT, ENTITY, EMPTY_FOLDER), PLAN, FILES), "concise") == page("""
        specs/events.yaml:12:17: error events/sold event "buy" is sold
        a.json:tag "Buy": warning tags/paused tag "Buy" is paused
        govern.yaml: note specs/none folder "specs" holds no spec
        GTM-ABC1234: change tag "Meta - Purchase": parameter.eventName, consentSettings.type, paused, parameter.html
        GTM-ABC1234: add trigger "Confirmation page"
        GTM-SRV1234: remove variable "DLV - old"
        GTM-ABC1234: rename tag "GA4 purchase" -> "GA4 - Purchase"
        build/gtm/GTM-ABC1234.json: written
        build/csp/shop.txt: unchanged
        """)
    assert shown(Report(), "concise") == ""


def test_github_columns_end_after_the_last_character() -> None:
    place = Place("a.yaml", (), Span(3, 5, 4, 1))  # to the end of the line
    assert "line=3,col=5,endLine=3,endColumn=5," in shown(Report((SHORT.replace(place=place),)), "github")


def test_github_puts_errors_first_and_the_sum_last() -> None:
    lines = shown(Report((EMPTY_FOLDER, WILDCARD, ENTITY, SHORT), PLAN, FILES), "github").splitlines()
    assert lines == [
        (
            "::error file=specs/events.yaml,line=12,col=17,endLine=12,endColumn=22,title=events/sold"
            '::event "buy" is sold%0Ahelp: sell it%0Aalso: specs/mappings.yaml:4:3 the mapping that counts it'
            "%0Aat specs/events.yaml:12:17 (events/sold)"
        ),
        (
            "::warning file=specs/csp.yaml,line=104,endLine=105,title=csp/wildcard-source"
            '::csp "shop" allows any host in "script-src"%0Aat specs/csp.yaml:104:7 (csp/wildcard-source)'
        ),
        '::warning file=a.json,title=tags/paused::tag "Buy" is paused%0Aat a.json, tag "Buy" (tags/paused)',
        '::notice file=govern.yaml,title=specs/none::folder "specs" holds no spec%0Aat govern.yaml (specs/none)',
        'change GTM-ABC1234: tag "Meta - Purchase" (4 fields)',
        'add GTM-ABC1234: trigger "Confirmation page"',
        'remove GTM-SRV1234: variable "DLV - old"',
        'rename GTM-ABC1234: tag "GA4 purchase" -> "GA4 - Purchase"',
        "written build/gtm/GTM-ABC1234.json",
        "1 error, 2 warnings, 1 note; 1 to add, 1 to change, 1 to remove, 1 to rename; 1 file written, 1 unchanged",
    ]
    assert shown(Report(), "github", clean="no difference") == "no difference\n"


def test_json_is_the_documented_document() -> None:
    document = json.loads(
        shown(Report((SHORT, ENTITY), (PLAN[0].replace(fields=PLAN[0].fields[:3]), PLAN[3]), FILES[1:]), "json")
    )
    mapping = {"file": "specs/mappings.yaml", "line": 4, "column": 3, "end_line": 9, "end_column": 1}
    span = {"line": 12, "column": 17, "end_line": 12, "end_column": 22}
    assert document == {
        "schema_version": 1,
        "findings": [
            {
                "rule": "events/sold",
                "level": "error",
                "message": 'event "buy" is sold',
                "place": {"file": "specs/events.yaml", **span, "route": ["events", 0, "fires", "on"]},
                "related": [{"message": "the mapping that counts it", "place": mapping}],
                "help": "sell it",
                "fingerprint": "c1",
            },
            {
                "rule": "tags/paused",
                "level": "warning",
                "message": 'tag "Buy" is paused',
                "place": {"file": "a.json", "entity": 'tag "Buy"'},
            },
        ],
        "changes": [
            {
                "action": "change",
                "kind": "tag",
                "name": "Meta - Purchase",
                "owner": "GTM-ABC1234",
                "fields": [
                    {"route": ["parameter", "eventName"], "before": "Buy", "after": "Purchase"},
                    {"route": ["consentSettings", "type"], "after": "needed"},
                    {"route": ["paused"], "before": True},
                ],
            },
            {
                "action": "rename",
                "kind": "tag",
                "name": "GA4 - Purchase",
                "owner": "GTM-ABC1234",
                "before_name": "GA4 purchase",
            },
        ],
        "artifacts": [{"path": "build/csp/shop.txt", "sha256": "ab" * 32, "state": "unchanged"}],
        "summary": {"errors": 1, "warnings": 1, "notes": 0, "add": 0, "change": 1, "remove": 0, "rename": 1},
    }


def test_json_has_one_thing_a_line() -> None:
    assert shown(Report(artifacts=FILES[1:]), "json") == page(f"""
        {{
          "schema_version": 1,
          "findings": [],
          "changes": [],
          "artifacts": [
            {{"path": "build/csp/shop.txt", "sha256": "{"ab" * 32}", "state": "unchanged"}}
          ],
          "summary": {{"errors": 0, "warnings": 0, "notes": 0, "add": 0, "change": 0, "remove": 0, "rename": 0}}
        }}
        """)


@pytest.mark.parametrize("report", [Report(), Report((CLICK, WILDCARD, CONSENT, EMPTY_FOLDER), PLAN, FILES, ("n",))])
def test_json_follows_its_schema(report: Report) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    validator = jsonschema.Draft202012Validator(SCHEMA)
    validator.validate(json.loads(shown(report, "json")))
    closed = json.loads(json.dumps(SCHEMA).replace('"properties"', '"additionalProperties": false, "properties"'))
    jsonschema.Draft202012Validator(closed).validate(json.loads(shown(report, "json")))
    assert not validator.is_valid({**json.loads(shown(report, "json")), "findings": [{"rule": "a"}]})


def test_json_has_a_digest_for_each_file_and_no_number_json_lacks() -> None:
    document = json.loads(
        shown(
            Report(
                changes=(Change("add", "t", "n", "o", (FieldChange((), None, [float("nan"), 1 << 20000]),)),),
                artifacts=FILES,
            ),
            "json",
        )
    )
    assert document["artifacts"][0]["sha256"] == "ca3d163bab055381827226140568f3bef7eaac187cebd76878e0b63e9e442356"
    assert document["changes"][0]["fields"][0]["after"] == ["nan", hex(1 << 20000)]


# --- formats are files


def test_each_format_is_a_file_of_its_own() -> None:
    assert set(FORMATS) == set(formats_in_order())
    files = {path.stem for path in (ROOT / "govern" / "output" / "formats").glob("*.py")}
    assert files - {"__init__"} == set(FORMATS)


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ValueError, match='format "safe" is not one of concise, '):
        shown(Report(), "safe")


def test_formats_are_found_inside_a_zip_file(tmp_path: Path) -> None:
    archive = tmp_path / "govern.zip"
    with zipfile.ZipFile(archive, "w") as bundle:
        for file in [
            ROOT / "govern" / "__init__.py",
            *(f for room in ("core", "output", "output/formats") for f in (ROOT / "govern" / room).glob("*.py")),
        ]:
            bundle.write(file, file.relative_to(ROOT))
    program = "import govern.output.formats as formats; print(formats.__file__, *formats.FORMATS)"
    environment = {**os.environ, "PYTHONPATH": str(archive)}
    run = [sys.executable, "-c", program]
    result = subprocess.run(run, env=environment, cwd=tmp_path, capture_output=True, text=True, check=True)
    origin, *names = result.stdout.split()
    assert (origin.startswith(str(archive)), names) == (True, list(FORMATS))


def test_a_clean_report_loads_nothing_heavy() -> None:
    program = dedent("""
        import sys
        from govern.core.report import Report
        from govern.output import write
        write(Report(), "text", sys.stdout)
        heavy = {"json", "difflib", "unicodedata", "textwrap", "dataclasses", "inspect", "hashlib"}
        print(*sorted(heavy & set(sys.modules)))
        print(*sorted(name for name in sys.modules if name.startswith("govern.output.")))
    """)
    result = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert result.stdout.splitlines() == [
        "nothing to report",
        "",
        "govern.output.formats govern.output.formats.text govern.output.page govern.output.safe govern.output.words",
    ]


def test_work_grows_with_the_number_of_findings() -> None:
    def calls(number: int) -> int:
        findings = tuple(CLICK.replace(place=CLICK.place.replace(file=f"{at // 5}.yaml")) for at in range(number))
        made = 0

        def count(*_: object) -> None:
            nonlocal made
            made += 1

        sys.setprofile(count)
        try:
            shown(Report(findings))
        finally:
            sys.setprofile(None)
        return made

    calls(10)
    assert calls(2000) < 2.05 * calls(1000)


def test_places_in_lists_go_by_names_and_not_by_numbers() -> None:
    """Whose entry it is, is told above; what is left is the part of it. Programs keep the numbers."""
    ways = (("userPermission", 3, "accountAccess"), ("userPermission", 3, "containerAccess", 0), ("data", 0))
    places = [Place("users.json", way, None, 'user "elena@freelance.example"') for way in ways]
    report = Report(tuple(Finding("access/x", "warning", f"said {n}", place) for n, place in enumerate(places)))
    told = [line.strip() for line in shown(report).splitlines() if " at: " in line]
    assert told == ["= at: accountAccess", "= at: containerAccess"]
    filters = {"filter": [{"type": "EQUALS"}, {"parameter": [{"key": "arg0", "value": "{{Path}}"}]}]}
    assert part_of(filters, ("filter", 1, "parameter", 0, "value")) == "filter 2.parameter.arg0"
