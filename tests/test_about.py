"""What a report says of itself and of its rules: version, command, project, day, and where the pages of rules are."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest
from cli_helpers import Captured, printed

from govern import __version__
from govern.cli import printing, progress, run
from govern.core.report import Finding, Place, Report
from govern.output import write

pytestmark = pytest.mark.usefixtures("day")

PAGES = "https://git.agency.example/govern/docs"
FOUND = Report((Finding("events/name-style", "warning", "event is odd", Place("specs/a.yaml")),))


def test_json_says_what_it_is_of(bad: Path, capsys: Captured) -> None:
    told = json.loads(printed(capsys, "lint", "--format", "json", code=1))
    assert told["tool"] == {"name": "govern", "version": __version__}
    assert (told["command"], told["project"], told["day"]) == ("lint", ".", "2026-11-23")
    assert (
        json.loads(printed(capsys, "lint", "--format", "json", "--today", "2027-01-01", code=1))["day"] == "2027-01-01"
    )


def test_a_page_says_of_which_project_and_day_it_is(bad: Path, capsys: Captured) -> None:
    """Whoever opens the file of last quarter has nothing else to go by."""
    (bad / "govern.yaml").write_text("version: 1\nname: hazel\ntoday: 2026-11-23\n")
    page = printed(capsys, "lint", "--format", "html", code=1)
    assert "<h1>govern lint: hazel</h1>" in page
    assert "Judged as of 2026-11-23" in page


def test_rules_are_linked_where_somebody_said_where_their_pages_are(
    bad: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    assert "page" not in json.loads(printed(capsys, "lint", "--format", "json", code=1))["findings"][0]
    monkeypatch.setenv("GOVERN_DOCS", f"{PAGES}/")
    page = f"{PAGES}/rules/spec/unknown-key.md"
    assert json.loads(printed(capsys, "lint", "--format", "json", code=1))["findings"][0]["page"] == page
    sarif = json.loads(printed(capsys, "lint", "--format", "sarif", code=1))
    assert sarif["runs"][0]["tool"]["driver"]["rules"][0]["helpUri"] == page
    monkeypatch.setenv("GOVERN_DOCS", "javascript:alert(1)")
    assert "page" not in json.loads(printed(capsys, "lint", "--format", "json", code=1))["findings"][0]


def test_a_link_is_shown_only_on_terminals_that_show_links(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    write(FOUND, "text", stream, pages=PAGES, links=True)
    address = f"{PAGES}/rules/events/name-style.md"
    assert f"\x1b]8;;{address}\x1b\\events/name-style\x1b]8;;\x1b\\" in stream.getvalue()
    monkeypatch.setenv("KITTY_WINDOW_ID", "1")
    assert not printing.shows_links(), "the output of a test goes to no terminal"
    plain = io.StringIO()
    write(FOUND, "text", plain, pages=PAGES)
    assert "\x1b" not in plain.getvalue()


def test_rules_are_found_by_words(capsys: Captured) -> None:
    told = printed(capsys, "rules", "Consent", "default")
    assert "consent/granted-where-denied" in told
    assert "csp/wildcard-source" not in told
    assert run(["rules", "nothing-is-called-so"]) == 1
    assert capsys.readouterr().err == "no rule has nothing-is-called-so\n"


def test_a_project_from_an_export_says_what_it_accepted_and_asks_for_domains(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "web.json").write_text(json.dumps(EXPORT))
    code = run(["init", "shop", "--from", "web.json"])
    told = capsys.readouterr()
    assert code == 0
    assert "next: write the domains of your sites into shop/specs/sites.yaml" in told.err
    assert "# domains: {production: [www.shop.example]}" in (tmp_path / "shop" / "specs" / "sites.yaml").read_text()


EXPORT = {
    "exportFormatVersion": 2,
    "containerVersion": {
        "container": {"publicId": "GTM-ABC1234", "name": "shop", "usageContext": ["WEB"]},
        "tag": [{"name": "Chat", "type": "html", "parameter": [{"type": "TEMPLATE", "key": "html", "value": "<p>"}]}],
    },
}


class Terminal(io.StringIO):
    """What people look at."""

    def isatty(self) -> bool:
        return True


def test_long_work_says_so_on_a_terminal_and_leaves_nothing_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0)
    monkeypatch.setattr(progress, "PAUSE", 60)
    terminal, plain = Terminal(), io.StringIO()
    monkeypatch.setenv("TERM", "xterm")
    with progress.progress(30, terminal) as work:
        assert list(work.counted("ab")) == ["a", "b"]
        while not terminal.getvalue():
            pass
    assert re.search("working: [0-2] of 30 projects, 0 s", terminal.getvalue())
    assert terminal.getvalue().endswith("\r\x1b[K")
    with progress.progress(30, plain):
        pass
    assert plain.getvalue() == ""
