"""The readable form of entities: what it looks like, and that the way there and back loses nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest
from for_each import for_each
from gtm_helpers import FIXTURES, live
from hypothesis import given, settings
from hypothesis import strategies as st

from govern.gtm.code import Mistake, alike
from govern.gtm.container import canonical
from govern.gtm.decode import decode
from govern.gtm.encode import encode, no_files
from govern.gtm.entries import Decoded, decode_entries, fits_side_file, side_bytes, side_text
from govern.spec.sections.containers import ContainerEntry

FOLDED = [
    ({"type": "TEMPLATE", "value": "x"}, "x"),
    ({"type": "TEMPLATE", "value": "true"}, "true"),
    ({"type": "TEMPLATE"}, None),
    ({"type": "BOOLEAN", "value": "false"}, False),
    ({"type": "BOOLEAN", "value": "{{is staging}}"}, {"$raw": {"type": "BOOLEAN", "value": "{{is staging}}"}}),
    ({"type": "INTEGER", "value": "5"}, 5),
    ({"type": "INTEGER", "value": "05"}, {"$raw": {"type": "INTEGER", "value": "05"}}),
    ({"type": "INTEGER", "value": "-0"}, {"$raw": {"type": "INTEGER", "value": "-0"}}),
    ({"type": "LIST", "list": [{"type": "TEMPLATE", "value": "a"}, {"type": "BOOLEAN", "value": "true"}]}, ["a", True]),
    ({"type": "LIST"}, []),
    ({"type": "LIST", "list": []}, {"$raw": {"type": "LIST", "list": []}}),
    ({"type": "MAP", "map": [{"type": "TEMPLATE", "key": "a", "value": "1"}]}, {"a": "1"}),
    ({"type": "MAP"}, {}),
    ({"type": "TAG_REFERENCE", "value": "Base"}, {"$tag": "Base"}),
    ({"type": "TRIGGER_REFERENCE", "value": "Paid"}, {"$trigger": "Paid"}),
    (
        {"type": "TAG_REFERENCE", "value": "Base", "isWeakReference": False},
        {"$raw": {"type": "TAG_REFERENCE", "value": "Base", "isWeakReference": False}},
    ),
    ({"value": "no type"}, {"$raw": {"value": "no type"}}),
    ({"type": "SPARKLE", "value": "x"}, {"$raw": {"type": "SPARKLE", "value": "x"}}),
    ({"type": "TEMPLATE", "value": 5}, {"$raw": {"type": "TEMPLATE", "value": 5}}),
    ({"type": "MAP", "map": [{"type": "TEMPLATE", "key": "$a", "value": "1"}]}, None),
    ({"type": "TEMPLATE", "x": {"": 1}}, {"$raw": {"type": "TEMPLATE", "x": {"$json": '{"": 1}'}}}),
]


@for_each(("parameter", "readable"), FOLDED, ids=[json.dumps(row[0])[:60] for row in FOLDED])
def test_parameters(parameter: dict[str, Any], readable: Any) -> None:
    """A parameter of a tag, and the same one where the schema has a single parameter without a key."""
    body = canonical("tag", {"type": "html", "parameter": [{**parameter, "key": "p"}], "priority": parameter})
    written = encode("tag", "Pixel", body)
    if readable is not None or parameter == {"type": "TEMPLATE"}:
        assert written["parameter"] == {"p": readable}
        assert written["priority"] == readable
    name, back = decode("tag", json.loads(json.dumps(written)), no_files)
    assert name == "Pixel"
    assert alike(back, body)


@pytest.mark.parametrize(
    "parameters",
    [
        [{"type": "TEMPLATE", "key": "a"}, {"type": "TEMPLATE", "key": "a"}],
        [{"type": "TEMPLATE"}],
        ["x", 5],
        [{"type": "TEMPLATE", "key": ""}],
        [{"type": "TEMPLATE", "key": "$file", "value": "x"}],
        [{"type": "TEMPLATE", "key": "k" * 200}],
    ],
    ids=json.dumps,
)
def test_lists_that_are_no_mapping_stay_raw(parameters: list[Any]) -> None:
    body = {"type": "html", "parameter": parameters}
    written = encode("tag", "Pixel", body)
    assert written["parameter"] == {"$raw": parameters}
    assert alike(decode("tag", written, no_files)[1], body)


def test_built_in_variables_are_their_names() -> None:
    assert encode("builtInVariable", "Click URL", {"type": "CLICK_URL"}) == "Click URL"
    assert encode("builtInVariable", "My URL", {"type": "PAGE_URL"}) == {"name": "My URL", "type": "PAGE_URL"}
    assert decode("builtInVariable", "HTML ID", no_files) == ("HTML ID", {"type": "HTML_ID"})


def test_what_no_readable_form_can_hold_becomes_json() -> None:
    body = {"type": "html", "": 1, "$file": "x"}
    written = encode("tag", "Pixel", body)
    assert written.keys() == {"$json"}
    assert decode("tag", written, no_files) == ("Pixel", body)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
kinds_of_parameter = st.sampled_from(
    ["TEMPLATE", "BOOLEAN", "INTEGER", "TAG_REFERENCE", "TRIGGER_REFERENCE", "SPARKLE"]
)
leaf = st.fixed_dictionaries(
    {"type": kinds_of_parameter},
    optional={"value": st.sampled_from(["true", "5", "05", "{{x}}", ""]) | st.text(max_size=9) | json_values},
)
keys = st.sampled_from(["a", "b", "html", "$raw", "$file", "", "no", "<<"]) | st.text(max_size=5)
parameter = st.recursive(
    leaf | json_values,
    lambda inner: (
        st.fixed_dictionaries({"type": st.just("LIST"), "list": st.lists(inner, max_size=3)})
        | st.fixed_dictionaries(
            {
                "type": st.just("MAP"),
                "map": st.lists(
                    st.tuples(keys, inner).map(
                        lambda pair: {**pair[1], "key": pair[0]} if isinstance(pair[1], dict) else pair[1]
                    ),
                    max_size=3,
                ),
            }
        )
    ),
    max_leaves=8,
)
bodies = st.dictionaries(
    st.sampled_from(
        ["type", "notes", "parameter", "priority", "setupTag", "consentSettings", "unknown", "$x", "folder"]
    ),
    parameter | st.lists(parameter, max_size=3),
    max_size=5,
)


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(bodies)
def test_any_entity_comes_back_as_it_was(body: dict[str, Any]) -> None:
    body = canonical("tag", body)
    name, back = decode("tag", json.loads(json.dumps(encode("tag", "Pixel", body))), no_files)
    assert name == "Pixel"
    assert alike(back, body)


@pytest.mark.parametrize("name", [path.name for path in sorted(FIXTURES.glob("*.json"))])
def test_every_entity_of_the_fixtures_is_readable(name: str) -> None:
    for kind, found in live(name).entities.items():
        for entity, body in found.items():
            written = encode(kind, entity, body)
            assert "$json" not in json.dumps(written)
            assert decode(kind, written, no_files)[0] == entity


MISTAKES = [
    ({"type": "html"}, "the entity has no name", ("name",)),
    ({"name": 5}, "the name is not text", ("name",)),
    ("Pixel", "an entity is a mapping", ()),
    ({"name": "x", "parameter": {"a": 1.5}}, "a parameter holds text, a whole number, true or false, a list or a mapping",
     ("parameter", "a")),
    ({"name": "x", "parameter": {"a": {"$trigger": 5}}}, '"$trigger" takes a name', ("parameter", "a", "$trigger")),
    ({"name": "x", "parameter": {"a": {"$file": "no.html"}}}, 'there is no file "no.html"', ("parameter", "a", "$file")),
    ({"name": "x", "parameter": {"a": {"$fiel": "x"}}}, '"$fiel" is not known here', ("parameter", "a", "$fiel")),
    ({"name": "x", "unknown": {"$file": 5}}, '"$file" takes a text', ("unknown", "$file")),
    ({"name": "x", "notes": {"$json": "{"}}, "the text is not JSON that can be kept", ("notes", "$json")),
    ({"name": "x", "notes": {"$json": "[NaN]"}}, "the text is not JSON that can be kept", ("notes", "$json")),
    ({"name": "x", "notes": {"$json": '"\\ud800"'}}, "the text is not JSON that can be kept", ("notes", "$json")),
    ({"name": "x", "notes": {"$json": "[" * 99 + "]" * 99}}, "the JSON is nested more than 60 levels deep", ("notes", "$json")),
    ({"name": "x", "unknown": {"$file": "x", "b": 1}}, '"$file" stands alone in its mapping', ("unknown", "$file")),
    ({"name": "x", "parameter": {"a": {"$raw": 5}}}, "a raw parameter is a mapping, and its key stands before it",
     ("parameter", "a")),
]  # fmt: skip


@for_each(("item", "message", "route"), MISTAKES, ids=[row[1] for row in MISTAKES])
def test_what_cannot_be_understood_is_named_where_it_stands(item: Any, message: str, route: Any) -> None:
    with pytest.raises(Mistake) as caught:
        decode("tag", item, no_files)
    assert (caught.value.message, caught.value.route) == (message, route)


def entry(
    file: str = "specs/shop/tags.yaml", route: tuple[str | int, ...] = ("containers", 0), **fields: Any
) -> ContainerEntry:
    """An entry as it was read from a spec file."""
    found = ContainerEntry(id="GTM-ABC1234", **fields)
    found.mark(_file=file, _route=route)
    return found


def messages(decoded: Decoded) -> list[tuple[str, str, Any]]:
    return [(problem.message, problem.place.file, problem.place.route) for problem in decoded.problems]


def test_entries_with_one_id_are_one_container() -> None:
    tags = entry(context="web", tags=({"name": "Pixel", "type": "html", "folder": "Ads"},))
    rest = entry("specs/rest.yaml", ("containers", 3), folders=({"name": "Ads"},), settings={"name": "Shop"})
    decoded = decode_entries([tags, rest], {})
    assert decoded.problems == ()
    assert decoded.container.entities == {"tag": {"Pixel": {"type": "html", "folder": "Ads"}}, "folder": {"Ads": {}}}
    assert decoded.container.settings == {"name": "Shop"}
    assert decoded.places["folder", "Ads"].route == ("containers", 3, "folders", 0)


def test_what_is_said_twice_is_reported_at_the_second_place() -> None:
    one = entry(context="web", tags=({"name": "Pixel", "type": "html"},), settings={"name": "Shop"})
    two = entry("specs/b.yaml", context="server", tags=({"name": "Pixel"},), settings={"name": "Store"})
    assert messages(decode_entries([one, two], {})) == [
        (
            'container "GTM-ABC1234" has the context "server" here and "web" before',
            "specs/b.yaml",
            ("containers", 0, "context"),
        ),
        ('container "GTM-ABC1234" has the setting "name" twice', "specs/b.yaml", ("containers", 0, "settings", "name")),
        ('tag "Pixel" is in container "GTM-ABC1234" twice', "specs/b.yaml", ("containers", 0, "tags", 0)),
    ]


@pytest.mark.parametrize("path", ["/etc/passwd", "../other/x.html", "a/../../x", "C:\\x.html", "a\\b.html"])
def test_a_side_file_lies_at_or_below_its_spec_file(path: str) -> None:
    tag = {"name": "Pixel", "parameter": {"html": {"$file": path}}}
    ((message, _, route),) = messages(decode_entries([entry(tags=(tag,))], {"specs/shop/x.html": b"x"}))
    assert message == f'tag "Pixel": the path "{path}" leads out of the folder'
    assert route == ("containers", 0, "tags", 0, "parameter", "html", "$file")


def test_a_side_file_that_is_missing_or_no_text_is_named() -> None:
    tags = tuple({"name": n, "notes": {"$file": f"code/{n}.txt"}} for n in ("gone", "latin"))
    decoded = decode_entries([entry(tags=tags)], {"specs/shop/code/latin.txt": b"a\nb\xe9\n"})
    assert [message for message, _, _ in messages(decoded)] == [
        'tag "gone": there is no file "specs/shop/code/gone.txt"',
        'tag "latin": the file "specs/shop/code/latin.txt" is not UTF-8 text in line 2',
    ]


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(codec="utf-8") | st.sampled_from("\n\r\t \ufeff\u2028\x00"), max_size=20))
def test_a_text_survives_its_file_and_a_checkout_with_other_line_ends(text: str) -> None:
    if fits_side_file(text):
        raw = side_bytes(text)
        assert side_text(raw, "x") == text
        assert side_text(raw.replace(b"\n", b"\r\n"), "x") == text


def test_an_editor_may_add_the_last_line_break_and_a_mark() -> None:
    assert side_text(b"x", "f") == side_text(b"x\n", "f") == side_text(b"\xef\xbb\xbfx\r\n", "f") == "x"
    assert not fits_side_file("a\r\nb")
    assert not fits_side_file("\ufeffx")
