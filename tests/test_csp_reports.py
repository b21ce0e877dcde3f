"""Reports of violations: read in every form, counted without keeping them, judged, and told."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from for_each import for_each
from helpers import project
from live_helpers import corpus

from govern.cli import run
from govern.csp.violations.judge import Judged, judged
from govern.csp.violations.report import Violation
from govern.csp.violations.summary import summary
from govern.csp.violations.tally import KINDS, Tally
from govern.project import Project

pytestmark = pytest.mark.usefixtures("day")

PAGE = "https://www.acme.example/basket?email=mia"
POLICY = "default-src 'self'; script-src 'self' https://www.googletagmanager.com; connect-src 'self'"


def old(blocked: str, directive: str = "connect-src", **more: Any) -> dict[str, Any]:
    """A report as `report-uri` gets it."""
    named = {key.replace("_", "-"): value for key, value in more.items()}
    body = {"blocked-uri": blocked, "violated-directive": f"{directive} 'self'", "document-uri": PAGE,
            "original-policy": POLICY, **named}  # fmt: skip
    return {"csp-report": body}


def tallied(*texts: str | bytes) -> Tally:
    tally = Tally()
    tally.read(io.BytesIO(text if isinstance(text, bytes) else text.encode()) for text in texts)
    return tally


ONE = old("https://region1.google-analytics.com/g/collect?cid=1")
BODY = {
    "blockedURL": "https://region1.google-analytics.com/x",
    "effectiveDirective": "connect-src",
    "documentURL": PAGE,
}
MODERN = {"type": "csp-violation", "age": 7, "url": PAGE, "body": BODY}


@for_each(
    "text",
    [
        json.dumps(ONE),
        json.dumps(ONE, indent=2),
        json.dumps([MODERN, {"type": "deprecation", "body": {}}]),
        f"\ufeff{json.dumps([MODERN], indent=1)}\r\n",
        json.dumps({"type": "csp-violation", "body": ONE["csp-report"]}),
        json.dumps({"received_at": 1796000000000, "message": json.dumps(ONE)}),
        json.dumps(
            {
                "blocked_uri": "https://region1.google-analytics.com",
                "effective_directive": "connect-src",
                "document_uri": PAGE,
            }
        ),
        json.dumps(
            {
                "type": "securitypolicyviolation",
                "blockedURI": "https://region1.google-analytics.com/",
                "violatedDirective": "connect-src",
                "documentURI": PAGE,
            }
        ),
    ],
    ids=["one", "indented", "batch", "with a mark", "hybrid", "text in a log", "snake case", "event of the page"],
)
def test_one_violation_is_the_same_however_it_is_written(text: str) -> None:
    (found,) = tallied(text).counted
    assert found.violation == Violation(
        "connect-src", "https://region1.google-analytics.com", "", "https://www.acme.example"
    )


def test_lines_end_at_a_line_feed_only_and_damaged_ones_are_counted() -> None:
    odd = json.dumps(old("inline", script_sample="a\u0085b"), ensure_ascii=False)
    tally = tallied(f"{odd}\n{{broken\n{json.dumps(ONE)}\n")
    assert (tally.reports, tally.damaged) == (2, 1)


def test_a_report_in_a_list_over_lines_that_is_cut_off_is_damaged() -> None:
    tally = tallied(json.dumps([ONE, MODERN], indent=2)[:-40])
    assert (tally.reports, tally.damaged) == (1, 1)


def test_days_are_those_that_a_collector_wrote_down() -> None:
    lines = [{"timestamp": f"2026-11-{day:02}T10:00:00Z", **ONE} for day in (2, 1, 2)]
    (found,) = tallied("\n".join(map(json.dumps, lines))).counted
    assert found.days == {"2026-11-01": 1, "2026-11-02": 2}


def test_what_is_told_apart_has_a_limit() -> None:
    tally = Tally()
    for number in range(KINDS + 10):
        tally.add(old(f"https://h{number}.example"))
    assert (tally.reports, len(tally.kept)) == (KINDS + 10, KINDS + 1)


SPECS = """
sites: [{name: shop, domains: {production: [www.acme.example]}, containers: {web: GTM-ABC1234}}]
destinations: [{name: analytics, platform: ga4, site: shop, id: G-ABC1234567}]
csp: [{site: shop, mode: enforce}]
"""


def verdict(report: dict[str, Any], times: int = 1, among: int = 100, subject: Project | None = None) -> Judged:
    tally = Tally()
    for _ in range(times):
        tally.add(report)
    (found,) = judged(subject or project(SPECS), tally.counted, among)
    return found


@for_each(
    ("report", "expected", "why"),
    [
        (old("https://region1.google-analytics.com/g/collect"), "broken", 'destination "analytics"'),
        (old("https://www.googletagmanager.com/gtm.js?id=GTM-ABC1234", "script-src"), "look", "lets it through"),
        (old("https://www.googletagmanager.com/gtm.js?id=GTM-EVIL666", "img-src"), "look", "GTM-EVIL666"),
        (old("https://analytics.tiktok.com/i18n", "img-src"), "look", "TikTok"),
        (old("chrome-extension://abc/x.js", "script-src"), "noise", "browser extensions"),
        (old("moz-extension", "base-uri"), "noise", "browser extensions"),
        (old("inline", "script-src", source_file="moz-extension"), "noise", "scripts of browser extensions"),
        (old("https://ads.example/x", source_file="https://inject.example/a.js"), "noise", "put in"),
        (old("http://10.1.2.3/x", "img-src"), "noise", "proxy"),
        (old("https://parent.example", "frame-ancestors"), "look", "frames the page"),
        (old("https://api.acme.example/x"), "look", "own hosts"),
        (old("https://coupons.example/x"), "noise", "nothing declares"),
        (old("inline", "script-src"), "noise", "by few"),
    ],
)
def test_the_first_question_that_holds_decides(report: dict[str, Any], expected: str, why: str) -> None:
    found = verdict(report)
    assert found.verdict == expected
    assert why in found.why


def test_what_many_report_is_no_add_on() -> None:
    assert verdict(old("https://coupons.example/x"), times=30).verdict == "look"
    assert verdict(old("inline", "script-src"), times=30).verdict == "look"


def test_the_change_is_the_narrowest_source_of_the_facts() -> None:
    broken = verdict(old("https://region1.google-analytics.com/g/collect"))
    assert broken.change == "serve the declared policy, which has https://*.google-analytics.com in connect-src"
    undeclared = project(SPECS.replace("csp: [{site: shop, mode: enforce}]", ""))
    assert verdict(ONE, subject=undeclared).change == "add https://*.google-analytics.com to connect-src"
    other = verdict(old("https://region1.google-analytics.com/x.woff", "font-src"))
    assert other.change.startswith("if it is meant, write https://region1.google-analytics.com in font-src under extra")
    assert "unsafe-inline" not in f"{broken}{other}"


def test_code_of_the_specs_is_known_by_its_sample() -> None:
    subject = project(SPECS, side_files={"specs/tags/heat.html": b"<script>window.heatmap = start(1)</script>"})
    found = verdict(old("inline", "script-src", script_sample="window.heatmap = start(1)"), subject=subject)
    assert (found.verdict, found.why) == ("broken", "code of specs/tags/heat.html")


def test_the_real_ones_are_told_as_their_collector_told_them() -> None:
    """A collector explained 145 reports of his sites by hand: one tag was broken, an own host, frames, the rest noise."""
    tally = tallied(*(file.read_bytes() for file in corpus("csp-reports", "001[34]*")))
    specs = SPECS.replace("www.acme.example", "www.nicolas-hoffmann.net")
    found = summary(project(specs), tally)
    assert found.reports == 145
    (broken,) = found.judged_as("broken")
    assert broken.blocked == "https://ssl.google-analytics.com"
    assert sum(group.count for group in found.judged_as("look")) == 5
    counts = {group.why: group.count for group in found.judged_as("noise")}
    assert counts["hosts that nothing declares"] == 56
    assert counts["scripts that something outside of the page put in"] == 12


def test_every_file_of_the_corpus_is_read() -> None:
    for file in corpus("csp-reports"):
        tally = tallied(file.read_bytes())
        assert tally.reports > 0, file.name
        assert tally.damaged == 0, file.name


def test_the_command_tells_people_and_writes_a_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    (tmp_path / "specs").mkdir()
    (tmp_path / "govern.yaml").write_text("version: 1\n", encoding="utf-8")
    (tmp_path / "specs/shop.yaml").write_text(f"version: 1\n{SPECS}", encoding="utf-8")
    hostile = old("https://<script>alert(1)</script>.example/\x1b[31m", "img-src")
    lines = [{"timestamp": "2026-11-29T10:00:00Z", **ONE}, hostile, old("inline", "script-src")]
    (tmp_path / "reports.ndjson").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "days" / "2026-11").mkdir(parents=True)
    (tmp_path / "days" / "2026-11" / "29.ndjson").write_text(json.dumps(hostile), encoding="utf-8")
    assert run(["csp", "reports", "days"]) == 0, "a folder, such as that of a collector"
    assert capsys.readouterr().out.startswith("1 report\n")
    assert run(["csp", "reports", "reports.ndjson", "--html", "page.html"]) == 1
    said = capsys.readouterr().out
    assert "3 reports, 2026-11-29 to 2026-11-29" in said
    assert "→ serve the declared policy, which has https://*.google-analytics.com in connect-src" in said
    assert "email" not in said
    assert "\x1b" not in said
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "<script>" not in page
    assert "2026-11-29" in page


def test_files_without_reports_are_2(tmp_path: Path, capsys: Any) -> None:
    (tmp_path / "other.json").write_text('{"a": 1}', encoding="utf-8")
    assert run(["csp", "reports", str(tmp_path / "other.json"), "-C", str(tmp_path)]) == 2
    assert "no report of a violation" in capsys.readouterr().err
