"""`--today` moves every clock: what will break in March is one command, and nothing that has a date is left out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from govern.cli import run as govern
from govern.commands.lint import lint
from govern.commands.render import render
from govern.core.record import Record
from govern.spec.fit import fields_of
from govern.spec.section import in_order
from govern.spec.section import section as section_of

NOW, MARCH = "2026-11-26", "2027-03-31"

SPECS = """version: 1
sites:
  - name: shop
    domains: {production: [www.acme.example]}
    consent: {default: denied}
  - name: summer
    until: 2027-01-31
csp:
  - site: shop
    mode: enforce
    base: {default-src: ["'self'"], base-uri: ["'none'"]}
    report_to: https://csp.acme.example/report
    extra:
      - {directive: img-src, source: 'https://a.example', owner: web, reason: a widget, until: 2027-02-28}
    trial: {extra: [{directive: img-src, source: 'https://b.example', owner: web, reason: x, until: 2027-02-28}]}
events:
  - name: old_lead
    description: A form was sent.
    owner: web
    status: deprecated
    until: 2027-03-01
  # govern: ignore[events/name-style] until 2027-03-02 -- the app is replaced by then
  - {name: newLead, description: A form was sent., owner: web}
access:
  policy: {review: quarterly, mfa: required, admins: {min: 1, max: 3}, dormant_after: 90d, domains: [acme.example]}
  people:
    - {name: Ana Ruiz, email: ana@acme.example, team: web}
    - {name: Bo Chen, email: bo@acme.example, team: web, until: 2027-03-03}
  services:
    - {name: exporter, id: exporter@acme.example, owner: web, until: 2027-03-03}
  grants:
    - who: ana@acme.example
      platform: gtm
      asset: GTM-ABC1234
      role: publish
      approved_by: bo@acme.example
      reason: releases
      until: 2027-03-04
    - {who: bo@acme.example, platform: gtm, asset: GTM-ABC1234, role: read, approved_by: ana@acme.example, reason: x}
    - {who: exporter@acme.example, platform: gtm, asset: GTM-ABC1234, role: read, approved_by: ana@acme.example, reason: x}
tokens:
  policy: {rotate_every: 90d, warn_before: 1d}
  items:
    - {name: ends, platform: tiktok, stored_in: 'vault:a', owner: web, issued: 2026-11-01, expires: 2027-03-05}
    - {name: turns, platform: tiktok, stored_in: 'vault:b', owner: web, issued: 2026-11-01}
    - {name: due, platform: tiktok, stored_in: 'vault:c', owner: web, issued: 2026-11-01, rotate_every: 150d}
"""


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "specs").mkdir()
    (tmp_path / "govern.yaml").write_text("version: 1\n")
    (tmp_path / "specs" / "all.yaml").write_text(SPECS)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GOVERN_CACHE_DIR", str(tmp_path / ".cache"))
    return tmp_path


BREAKS = [
    (7, "sites/past-until"),
    (14, "csp/source-past-until"),
    (15, "csp/source-past-until"),
    (21, "events/deprecated-past-date"),
    (22, "ignores/expired"),
    (23, "events/name-style"),
    (38, "access/grant-past-until"),
    (39, "access/grant-after-leaving"),
    (40, "access/grant-after-leaving"),
    (44, "tokens/expired"),
    (45, "tokens/rotation-overdue"),
    (46, "tokens/rotation-due-soon"),
]


def test_what_breaks_in_march_is_one_command(shop: Path) -> None:
    def breaks(day: str) -> list[tuple[int, str]]:
        found = lint(str(shop), today=day).findings
        return [(f.place.span.line, f.rule) for f in found if f.place.span and f.level != "note"]

    now = breaks(NOW)
    assert sorted(set(breaks(MARCH)) - set(now)) == BREAKS
    assert breaks(NOW) == now, "the cache keeps the days apart"


def test_every_key_with_a_last_day_is_in_the_specs_above() -> None:
    """A new key with a date has to be added there, and a rule to hear about it."""
    assert set(dated_keys()) == {
        "sites.until",
        "csp.extra.until",
        "csp.trial.extra.until",
        "quality.ignore.day",  # a day that says nothing
        "events.until",
        "access.people.until",
        "access.people.roles.until",  # as a grant's
        "access.people.roles.since",
        "access.services.until",
        "access.grants.until",
        "access.apps.until",
        "access.lists.taken",  # a day that has been
        "access.reviews.day",
        "access.reviews.until",  # what a reviewer let through, which the next review asks about again
        "tokens.items.expires",
        "tokens.items.issued",
        "tokens.items.rotations",
        "access.grants.since",  # what begins breaks nothing
        "attribution.windows.since",
    }


def dated_keys() -> Any:
    """Every key of the language that holds a day."""
    for section in in_order():
        yield from dated(section_of(section).record, section)


def dated(tp: Any, route: str) -> Any:
    """The keys below a type that hold a day."""
    if "YYYY-MM-DD" in str(getattr(tp, "__metadata__", [""])[0].__dict__ if hasattr(tp, "__metadata__") else ""):
        yield route
    elif isinstance(tp, type) and issubclass(tp, Record):
        for name, inner in fields_of(tp).items():
            yield from dated(inner, f"{route}.{name}")
    else:
        for inner in getattr(tp, "__args__", ()):
            yield from dated(inner, route)


def test_render_goes_on_after_the_day_that_an_exception_ends_and_lint_says_so(shop: Path) -> None:
    (shop / "specs" / "all.yaml").write_text(
        SPECS[: SPECS.index("  - name: summer")] + SPECS[SPECS.index("csp:") : SPECS.index("events:")]
    )
    before = render(str(shop), ("csp",), check=True, today="2027-02-28")
    assert render(str(shop), ("csp",), check=True, today="2027-03-01") == before, "nobody changed anything"
    said = [finding.rule for finding in lint(str(shop), today="2027-03-01", use_cache=False).findings]
    assert "csp/source-past-until" in said


@pytest.mark.parametrize("command", ["lint", "check", "render", "diff", "audit", "import"])
def test_every_command_with_a_project_takes_a_day(command: str, capsys: Any) -> None:
    assert govern([command, "--help"]) == 0
    assert "--today YYYY-MM-DD" in capsys.readouterr().out


# ---- a project that holds its day still ------------------------------------------------------------------------------


@pytest.fixture
def still(shop: Path) -> Path:
    """A project whose `govern.yaml` names the day, in a test that gives none: nobody asks the clock."""
    (shop / "govern.yaml").write_text(f"version: 1\ntoday: {MARCH}\n")
    return shop


def test_a_project_may_hold_its_day_still(still: Path) -> None:
    for use_cache in (True, True, False):
        found = lint(str(still), use_cache=use_cache)
        assert "tokens/expired" in [finding.rule for finding in found.findings]
        assert found.today == MARCH
    asked = lint(str(still), today=NOW)
    assert "tokens/expired" not in [finding.rule for finding in asked.findings]
    assert not asked.today, "the day was asked for, so nobody has to be told"


@pytest.mark.parametrize(
    "format", ["text", "concise", "json", "sarif", "junit", "github", "gitlab", "markdown", "html"]
)
@pytest.mark.parametrize("command", ["lint", "check", "render"])
def test_every_output_names_the_day_that_is_held_still(
    still: Path, command: str, format: str, capsys: pytest.CaptureFixture[str]
) -> None:
    govern([command, "--format", format])
    said = capsys.readouterr()
    where = said.err if format in ("concise", "gitlab") else said.out
    assert MARCH in where.replace("\\-", "-"), "the formats without a place for it leave it to standard error"


def test_a_day_that_is_none_is_refused_at_its_place(still: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (still / "govern.yaml").write_text("version: 1\ntoday: 2026-02-30\n")
    assert govern(["lint"]) == 2
    assert "govern.yaml:2:8: " in capsys.readouterr().err


def test_the_example_is_in_order_whatever_the_day(capsys: pytest.CaptureFixture[str]) -> None:
    """The checkout itself: the hooks, the demo and README's first command stay as they are for ever."""
    root = Path(__file__).parent.parent
    assert govern(["lint", "-C", str(root), "--no-cache"]) == 0
    assert "judged as of" in capsys.readouterr().out


def test_a_test_that_gives_no_day_gets_none(shop: Path) -> None:
    with pytest.raises(AssertionError, match="asks the clock"):
        lint(str(shop))
