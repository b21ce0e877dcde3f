"""Shapes of input: what is read although it looks unusual, and what is named for what it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from for_each import for_each

from govern.commands.audit import audit
from govern.commands.diff import compare_exports
from govern.commands.import_ import import_exports
from govern.commands.init import init
from govern.commands.refused import not_judged
from govern.core.errors import GovernError
from govern.core.report import Finding, exit_code
from govern.gtm.faults import faults
from govern.gtm.read import read
from govern.project.exports import read_export

pytestmark = pytest.mark.usefixtures("day")

TAG: dict[str, Any] = {"tagId": "1", "name": "A", "type": "html", "firingTriggerId": ["2147479553"]}
CONTAINER = {"publicId": "GTM-ABC1234", "usageContext": ["WEB"], "name": "shop"}
EXPORT = {"exportFormatVersion": 2, "containerVersion": {"container": CONTAINER, "tag": [TAG]}}
SERVER = '___INFO___\n\n{"containerContexts": ["SERVER"]}\n\n___NOTES___\n'


@pytest.mark.parametrize(
    ("lists", "context"),
    [
        ({"tags": [{"name": "GA4", "type": "sgtmgaaw", "tagId": "1"}], "templates": []}, "server"),
        ({"tags": [{"name": "X", "type": "cvt_1_2", "tagId": "1"}],
          "triggers": [{"name": "All", "type": "always", "triggerId": "1"}]}, "server"),
        ({"templates": [{"name": "CAPI", "templateId": "1", "templateData": SERVER}]}, "server"),
        ({"tags": [{"name": "GA4", "type": "gaawe", "tagId": "1"}],
          "templates": [{"name": "CAPI", "templateId": "1", "templateData": SERVER}]}, "web"),
        ({"tags": [{"name": "X", "type": "html", "tagId": "1"}]}, "web"),
    ],
)  # fmt: skip
def test_a_container_that_does_not_say_its_kind_is_known_by_what_is_in_it(lists: Any, context: str) -> None:
    (container,) = read(json.dumps({"public_id": "GTM-ABC1234", **lists}).encode(), "dump.json")
    assert container.context == context


def test_lists_that_a_script_saved_empty_are_empty() -> None:
    tag = {"name": "GA4", "type": "sgtmgaaw", "tagId": "1", "firingTriggerId": ["9"]}
    (container,) = read(json.dumps({"tags": [tag], "triggers": [], "templates": []}).encode(), "dump.json")
    assert [fault.message for fault in faults(container)] == [
        'tag "GA4" refers to the trigger 9, which the container does not have'
    ]


def test_plural_keys_of_an_export_are_read_and_said() -> None:
    version = {"container": CONTAINER, "tags": [TAG]}
    (container,) = read(json.dumps({"exportFormatVersion": 2, "containerVersion": version}).encode(), "x.json")
    assert list(container.bodies("tag")) == ["A"]
    (fault,) = faults(container)
    assert fault.message == 'the entities are listed under "tags", which Tag Manager does not read'


RUNTIME = '{"resource": {"version": "1", "macros": [], "tags": [], "predicates": [], "rules": []}}'


@for_each(
    ("raw", "words"),
    [
        (b"<!DOCTYPE html>\n<html><body>" + json.dumps(EXPORT).encode() + b"</body></html>", "HTML"),
        (b"\n  <html lang='en'>", "HTML"),
        (b"<?xml version='1.0'?><a/>", "XML"),
        (b"PK\x03\x04" + b"\0" * 40, "a zip archive"),
        (b"\x1f\x8b\x08" + b"\0" * 40, "a gzip archive"),
        (b"BZh91AY&SY" + b"\0" * 40, "a bzip2 archive"),
        (b"7z\xbc\xaf\x27\x1c" + b"\0" * 40, "a 7-Zip archive"),
        (b"%PDF-1.7\n", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n\0", "a picture"),
        (b"From: <Saved by Blink>\r\nSubject: Tag Manager\r\n", "HTML"),
        (b'{\n<<<<<<< HEAD\n"tag": []}', "a conflict of git"),
        ("{\u201ctag\u201d: []}".encode(), "a quotation mark of print"),
        (RUNTIME.encode(), "gtm.js"),
        (f"// Copyright\n(function(){{\nvar data = {RUNTIME};\n}})()".encode(), "gtm.js"),
        (b"the export:\n" + json.dumps(EXPORT).encode(), "text before its first brace, which stands in line 2"),
    ],
)
def test_what_is_no_export_is_named_for_what_it_is(raw: bytes, words: str) -> None:
    with pytest.raises(GovernError) as error:
        read_export(raw, "export.json")
    assert words in error.value.message
    assert error.value.place is not None
    assert error.value.help


def test_an_older_format_is_named() -> None:
    old = json.dumps({**EXPORT, "exportFormatVersion": 1.3}).encode()
    assert "in the export format 1.3, which is older than 2" in " ".join(not_judged(read_export(old, "export.json")))


def test_more_entities_than_anybody_publishes_are_refused_with_the_reason() -> None:
    tag = '{"name": "T", "tagId": "1"}'
    many = f'{{"exportFormatVersion": 2, "containerVersion": {{"tag": [{", ".join([tag] * 100_001)}]}}}}'
    with pytest.raises(GovernError, match='100,001 entities under "tag"'):
        read_export(many.encode(), "export.json")


def test_a_spec_file_is_sent_to_the_command_for_it() -> None:
    with pytest.raises(GovernError, match="it is a spec file") as error:
        read_export(b"# of the shop\nversion: 1\nevents: []\n", "specs/events.yaml")
    assert error.value.help == "govern lint checks it"


@for_each("encoding", ["utf-16-be", "utf-16-le", "utf-16"])
def test_an_export_in_another_encoding_is_read_with_and_without_its_mark(encoding: str) -> None:
    (container,) = read_export(json.dumps(EXPORT).encode(encoding), "export.json").containers
    assert container.bodies("tag")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Exports, one of them damaged, and something else."""
    exports = tmp_path / "exports"
    exports.mkdir()
    (exports / "good.json").write_text(json.dumps(EXPORT))
    (exports / "page.json").write_text("<!doctype html><html></html>")
    (exports / "cut.json").write_text(json.dumps(EXPORT)[:60])
    (exports / "README.md").write_text("Exports\n")
    return exports


def unread(findings: tuple[Finding, ...]) -> list[str]:
    """The files of which it is said that they could not be read."""
    return sorted(Path(finding.place.file).name for finding in findings if finding.rule == "exports/unreadable-file")


def test_a_bad_file_of_a_folder_is_a_finding_and_the_others_are_judged(folder: Path, tmp_path: Path) -> None:
    report = audit(None, (str(folder),))
    assert unread(report.findings) == ["cut.json", "page.json"]
    assert report.read == "1 web container (1 tag)"
    assert exit_code(report) == 1
    started = init(str(tmp_path / "p"), (str(folder),))
    assert unread(started.findings) == ["cut.json", "page.json"]
    assert (tmp_path / "p" / "specs" / "containers" / "GTM-ABC1234").is_dir()
    assert unread(import_exports(str(tmp_path / "p"), (str(folder),)).findings) == ["cut.json", "page.json"]
    compared = compare_exports(str(folder / "good.json"), (str(folder),))
    assert not compared.changes
    assert unread(compared.findings) == ["cut.json", "page.json"]


def test_a_bad_file_that_is_named_is_refused(folder: Path) -> None:
    with pytest.raises(GovernError, match="the file is truncated"):
        audit(None, (str(folder / "cut.json"),))


def test_a_folder_of_nothing_but_bad_files_is_refused(folder: Path) -> None:
    (folder / "good.json").unlink()
    with pytest.raises(GovernError):
        audit(None, (str(folder),))


def test_what_could_not_be_judged_is_said(tmp_path: Path) -> None:
    export = tmp_path / "tags.json"
    export.write_text(json.dumps({"tag": [{**TAG, "firingTriggerId": ["7"], "parentFolderId": "3"}]}))
    (note,) = audit(None, (str(export),)).notes
    assert note.endswith("no triggers and folders in this export, so 2 references to them could not be judged")


def test_code_that_is_too_tangled_to_be_read_is_said_not_to_be_judged(tmp_path: Path) -> None:
    code = {"type": "TEMPLATE", "key": "html", "value": f"<script>fbq({'(' * 5000}1{')' * 5000})</script>"}
    tag = {"name": "Deep", "type": "html", "parameter": [code], "firingTriggerId": ["2147479553"]}
    version = {"container": {"publicId": "GTM-ABC1234", "name": "x", "usageContext": ["WEB"]}, "tag": [tag]}
    (tmp_path / "c.json").write_text(json.dumps({"exportFormatVersion": 2, "containerVersion": version}))
    said = audit(None, (str(tmp_path / "c.json"),)).notes
    assert any('the code of tag "Deep" is too long or too tangled to be read' in note for note in said)
