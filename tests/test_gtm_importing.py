"""Exports into specs: readable files, safe names, nothing lost, and existing files touched only where they differ."""

from __future__ import annotations

import json
from typing import Any

import pytest
from for_each import for_each
from gtm_helpers import FIXTURES, WITHOUT_CORPUS, corpus, fixture, live, read_one, read_specs, web

from govern.core.errors import GovernError
from govern.gtm import read as gtm
from govern.gtm.container import Container, canonical_container
from govern.gtm.specs import differences, import_container, spec_files
from govern.gtm.variables import with_built_ins

NAMES = [path.name for path in sorted(FIXTURES.glob("*.json"))]
HTML = "<script>\n  one();\n</script>\n"


def html_tag(name: str, code: str = HTML, **fields: Any) -> dict[str, Any]:
    return {"name": name, "type": "html", "parameter": [{"type": "TEMPLATE", "key": "html", "value": code}], **fields}


@pytest.mark.parametrize("name", NAMES)
def test_what_was_written_reads_as_the_same_container(name: str) -> None:
    found = read_one(fixture(name))
    decoded = read_specs(spec_files(found))
    assert decoded.problems == ()
    held = canonical_container(with_built_ins(found))
    assert list(differences(held, canonical_container(decoded.container))) == []


def test_one_file_a_kind_and_code_beside_them() -> None:
    files = spec_files(read_one(fixture("web.json")), "# by hand")
    assert sorted(files) == [
        "containers/GTM-ABC1234/built-in-variables.yaml",
        "containers/GTM-ABC1234/code/tags/meta-purchase.html",
        "containers/GTM-ABC1234/code/templates/reviews-widget.tpl",
        "containers/GTM-ABC1234/code/variables/is-staging.js",
        "containers/GTM-ABC1234/container.yaml",
        "containers/GTM-ABC1234/folders.yaml",
        "containers/GTM-ABC1234/google-tags.yaml",
        "containers/GTM-ABC1234/tags.yaml",
        "containers/GTM-ABC1234/templates.yaml",
        "containers/GTM-ABC1234/triggers.yaml",
        "containers/GTM-ABC1234/variables.yaml",
        "containers/GTM-ABC1234/zones.yaml",
    ]
    text = files["containers/GTM-ABC1234/triggers.yaml"].decode()
    assert text.startswith("# by hand\nversion: 1\ncontainers:\n  - id: GTM-ABC1234\n    triggers:\n")
    assert "        customEventFilter: [{type: EQUALS, parameter: {arg0: '{{_event}}', arg1: purchase}}]\n" in text


def test_names_of_side_files_stay_apart_on_every_file_system() -> None:
    tags = [html_tag(name) for name in ("Meta: Pixel", "meta – pixel", "CON", "店", "店!", "Straße", "a" * 300)]
    files = spec_files(read_one(web(tag=tags)))
    paths = [path.rpartition("/")[2] for path in files if "/code/" in path]
    assert len(paths) == len(tags)
    assert len({path.casefold() for path in paths}) == len(tags)
    assert all(path.isascii() and len(path) < 90 for path in paths)
    assert "con-file.html" in paths
    assert "strasse.html" in paths


def test_a_third_namesake_does_not_rename_the_files_of_two() -> None:
    two = spec_files(read_one(web(tag=[html_tag("A B"), html_tag("A-B")])))
    three = spec_files(read_one(web(tag=[html_tag("A B"), html_tag("A-B"), html_tag("a b")])))
    assert {path for path in two if "/code/" in path} < set(three)


@for_each(
    "code",
    ["one\r\ntwo\r\n" * 9, "\ufeffone\ntwo\n" * 9, "a\u2028b\n" * 9, "  padded  \n" * 9, "no end\nof line" * 9, "\n\n\n\n\n\n",
     "tab\tand\x00nul\n" * 9, "x" * 900, "ends twice\n" * 6 + "\n", "a\x85b\n" * 9],
    ids=repr,
)  # fmt: skip
def test_texts_keep_every_character(code: str) -> None:
    container = canonical_container(read_one(web(tag=[html_tag("Pixel", code, notes=code)])))
    decoded = read_specs(spec_files(container))
    assert list(differences(container, canonical_container(decoded.container))) == []
    checked_out = {path: raw.replace(b"\n", b"\r\n") for path, raw in spec_files(container).items()}
    assert list(differences(container, canonical_container(read_specs(checked_out).container))) == []


def test_a_broken_export_is_refused_with_everything_that_is_wrong() -> None:
    data = web(tag=[html_tag("A", paused="yes")], trigger=[{"name": "T", "type": "FORM_SUBMIT"}])
    with pytest.raises(GovernError) as caught:
        spec_files(read_one(data, "web.json"))
    assert caught.value.message == 'tag "A" has "paused": "yes", expected true or false'
    expected = 'trigger "T" has "type": "FORM_SUBMIT", which Tag Manager does not know; did you mean FORM_SUBMISSION?'
    assert caught.value.help == expected
    assert caught.value.place is not None
    assert (caught.value.place.file, caught.value.place.entity) == ("web.json", 'tag "A"')


# into files that are there already

TAGS = """\
# Tags of the shop.
version: 1
containers:
  - id: GTM-TEST123   # the web container
    tags:
      # everything about Meta
      - name: Base
        type: html    # loaded first
        parameter: {html: '<b>'}

      # paid orders only
      - name: Purchase
        type: html
        firingTrigger: [Paid]
        parameter:
          html: {$file: code/buy.html}   # reviewed by Ana

      # the old chat
      - {name: Chat, type: html, parameter: {html: '<c>'}}
    triggers: [{name: Paid, type: PAGEVIEW}]   # few

# another one
  - id: GTM-OTHER12
    folders:
      - name: Mine
"""
HEAD = """\
version: 1
containers:
  - id: GTM-TEST123
    context: web
    settings:
      name: Test      # as in the interface
      accountId: '1'
      containerId: '2'
"""
EXISTING = {
    "specs/shop/tags.yaml": TAGS.encode(),
    "specs/shop/head.yaml": HEAD.encode(),
    "specs/shop/code/buy.html": b"<buy>\n",
}


def exported(**changes: Any) -> Container:
    """The container that the existing files describe, some of its tags changed; `None` takes one out."""
    tags = {
        "Base": html_tag("Base", "<b>"),
        "Purchase": html_tag("Purchase", "<buy>", firingTriggerId=["7"]),
        "Chat": html_tag("Chat", "<c>"),
        **changes,
    }
    triggers = [{"triggerId": "7", "name": "Paid", "type": "PAGEVIEW"}]
    return read_one(web(tag=[tag for tag in tags.values() if tag is not None], trigger=triggers), "export.json")


def changed_lines(before: str, after: str) -> list[str]:
    """What a diff of two texts shows."""
    from difflib import ndiff

    return [line for line in ndiff(before.splitlines(), after.splitlines()) if line[0] in "+-"]


def edited(container: Container, path: str = "specs/shop/tags.yaml") -> list[str]:
    """The lines that an import changes in one of the existing files."""
    found = import_container(container, EXISTING).files
    assert found.keys() == {path}
    return changed_lines(EXISTING[path].decode(), found[path].decode())


def test_what_is_there_already_is_not_written_again() -> None:
    result = import_container(exported(), EXISTING)
    assert (result.files, result.changed, result.orphans) == ({}, (), ())


def test_a_changed_entity_changes_its_own_lines_only() -> None:
    assert edited(exported(Base=html_tag("Base", "<b>", paused=True))) == [
        "-         type: html    # loaded first",
        "+         type: html",
        "+         paused: true",
    ]


def test_changed_code_changes_its_file_only() -> None:
    result = import_container(exported(Purchase=html_tag("Purchase", "<buy now>", firingTriggerId=["7"])), EXISTING)
    assert result.files == {"specs/shop/code/buy.html": b"<buy now>\n"}
    assert result.changed == ('tag "Purchase"',)


def test_a_new_entity_is_added_below_the_last() -> None:
    assert edited(exported(New=html_tag("New", "<n>"))) == [
        "+ ",
        "+       - name: New",
        "+         type: html",
        "+         parameter: {html: '<n>'}",
    ]


def test_a_removed_entity_takes_its_comment_and_a_blank_line_along() -> None:
    assert edited(exported(Chat=None)) == [
        "- ",
        "-       # the old chat",
        "-       - {name: Chat, type: html, parameter: {html: '<c>'}}",
    ]
    result = import_container(exported(Purchase=None), EXISTING)
    assert result.orphans == ("specs/shop/code/buy.html",)


def test_an_entity_with_a_new_name_stays_where_it_is_with_the_comments_about_it() -> None:
    lines = edited(exported(Chat=None, Talk=html_tag("Talk", "<c>")))
    assert not any("the old chat" in line for line in lines)
    assert [line for line in lines if "name: Talk" in line]
    first = edited(exported(Base=None, Foundation=html_tag("Foundation", "<b>")))
    assert "-       # everything about Meta" not in first
    assert "+       - name: Foundation" in first


def test_a_list_in_one_line_is_written_anew() -> None:
    container = exported()
    triggers = {"Paid": {"type": "CLICK"}, "Seen": {"type": "PAGEVIEW"}}
    assert edited(container.replace(entities={**container.entities, "trigger": triggers})) == [
        "-     triggers: [{name: Paid, type: PAGEVIEW}]   # few",
        "+     triggers:",
        "+       - name: Paid",
        "+         type: CLICK",
        "+ ",
        "+       - name: Seen",
        "+         type: PAGEVIEW",
    ]


def test_a_list_that_loses_everything_is_empty() -> None:
    without = import_container(exported(Base=None, Purchase=None, Chat=None), EXISTING)
    assert (
        b"    tags: []\n    triggers: [{name: Paid, type: PAGEVIEW}]   # few\n" in without.files["specs/shop/tags.yaml"]
    )


def test_a_new_kind_gets_a_file_of_its_own() -> None:
    container = exported()
    result = import_container(
        container.replace(entities={**container.entities, "folder": {"Ads": {}}}), EXISTING, "specs", "# h"
    )
    assert result.files == {
        "specs/containers/GTM-TEST123/folders.yaml": (
            b"# h\nversion: 1\ncontainers:\n  - id: GTM-TEST123\n    folders:\n      - {name: Ads}\n"
        )
    }


def test_settings_change_one_by_one() -> None:
    container = exported()
    settings = {"name": "Shop", "accountId": "1", "notes": "Ask Ana"}
    assert edited(container.replace(settings=settings), "specs/shop/head.yaml") == [
        "-       name: Test      # as in the interface",
        "+       name: Shop",
        "-       containerId: '2'",
        "+       notes: Ask Ana",
    ]


def test_settings_and_context_come_below_the_id_where_there_are_none() -> None:
    existing = {"specs/a.yaml": b"version: 1\ncontainers:\n  - id: GTM-TEST123\n    tags: []\n"}
    container = Container("GTM-TEST123", "server", {"name": "Shop"}, {}, "export.json")
    assert import_container(container, existing).files["specs/a.yaml"] == (
        b"version: 1\ncontainers:\n  - id: GTM-TEST123\n    context: server\n    settings: {name: Shop}\n    tags: []\n"
    )


def test_line_ends_and_the_mark_of_a_file_stay() -> None:
    raw = b"\xef\xbb\xbf" + TAGS.replace("\n", "\r\n").encode()
    existing = {**EXISTING, "specs/shop/tags.yaml": raw}
    found = import_container(exported(Chat=html_tag("Chat", "<d>")), existing).files["specs/shop/tags.yaml"]
    assert found == raw.replace(
        b"      - {name: Chat, type: html, parameter: {html: '<c>'}}",
        b"      - name: Chat\r\n        type: html\r\n        parameter: {html: '<d>'}",
    )


def test_a_file_that_two_entities_share_is_not_changed_for_one() -> None:
    tags = TAGS.replace("{html: '<c>'}", "{html: {$file: code/buy.html}}").encode()
    existing = {**EXISTING, "specs/shop/tags.yaml": tags}
    long = "<other>\n" * 9
    result = import_container(exported(Chat=html_tag("Chat", "<buy>"), Purchase=html_tag("Purchase", long)), existing)
    assert result.files.keys() == {"specs/shop/tags.yaml", "specs/shop/code/tags/purchase.html"}
    assert result.files["specs/shop/code/tags/purchase.html"] == long.encode() + b"\n"


def test_a_renamed_entity_takes_its_file_along() -> None:
    code = "<buy>\n" * 9
    tags = TAGS.replace("code/buy.html", "code/tags/bought.html").encode()
    side = {"specs/shop/code/tags/bought.html": code.encode() + b"\n"}
    existing = {"specs/shop/tags.yaml": tags, "specs/shop/head.yaml": HEAD.encode(), **side}
    renamed = exported(Purchase=None, Bought=html_tag("Bought", code + "<more>", firingTriggerId=["7"]))
    result = import_container(renamed, existing)
    assert result.files.keys() == {"specs/shop/tags.yaml", "specs/shop/code/tags/bought.html"}
    assert result.orphans == ()


def test_what_an_interrupted_run_left_behind_is_used_and_other_files_are_not_overwritten() -> None:
    code = "<new>\n" * 9
    container, left = exported(New=html_tag("New", code)), "specs/shop/code/tags/new.html"
    complete = import_container(container, EXISTING).files
    assert import_container(container, {**EXISTING, left: complete[left]}).files == {
        "specs/shop/tags.yaml": complete["specs/shop/tags.yaml"]
    }
    assert "specs/shop/code/tags/new-2.html" in import_container(container, {**EXISTING, left: b"mine"}).files


def test_a_file_without_an_end_of_line_gets_one_before_what_is_added_and_none_after() -> None:
    existing = {"specs/a.yaml": b"version: 1\ncontainers:\n- id: GTM-TEST123\n  folders:\n  - name: A"}
    container = Container("GTM-TEST123", "web", {}, {"folder": {"A": {}, "B": {}}}, "export.json")
    expected = b"version: 1\ncontainers:\n- id: GTM-TEST123\n  folders:\n  - name: A\n  - {name: B}"
    assert import_container(container, existing).files == {"specs/a.yaml": expected}


def test_a_block_scalar_at_the_end_of_an_item_keeps_to_its_item() -> None:
    text = (
        "version: 1\ncontainers:\n  - id: GTM-TEST123\n    folders:\n      - name: A\n        notes: |\n          # no comment\n"
        "          text\n\n      # about B\n      - name: B\n        notes: |-\n          old\n"
    )
    container = Container(
        "GTM-TEST123", "web", {}, {"folder": {"A": {"notes": "new"}, "B": {"notes": "old"}}}, "e.json"
    )
    assert import_container(container, {"specs/a.yaml": text.encode()}).files["specs/a.yaml"].decode() == text.replace(
        "        notes: |\n          # no comment\n          text\n", "        notes: new\n"
    )


LAYOUTS = [
    "    - {name: B, notes: old}\n",
    "    -   notes: old   # why\n        name: B\n",
    "    -\n      # inside\n      name: B\n      notes: old\n",
    "    - name: B\n      notes: >-\n        old\n",
    "    - {name: B,\n       notes: old\n      }   # end\n",
    "    - name: B\n      notes:\n        old\n",
]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_item_in_any_layout_is_exchanged_alone(layout: str) -> None:
    around = (
        "version: 1\ncontainers:\n- id: GTM-TEST123\n  folders:   # all\n    # first\n    - name: A  # a\n{}\n"
        "    # last\n    -\n      name: C\n"
    )
    existing = {"specs/a.yaml": around.format(layout).encode()}
    folders = {"A": {}, "B": {"notes": "new"}, "C": {}}
    found = import_container(Container("GTM-TEST123", "web", {}, {"folder": folders}, "export.json"), existing).files
    new = around.format("    - name: B\n      notes: new\n")
    assert found == {"specs/a.yaml": new.encode()}


UNEDITABLE = [
    ("version: 1\ncontainers: [{id: GTM-TEST123, folders: [{name: A}]}]\n", "cannot be edited by import", 2),
    ("version: 1\ncontainers:\n  - id: GTM-TEST123\n    folders: [{name: A}, {name: A}]\n", "twice", 0),
    ("version: 1\ncontainers:\n  - id: GTM-TEST123\n    folders: 5\n", "folders", 4),
    ("version: 1\ncontainers:\n  - id: [\n", "this is not YAML", 4),
]


@pytest.mark.parametrize(("text", "message", "line"), UNEDITABLE, ids=[row[1] for row in UNEDITABLE])
def test_files_that_cannot_be_edited_are_refused(text: str, message: str, line: int) -> None:
    container = Container("GTM-TEST123", "web", {}, {"folder": {"B": {}}}, "export.json")
    with pytest.raises(GovernError) as caught:
        import_container(container, {"specs/a.yaml": text.encode()})
    assert message in caught.value.message
    assert caught.value.place is not None
    assert caught.value.place.file == "specs/a.yaml"
    if line:
        assert caught.value.place.span is not None
        assert caught.value.place.span.line == line


def test_specs_that_others_share_are_not_edited() -> None:
    existing = {path.replace("specs/", "../standards/"): raw for path, raw in EXISTING.items()}
    assert import_container(exported(), existing).files == {}
    with pytest.raises(GovernError, match="import does not edit files outside specs/"):
        import_container(exported(Chat=None), existing)


def test_new_files_do_not_overwrite_what_is_there() -> None:
    path = "specs/containers/GTM-TEST123/tags.yaml"
    with pytest.raises(GovernError, match="is there already"):
        import_container(exported(), {path: b"version: 1\n"})


@pytest.mark.slow
@pytest.mark.skipif(not corpus("gtm-web"), reason=WITHOUT_CORPUS)
def test_successive_exports_of_one_container_are_taken_in_one_after_the_other() -> None:
    existing: dict[str, bytes] = {}
    for path in corpus("gtm-web"):
        if path.name[:4] not in ("0001", "0002", "0005", "0006", "0008"):
            continue
        (container,) = gtm.read(path.read_bytes(), path.name)
        result = import_container(container, existing)
        existing.update(result.files)
        for orphan in result.orphans:
            del existing[orphan]
        assert import_container(container, existing).files == {}
        decoded = read_specs({name.removeprefix("specs/"): raw for name, raw in existing.items()})
        assert list(differences(canonical_container(container), canonical_container(decoded.container))) == []
    assert json.dumps(sorted(existing))


@pytest.mark.parametrize("name", NAMES)
def test_from_any_fixture_to_any_other(name: str) -> None:
    """Whatever the specs said before, after the import they say what the export says, and comments elsewhere stay."""
    before = live(name).replace(id="GTM-ABC1234")
    existing = {f"specs/{path}": raw for path, raw in spec_files(before, "# kept").items()}
    for other in NAMES:
        wished = live(other).replace(id="GTM-ABC1234")
        result = import_container(wished, existing)
        merged = {**existing, **result.files}
        assert import_container(wished, merged).files == {}
        assert all(
            raw.startswith(b"# kept") for path, raw in merged.items() if path in existing and path.endswith(".yaml")
        )
