"""Markdown and HTML: what a renderer and a browser's parser make of them, and that hostile text stays text."""

from __future__ import annotations

import re
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from for_each import for_each
from hostile import HOSTILE, everywhere
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from reports import CLICK, CONSENT, EMPTY_FOLDER, FILES, PLAN, WILDCARD, page, shown

from govern.core.report import Artifact, Change, FieldChange, Finding, Place, Related, Report, Span
from govern.output.markup import in_tag_manager
from govern.output.safe import Spelling

ALL = Report(
    (CLICK, WILDCARD, CONSENT, EMPTY_FOLDER), PLAN, (*FILES, Artifact("build/a.txt", "", "stale")), ("one export",)
)
ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</li></ul></main><h1>owned</h1>",
    "</style><script>",
    "<!-- x",
    "]]>",
    "&lt;b&gt; &amp;",
    "[free](https://evil.example)",
    "![x](https://evil.example/x.png)",
    "[ref]: https://evil.example",
    "https://evil.example www.evil.example mail@evil.example",
    "<https://evil.example>",
    "a | b | c",
    "|-|-|",
    "**bold** _it_ ~~gone~~ `code` ``two``",
    "```",
    "~~~ js",
    "# heading",
    "1. list",
    "2) list",
    "- list",
    "+ list",
    "> quote",
    "---",
    "===",
    "- [ ] task",
    "\\",
    "\\`",
    "a\\",
    "`",
    " ` ",
    "$x$ $$y$$",
    "@everyone see #1 GH-2 :tada:",
    "[^1]",
    "=cmd|' /C calc'!A0",
    "&copy; &#64;",
    "    indented",
    "a  ",
    "::error::x",
]
FOREIGN = st.one_of(
    st.text(st.characters(exclude_categories=[]), min_size=1, max_size=40),
    st.lists(st.sampled_from([*ATTACKS, " ", "x", "`", "*", "_", "[", "](", "<", "&", "!"]), max_size=6).map("".join),
).filter(bool)


def squeezed(text: str) -> str:
    return " ".join(text.split())


def parsed(document: str) -> Element:
    """The document as a browser sees it."""
    tree: Element = html5lib.parse(document, namespaceHTMLElements=False)
    return tree


def texts(tree: Element) -> str:
    return squeezed("".join(tree.itertext()))


def skeleton(tree: Element) -> list[str]:
    """The elements, except for those that hold what is shown letter by letter."""
    return [str(element.tag) for element in tree.iter() if element.tag not in ("code", "pre", "mark")]


# --- Markdown, rendered by markdown-it with GitHub's tables, strikethrough and links in text

RENDERER = MarkdownIt("gfm-like")


def rendered(report: Report, **look: Any) -> Element:
    return parsed(RENDERER.render(shown(report, "markdown", **look)))


def test_markdown_shows_findings_by_file() -> None:
    assert shown(Report((CLICK, EMPTY_FOLDER)), "markdown") == page("""
        **1 error, 1 note**

        ### `specs/events.yaml`

        - **error** 12:17 event "purchase" fires on a click; a conversion is not done yet then (`events/conversion-on-click`)
          ```
              fires: {on: click}
          ```
          - help: fire on server_confirmed or confirmation_page
          - also `specs/mappings.yaml:4:3` the mapping that counts it

        ### `govern.yaml`

        - **note** folder "specs" holds no spec (`specs/none`)
        """)


def test_markdown_shows_changes_files_and_notes() -> None:
    text = shown(ALL, "markdown")
    assert (
        page("""
        ### `GTM-ABC1234`

        - **change** tag "Meta - Purchase"
          - `parameter.eventName`: `"Buy"` → `"Purchase"`
          - `consentSettings.type`: new `"needed"`
          - `paused`: gone `true`
        """)
        in text
    )
    assert '- **rename** tag "GA4 purchase" → "GA4 - Purchase"' in text
    assert "### Files\n\n- written `build/gtm/GTM-ABC1234.json`\n- stale `build/a.txt`\n\none export\n" in text


def test_markdown_of_a_clean_report_is_one_line() -> None:
    assert shown(Report(), "markdown", clean="no difference") == "**no difference**\n"


def test_markdown_counts_what_a_host_would_cut() -> None:
    many = Report(tuple(EMPTY_FOLDER for _ in range(1000)))
    assert shown(many, "markdown").endswith("\n- and 600 more findings\n")


@for_each("text", [*ATTACKS, *(text for text, _ in HOSTILE.values())])
def test_markdown_shows_hostile_text_as_text(text: str) -> None:
    tree = rendered(everywhere(text))
    assert skeleton(tree) == plain_markdown()
    assert squeezed(Spelling()(text)) in texts(tree)


@pytest.mark.slow
@given(FOREIGN)
def test_markdown_has_the_same_structure_whatever_names_are_like(text: str) -> None:
    assert skeleton(rendered(everywhere(text))) == plain_markdown()


@pytest.mark.parametrize("text", ["@team", "x@evil.example", "#12", "a/b#12", "https://x.example", ":tada:", "$a$"])
def test_what_hosts_would_act_on_is_code(text: str) -> None:
    tree = rendered(Report((Finding("r", "note", f"tag {text} is here", Place("f")),)))
    assert text in {code.text for code in tree.iter("code")}


@cache
def plain_markdown() -> list[str]:
    """The structure of the report that has a plain word everywhere."""
    return skeleton(rendered(everywhere("x")))


# --- HTML, parsed by html5lib


@cache
def plain_html() -> list[str]:
    """The structure of the report that has a plain word everywhere."""
    return skeleton(html(everywhere("x")))


def html(report: Report, **look: Any) -> Element:
    document = shown(report, "html", **look)
    parser = html5lib.HTMLParser(namespaceHTMLElements=False, strict=True)
    tree: Element = parser.parse(document)
    return tree


def test_html_is_one_page_without_script_or_address() -> None:
    document = shown(ALL, "html")
    tree = html(ALL)
    assert not list(tree.iter("script"))
    assert not re.search(r"(src|href|url|@import)\b\s*[=(]", document)
    assert in_tag_manager("https://elsewhere.example/#/") == "In Tag Manager: <code>https://elsewhere.example/#/</code>"
    assert "default-src 'none'" in document
    assert document.isascii()


def test_html_marks_the_place_in_its_line() -> None:
    marks = [mark.text for mark in html(Report((CLICK,))).iter("mark")]
    assert marks == ["click"]


def test_html_shows_of_a_long_line_what_is_around_the_place() -> None:
    """A file may be one line of a megabyte."""
    source = "a" * 5000 + "HERE" + "b" * 5000
    place = CLICK.place.replace(span=Span(1, 5001, 1, 5005))
    (line,) = html(Report((CLICK.replace(source=source, place=place),))).iter("pre")
    assert texts(line) == f"... {'a' * 120}HERE{'b' * 120} ..."


def test_html_has_the_many_places_of_a_finding_behind_a_click() -> None:
    places = tuple(Related(f"number {at}", CLICK.place) for at in range(30))
    tree = html(Report((CLICK.replace(related=places),)))
    (more,) = tree.iter("details")
    assert texts(more).startswith("22 more places")
    assert "number 7" not in texts(more) and "number 8" in texts(more) and "number 29" in texts(more)
    assert "number 7" in texts(tree)


def test_html_tells_everything() -> None:
    tree = html(ALL)
    told = texts(tree)
    for part in (
        CLICK.message,
        "help fire on server_confirmed or confirmation_page",
        "also specs/mappings.yaml:4:3 the mapping that counts it",
        'tag "Meta - Purchase" containers/consent-missing',
        'rename tag "GA4 purchase" → "GA4 - Purchase"',
        '- "Buy" + "Purchase"'.replace(" + ", "+ "),
        "stale build/a.txt",
        "one export",
    ):
        assert squeezed(part).replace(" ", "") in told.replace(" ", "")
    assert str(next(tree.iter("title")).text).startswith("govern: 1 error, 2 warnings, 1 note; 1 to add, 1 to change")


@for_each("text", [*ATTACKS, *(text for text, _ in HOSTILE.values())])
def test_html_shows_hostile_text_as_text(text: str) -> None:
    tree = html(everywhere(text))
    assert skeleton(tree) == plain_html()
    assert squeezed(Spelling()(text)) in texts(tree)


@pytest.mark.slow
@given(FOREIGN)
def test_html_has_the_same_structure_whatever_names_are_like(text: str) -> None:
    assert skeleton(html(everywhere(text))) == plain_html()


def test_html_of_a_clean_report_says_so() -> None:
    assert "no difference" in texts(html(Report(), clean="no difference"))


def test_markdown_escapes_only_what_has_a_meaning_where_it_stands() -> None:
    def says(message: str) -> str:
        text = shown(Report((CLICK.replace(message=message, related=(), help="", source=""),)), "markdown")
        return text.splitlines()[4].partition("12:17 ")[2].removesuffix(" (`events/conversion-on-click`)")

    assert says('event "add_to_cart" (GA4 - new!) of {value} = 1') == 'event "add_to_cart" (GA4 - new!) of {value} = 1'
    assert says("*a* _b_ <c> [d](e) a|b ~~f~~") == r"\*a\* \_b\_ \<c\> \[d\](e) a\|b \~\~f\~\~"


def test_html_shows_the_lines_of_a_text_that_changed_and_folds_what_was_added() -> None:
    """A template of a thousand lines is told by the two that are not in both; an added thing is a click away."""
    before = "".join(f"line {at}\n" for at in range(1000))
    after = before.replace("line 500\n", "line five hundred\n")
    code = FieldChange(("templateData",), before, after)
    added = FieldChange(("filter",), None, [{"type": "EQUALS"}, {"type": "CONTAINS"}])
    changes = (
        Change("change", "customTemplate", "Pixel", "GTM-ABC1234", (code,)),
        Change("add", "trigger", "Event - purchase", "GTM-ABC1234", (added,)),
    )
    tree = html(Report(changes=changes))
    (gone,), (came, whole) = (["".join(one.itertext()) for one in tree.iter(tag)] for tag in ("del", "ins"))
    assert (gone, came) == ("- line 500", "+ line five hundred")
    assert whole == '+ {"type": "EQUALS"}\n+ {"type": "CONTAINS"}'
    (fold,) = tree.iter("details")
    assert "filter" in texts(fold) and 'template "Pixel"' in texts(tree)
