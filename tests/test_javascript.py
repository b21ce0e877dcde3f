"""Code in containers: holes, trees, mistakes, and the level that Tag Manager compiles."""

from __future__ import annotations

import pytest
from for_each import for_each

from govern.gtm.container import Container
from govern.gtm.ecmascript import newer
from govern.gtm.holders import function, running, scripts, statements, the_function
from govern.gtm.javascript import filled
from govern.gtm.mistakes import first_error


def container() -> Container:
    """A container of which only the memory is needed."""
    return Container("GTM-ABC1234", "web", {}, {})


@pytest.mark.parametrize("text", ["{{a}}", "x = '{{Prénom (1)}}'", "{{a}}{{b.c}} + {{→}}", "{{ }}", "{ {a} }"])
def test_a_hole_keeps_its_length_so_that_places_stay(text: str) -> None:
    raw = text.encode()
    assert len(filled(raw)) == len(raw)
    assert (b"{{" in filled(raw)) is False


def test_a_hole_is_a_value_wherever_one_may_stand() -> None:
    html = "<script>f({{a}}, '{{b}}', {k: {{c}}}, {{d}} + 1, [{{e}}], {{f}}{{g}});</script>"
    (code,) = scripts(container(), html)
    assert not code.root.has_error
    assert code.holes(code.root) == ("a", "b", "c", "d", "e", "f", "g")


def test_a_code_that_many_tags_hold_is_parsed_once() -> None:
    owner = container()
    (one,), (other,) = scripts(owner, "<script>a()</script>"), scripts(owner, "<p></p><script>a()</script>")
    assert one.root is other.root
    assert (one.start, other.start) == (8, 15)


MISTAKES = {
    "<script>\nfbq('track';\n</script>": 2,
    "<script>var a = {b: 1,, c: 2}</script>": 1,
    "<script>if (a) {\n  b()\n</script>": 2,
    "<script>a();\nif (b) return;\nc()</script>": 2,
    "<script>(function() { if (b) return; c([1,,2]) })()</script>": None,
    "<script>a()\\nb()</script>": 1,
    "<script><!--\na()\n//--></script>": None,
    "<script>a()\nb()</script>": None,
    "<script>var x = /[/]'/.test(y) ? 1 : 2</script>": None,
    "<script>label: for (;;) { break label }</script>": None,
}


@for_each(("html", "line"), MISTAKES.items(), ids=list(MISTAKES))
def test_a_mistake_has_its_line(html: str, line: int | None) -> None:
    (code,) = scripts(container(), html)
    node = first_error(code)
    assert (None if node is None else code.line_of(node)) == line


LEVELS = {
    "function() { var a = {get b() { return 1 }, 'c': /x/}; return a.b ? 010 : [1,,2] }": [],
    "() => 1": ["an arrow function"],
    "function() { const a = 1; let b = 2; return a }": ["a const declaration", "a let declaration"],
    "function() { return `a${b}` }": ["a template literal"],
    "function(a = 1) { return a }": ["a default value of a parameter"],
    "function(...a) { return [...a] }": ["rest parameters", "a spread"],
    "function() { var {a} = b; return a }": ["destructuring"],
    "function() { return {a, b() {}, [c]: 1} }": [
        "a method in an object", "a shorthand property", "a computed property name",
    ],
    "function() { for (var a of b) {} return 1 }": ["a for … of loop"],
    "function() { return a?.b ?? 2 ** 3 }": ["the operator ??", "optional chaining", "the operator **"],
    "function() { try { a() } catch { } return 10n }": ["a catch without a variable", "a number in a newer form"],
    "async function() { return await a }": ["an async function", "await"],
    "function() { class A {} return 1 }": ["a class"],
    "function() { return '`=>` const a?.b' }": [],
}  # fmt: skip


@for_each(("code", "features"), LEVELS.items(), ids=list(LEVELS))
def test_what_is_newer_than_tag_manager_compiles(code: str, features: list[str]) -> None:
    read = function(container(), code)
    assert read is not None
    assert [found.feature for found in newer(read)] == features


def test_what_is_handed_through_is_not_compiled() -> None:
    (code,) = scripts(container(), "<script type='text/gtmscript'>const a = 1</script>")
    assert newer(code) == ()


@for_each(
    ("code", "is_one"),
    [("function() {}", True), ("  // why\nfunction() {};\n", True), ("() => 1", True), ("a.b", False), ("1", False),
     ("var a = function() {}", False), ("function() {} function() {}", False), ("{{Other}}", True)],
)  # fmt: skip
def test_a_variable_is_one_function(code: str, is_one: bool) -> None:
    read = function(container(), code)
    assert read is not None
    assert (not read.root.has_error and the_function(read) is not None) is is_one


def test_statements_are_read_as_such() -> None:
    read = function(container(), "var a = 1; a")
    assert read is not None
    assert read.root.has_error
    plain = statements(read)
    assert plain is not None
    assert not plain.has_error


@pytest.mark.parametrize("text", ["(" * 5000, "{+" * 12_000, "/[" * 24_000, "[/*" * 12_000, "`${" * 5000, "{{" * 9000])
def test_text_that_would_take_long_is_left_unread(text: str) -> None:
    assert function(container(), text) is None


def test_paused_tags_run_no_code() -> None:
    tag = {"type": "html", "parameter": [{"type": "TEMPLATE", "key": "html", "value": "<script>a()</script>"}]}
    fires = {**tag, "firingTrigger": ["All Pages"]}
    made = Container("GTM-ABC1234", "web", {}, {"tag": {"One": fires, "Two": {**fires, "paused": True}, "Three": tag}})
    assert [holder.name for holder in running(made)] == ["One"]
