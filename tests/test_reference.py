"""The reference pages are those of today's rules and facts, render as they are meant, and lead somewhere."""

from __future__ import annotations

import functools
import posixpath
import re
from pathlib import Path

import pytest
from for_each import for_each
from markdown_it import MarkdownIt

from govern.platforms import leaks_in, platforms
from govern.rules.catalogue import all_rules, rule_ids
from govern.rules.examples import shown
from tools import reference

ROOT = Path(__file__).parent.parent


@functools.cache
def pages() -> dict[str, str]:
    """The pages as they are written today."""
    return reference.pages()


RENDERER = MarkdownIt("gfm-like")


def test_the_pages_on_disk_are_current() -> None:
    assert reference.stale(pages()) == [], f"write them anew: {reference.COMMAND}"


def test_every_rule_and_every_platform_has_a_page() -> None:
    assert {f"docs/rules/{rule}.md" for rule in rule_ids()} <= pages().keys()
    assert {f"docs/platforms/{key}.md" for key in platforms()} <= pages().keys()


def test_the_same_rules_give_the_same_pages() -> None:
    assert reference.pages() == pages()


def test_links_between_pages_lead_to_pages() -> None:
    for path, text in pages().items():
        for target in re.findall(r"\]\(([^)#]+\.md)\)", text):
            assert posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) in pages(), path


@pytest.mark.slow
def test_tables_keep_their_columns() -> None:
    for path, text in pages().items():
        rendered = RENDERER.render(text)
        for table in re.findall(r"<table>.*?</table>", rendered, re.DOTALL):
            widths = {len(re.findall("<t[hd]", row)) for row in re.findall(r"<tr>.*?</tr>", table, re.DOTALL)}
            assert len(widths) == 1, path
        lines = [line for line in text.split("\n") if line.startswith("|")]
        assert rendered.count("<tr>") == len([line for line in lines if not line.startswith("| ---")]), path


@for_each("path", [f"docs/platforms/{key}.md" for key in platforms()])
def test_every_number_of_a_source_has_its_address(path: str) -> None:
    text, _, listed = pages()[path].rpartition("## Sources")
    used = {int(number) for number in re.findall(r"\[\[(\d+)\]\]\(#sources\)", text)}
    assert used == {int(number) for number in re.findall(r"^(\d+)\. ", listed, re.MULTILINE)}


def test_no_page_shows_what_looks_like_a_credential() -> None:
    assert [path for path, text in pages().items() if leaks_in(text)] == []


def test_a_page_that_is_gone_or_changed_is_stale() -> None:
    some = dict(pages())
    gone = f"docs/rules/{rule_ids()[0]}.md"
    del some[gone]
    some["docs/platforms/meta.md"] += "x"
    assert {gone, "docs/platforms/meta.md"} <= set(reference.stale(some)) or not (ROOT / gone).exists()


def test_a_long_line_of_an_example_is_cut() -> None:
    """Some rules speak of size alone: nobody reads 160,000 characters to see that."""
    assert shown("a: 1\n" + "b" * 1000) == "a: 1\n" + "b" * 300 + " … 600 more characters … " + "b" * 100
    assert all(len(line) <= 500 for rule in all_rules() for line in shown(rule.bad).split("\n"))
