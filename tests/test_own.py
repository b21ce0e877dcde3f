"""A team's own platforms and rules: with places, with examples, and never the reason that another rule is silent."""

from __future__ import annotations

import json
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from for_each import for_each
from helpers import findings, lines, project

from govern.cli import run as govern
from govern.commands.audit import audit
from govern.commands.lint import lint
from govern.commands.render import render
from govern.commands.rules import test_rules as try_rules
from govern.core.report import Edit, Place, Route
from govern.platforms import load
from govern.platforms.own import merged, read
from govern.platforms.patterns import refused
from govern.source import yaml
from govern.source.edits import with_edit

pytestmark = pytest.mark.usefixtures("day", "trusted")


@pytest.fixture
def trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules in Python are run, as in the CI of a team that trusts its own."""
    monkeypatch.setenv("GOVERN_PROJECT_RULES", "on")


RULE = '''"""A conversion has an owner from the paid team.

Otherwise nobody notices when it stops.

Remedy: take somebody of the paid team.
"""

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="events: [{name: purchase, kind: conversion, owner: paid-social}]",
    bad="events: [{name: purchase, kind: conversion, owner: web}]",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for event in project.events:
        if event.kind == "conversion" and not (event.owner or "").startswith("paid"):
            yield Problem(event.place("owner"), f'conversion "{event.name}" is not owned by the paid team')
'''
SPECS = """version: 1
events:
  - name: purchase
    description: Paid.
    kind: conversion
    owner: web
    fires: {on: server_confirmed}
"""


def simple(**keys: Any) -> str:
    """A file with one rule in YAML."""
    rule = {"rule": "team/x", "title": "It is so.", "each": "events", "good": "events: []", "bad": "events: []", **keys}
    return json.dumps({"version": 1, "rules": [rule]})


def said(text: str, **keys: Any) -> list[tuple[int, str]]:
    """Line and message of what one simple rule says about a spec file."""
    found = findings(project(textwrap.dedent(text), own={"rules/x.yaml": simple(**keys)}), "team/x")
    return [(finding.place.span.line if finding.place.span else 0, finding.message) for finding in found]


EVENTS = """\
events:
  - {name: buy, kind: conversion, owner: paid, parameters: [{name: Value, type: number}, {name: id, type: string}]}
  - {name: see, owner: web, fires: {on: click}}
"""


@for_each(
    ("keys", "expected"),
    [
        ({"require": ["kind"]}, [(3, 'event "see" has no "kind"')]),
        ({"require": ["fires.on"]}, [(2, 'event "buy" has no "fires.on"')]),
        ({"forbid": ["fires"]}, [(3, 'event "see" has "fires", which is not wanted here')]),
        ({"match": {"owner": "pa.d"}}, [(3, 'event "see": "owner" is "web", expected pa.d')]),
        ({"match": {"owner": "ai"}}, [(2, 'event "buy": "owner" is "paid", expected ai'),
                                      (3, 'event "see": "owner" is "web", expected ai')]),
        ({"avoid": {"parameters.name": "[A-Z].*"}},
         [(2, 'event "buy": "parameters.name" is "Value", not wanted: [A-Z].*')]),
        ({"one_of": {"owner": ["web", "app"]}}, [(2, 'event "buy": "owner" is "paid", expected one of web, app')]),
        ({"each": "events.parameters", "one_of": {"type": ["string"]}},
         [(2, 'event "buy", parameters "Value": "type" is "number", expected one of string')]),
        ({"require": ["description"], "where": {"kind": "conversion"}}, [(2, 'event "buy" has no "description"')]),
        ({"require": ["description"], "where": {"kind": None}}, [(3, 'event "see" has no "description"')]),
        ({"require": ["description"], "where": {"name": {"match": "s.*"}}}, [(3, 'event "see" has no "description"')]),
        ({"require": ["description"], "where": {"parameters.name": ["id"]}}, [(2, 'event "buy" has no "description"')]),
        ({"require": ["kind"], "message": "say what it is"}, [(3, 'event "see": say what it is')]),
    ],
)  # fmt: skip
def test_a_simple_rule(keys: dict[str, Any], expected: list[tuple[int, str]]) -> None:
    assert said(EVENTS, **keys) == expected


def test_a_pattern_takes_time_in_proportion() -> None:
    start = time.perf_counter()
    assert said(f"events: [{{name: {'a' * 5000}, owner: x}}]", match={"name": "(a+)+b"})
    assert time.perf_counter() - start < 2


def test_a_rule_in_python_is_a_rule_like_any_other() -> None:
    subject = project(SPECS, own={"rules/paid/owner.py": RULE})
    assert lines(findings(subject)) == [(6, "paid/owner")]
    quiet = SPECS.replace("owner: web", "owner: web  # govern: ignore[paid/owner] -- the web team runs paid here")
    assert not findings(project(quiet, own={"rules/paid/owner.py": RULE}))


@pytest.mark.parametrize(
    ("change", "line", "words"),
    [
        (("in project.events:", "in project.evnts:"), 20, "failed: AttributeError: 'Project' object has"),
        (('yield Problem(event.place("owner"),', "yield (1,"), 1, "it yields tuple, expected Problem"),
        (('event.place("owner"), f', "event.name, f"), 1, "failed: AttributeError"),
        (("def check", "def other"), 1, 'has no function "check" with @rule'),
        (("from govern.rules import Problem, rule", "import sys; sys.exit(3)"), 11, "cannot be loaded: SystemExit: 3"),
        (("    for event", "    for for event"), 20, "cannot be loaded: SyntaxError"),
        (('level="warning"', 'level="loud"'), 1, 'has the level "loud"'),
    ],
)
def test_a_rule_that_breaks_is_one_finding_and_the_others_still_run(
    change: tuple[str, str], line: int, words: str
) -> None:
    text = RULE.replace(*change)
    found = findings(project(SPECS.replace("purchase", "Purchase"), own={"rules/paid/owner.py": text}))
    broken = next(finding for finding in found if finding.rule == "team/broken-rule")
    assert words in broken.message
    assert (broken.place.file, broken.place.span and broken.place.span.line) == ("rules/paid/owner.py", line)
    assert [finding.rule for finding in found if finding != broken] == ["events/name-style"]


def test_a_platform_of_the_teams_own_is_known_to_every_rule() -> None:
    facts = "events: {custom_allowed: false, standard: [{name: sale, required: [{name: amount, type: number}]}]}"
    specs = """
destinations: [{name: ads, platform: Our Ads}]
mappings:
  - {event: purchase, destination: ads, as: sale}
  - {event: purchase, destination: ads, as: Sale}
events: [{name: purchase, owner: web, description: d}]
"""
    found = findings(project(specs, own={"platforms/our-ads.yaml": facts}))
    assert lines(found) == [(4, "mappings/required-parameter"), (5, "mappings/unknown-platform-event")]
    assert "mappings/unknown-platform" in {finding.rule for finding in findings(project(specs))}


def test_what_a_team_knows_better_about_a_platform_of_ours() -> None:
    own = read("meta", {"events": {"standard": [{"name": "Purchase", "status": "legacy"}, {"name": "New"}]}}).platform
    ours = load("meta")
    assert own.events["Purchase"].status == "legacy"
    assert own.events["Purchase"].required == ours.events["Purchase"].required
    assert own.events["New"].verified
    assert own.events["Lead"] == ours.events["Lead"]
    assert ours.events["Purchase"].status == "active", "ours stays as it is"


def test_lists_are_merged_by_name_and_replaced_where_there_is_none() -> None:
    ours = {"items": [{"key": "a", "n": 1}, {"key": "b"}], "hosts": ["x"]}
    own = {"items": [{"key": "c"}, {"key": "a", "n": 2}], "hosts": ["y"]}
    assert merged(ours, own) == {"items": [{"key": "a", "n": 2}, {"key": "b"}, {"key": "c"}], "hosts": ["y"]}


def test_patterns_that_could_take_forever_are_refused() -> None:
    for pattern in ("(a+)+", "(?:a*b?)*", "([a-z]+[0-9]*){2,}", "((a|b)+c)*"):
        assert "repeats a repetition" in refused(pattern)
    for pattern in ("^[0-9]{15,16}$", r"G-[A-Z0-9]+(-[A-Z]{2})?", "a+b+", "(?:ab){2,4}"):
        assert not refused(pattern)


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for path, text in {
        "govern.yaml": "version: 1\n",
        "specs/events.yaml": SPECS,
        "rules/paid/owner.py": RULE,
        "rules/readme.md": "What our rules are for",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GOVERN_CACHE_DIR", str(tmp_path / ".cache"))
    return tmp_path


def test_the_cache_knows_the_rules_and_platforms(shop: Path) -> None:
    def rules_heard() -> list[str]:
        return [finding.rule for finding in lint(".").findings]

    assert rules_heard() == rules_heard() == ["paid/owner"]
    (shop / "rules" / "paid" / "owner.py").write_text(RULE.replace('"paid")', '"web")'))
    assert rules_heard() == []
    (shop / "platforms").mkdir()
    (shop / "platforms" / "ads.yaml").write_text("limit: 1")
    assert rules_heard() == ["team/broken-platform"]


def test_python_is_left_out_on_request(shop: Path, capsys: Any) -> None:
    assert govern(["lint"]) == 1
    assert govern(["lint", "--no-project-rules"]) == 0
    assert govern(["lint"]) == 1, "the option is about one run"
    quiet = SPECS.replace("owner: web", "owner: web  # govern: ignore[paid/owner] -- the web team runs paid here")
    (shop / "specs" / "events.yaml").write_text(quiet)
    assert govern(["lint", "--no-project-rules"]) == 0, (
        "a comment about a rule that is left out is not taken for unused"
    )
    capsys.readouterr()


def test_own_rules_are_listed_explained_and_tried(shop: Path, capsys: Any) -> None:
    assert govern(["rules"]) == 0
    assert "paid/owner " in capsys.readouterr().out
    assert govern(["explain", "paid/owner"]) == 0
    shown = capsys.readouterr().out
    assert "Otherwise nobody notices when it stops." in shown
    assert govern(["rules", "--test"]) == 0
    (shop / "rules" / "paid" / "owner.py").write_text(RULE.replace('"paid")', '"web")'))
    assert govern(["rules", "--test"]) == 1
    shown = capsys.readouterr().out
    assert 'the rule "paid/owner" speaks on its good example' in shown
    assert 'the rule "paid/owner" is silent on its bad example' in shown


def test_an_agency_keeps_rules_and_platforms_beside_shared_specs(shop: Path) -> None:
    shared = shop / "agency"
    (shared / "rules").mkdir(parents=True)
    (shared / "platforms").mkdir()
    (shared / "rules" / "named.yaml").write_text(simple(rule="agency/site", require=["site"]))
    (shared / "platforms" / "ads.yaml").write_text("display_name: Ads")
    (shop / "govern.yaml").write_text("version: 1\nextends: [agency]\n")
    assert [finding.rule for finding in lint(".").findings] == ["agency/site", "paid/owner"]


def test_trying_says_where(shop: Path) -> None:
    (shop / "rules" / "x.yaml").write_text(simple(require=["owner"]))
    (finding,) = try_rules(".").findings
    assert (finding.place.file, finding.message) == ("rules/x.yaml", 'the rule "team/x" is silent on its bad example')


LANGUAGE = (Path(__file__).parent.parent / "docs" / "language.md").read_text("utf-8")


def documented(heading: str, language: str) -> str:
    """The first example of a language under a heading of the documentation."""
    return LANGUAGE.split(f"\n## {heading}\n")[1].split(f"```{language}\n")[1].split("```")[0]


def test_the_documented_rules_hold_on_their_examples(shop: Path) -> None:
    (shop / "rules" / "paid" / "owner.py").write_text(documented("Rules of your own", "python"))
    (shop / "rules" / "simple.yaml").write_text(documented("Rules of your own", "yaml"))
    report = try_rules(".")
    assert not report.findings
    assert report.notes[0].startswith("2 rules")


def test_the_documented_platform_can_be_read_and_is_asked() -> None:
    specs = """
destinations: [{name: ads, platform: adserver, id: '77'}]
events: [{name: purchase, owner: web, description: d}]
mappings: [{event: purchase, destination: ads, as: sale}]
"""
    own = {"platforms/our_ads.yaml": documented("Platforms of your own", "yaml")}
    found = findings(project(specs, own=own))
    assert lines(found) == [(2, "mappings/malformed-id"), (4, "mappings/required-parameter")]
    assert all(finding.level == "error" for finding in found)


EVERYTHING = """
sites: [{name: shop, domains: {production: [www.acme.example]}}]
destinations: [{name: ads, platform: our_ads, site: shop, id: '77', server: {token: t}}]
events:
  - name: purchase
    kind: conversion
    event_id: '{id}'
    fires: {on: server_confirmed}
    parameters: [{name: id, type: string}, {name: amount, type: number}, {name: email, type: email, pii: email}]
mappings:
  - event: purchase
    destination: ads
    as: sale
    via: [browser, server]
    parameters: {amount: amount}
    match_keys: {mail: email}
attribution: {windows: [{destination: ads, click: 7d}]}
csp: [{site: shop}]
access: {grants: [{who: a@b.example, platform: our_ads, role: admin}]}
tokens: {items: [{name: t, platform: our_ads, stored_in: 'vault:x', kind: x}]}
"""
"""A project that asks a platform for everything it knows."""


@pytest.mark.slow
@pytest.mark.parametrize("key", ["our_ads", "meta"])
def test_whatever_a_platform_file_holds_is_read_or_said_with_its_place(key: str) -> None:
    """Every value of the documented platform in turn becomes something else, for a network of theirs and one of ours."""
    data = yaml.read(documented("Platforms of your own", "yaml")).data
    assert not read(key, data).misfits
    others: list[Any] = [None, "text", 7, [], {}, [None], {"x": 1}]
    for number, (route, _) in enumerate(values(data)):
        for value in others if key == "our_ads" else (others[number % len(others)],):
            changed = with_edit(data, route, Edit("replace", Place("", route), value)) if route else value
            own = read(key, changed)
            assert own.platform.facts is not None
            places = {where for where, _ in values(changed)}
            assert all(misfit.route in places for misfit in own.misfits), (route, value)


def test_an_unknown_key_of_a_platform_file_is_a_finding_at_that_key() -> None:
    text = """display_name: Our ad server
limits:
  items:
    - {key: event_name_length, value: 24, unit: characters}
    - key: params_per_event
      valeu: 24
      unit: parameters
server_api: {batch_maximum: 100}
"""
    found = findings(project(own={"platforms/ads.yaml": text}))
    assert lines(found) == [(6, "team/broken-platform"), (8, "team/broken-platform")]
    assert found[0].message == 'platform "ads": "limits.items[2]" has an unknown key "valeu"'
    assert found[0].help == 'did you mean "value"?'
    own = read("ads", yaml.read(text).data).platform
    assert set(own.limits) == {"event_name_length"}, "the rest holds"


def test_an_entry_of_ours_need_not_be_repeated_to_be_changed() -> None:
    own = read(
        "meta", {"limits": {"items": [{"key": "events_per_request", "value": 500}]}, "events": {"name_pattern": "x"}}
    )
    assert not own.misfits
    ours, limit = load("meta"), own.platform.limits["events_per_request"]
    assert (limit.value, limit.unit, limit.verified) == (500, ours.limits["events_per_request"].unit, True)
    assert own.platform.events == ours.events
    assert own.platform.facts.events.name_pattern == "x"


@pytest.mark.slow
def test_no_platform_file_makes_a_rule_raise() -> None:
    """Every value of the documented platform in turn becomes something else."""
    data = yaml.read(documented("Platforms of your own", "yaml")).data
    for route, _ in list(values(data))[::2]:
        others: list[Any] = [None, "text", 7, [], {}, [None]]
        for value in others if route else others[:2]:
            changed = with_edit(data, route, Edit("replace", Place("", route), value))
            subject = project(EVERYTHING, own={"platforms/our_ads.yaml": json.dumps(changed)})
            assert "mappings/unknown-platform" not in {finding.rule for finding in findings(subject)}, (route, value)


def values(data: Any, route: Route = ()) -> Iterator[tuple[Route, Any]]:
    """Every value inside some data, and the way to it."""
    yield route, data
    for step, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield from values(value, (*route, step))


@pytest.mark.parametrize("text", ["", "# only a comment", "{}", "- sale", "sale"])
def test_a_platform_file_that_says_nothing_is_a_finding(text: str) -> None:
    assert lines(findings(project(own={"platforms/ads.yaml": text}))) == [(1, "team/broken-platform")]


def test_credentials_of_the_teams_own_platform_are_found_and_covered() -> None:
    secret = "ACME-" + "048271" + "956324"
    own = {"platforms/acme.yaml": "tokens: {leaks: [{label: Acme key, hint: ACME-, pattern: 'ACME-[0-9]{12}'}]}"}
    (found,) = findings(
        project(f"events: [{{name: buy, owner: web, description: with {secret}}}]", own=own), "tokens/secret-in-spec"
    )
    assert found.message.startswith("an Acme key stands here")
    assert secret not in repr(found)
    assert "*" * len(secret) in found.source


def test_a_credential_in_a_file_of_the_teams_own_is_found() -> None:
    secret = "EAA" + "bC3dE4fG5h" * 6
    own = {"platforms/ads.yaml": f"note: {secret}", "rules/x/y.py": f"# {secret}\n{RULE}"}
    found = findings(project(SPECS, own=own), "tokens/secret-in-spec")
    assert [finding.place.file for finding in found] == ["platforms/ads.yaml", "rules/x/y.py"]


def test_a_rule_over_exports_is_asked_by_audit(shop: Path) -> None:
    text = RULE.replace('level="warning"', 'level="warning", over="live"')
    start = text.index("    for event in")
    text = f"""{text[:start]}    for container in project.live.containers:
        yield Problem(Place(container.file, entity="container"), f"{{container.id}} was seen")
""".replace("from govern.rules import", "from govern.core.report import Place\nfrom govern.rules import")
    (shop / "rules" / "paid" / "owner.py").write_text(text)
    (shop / "exports").mkdir()
    export = Path(__file__).parent / "exports" / "gtm" / "web.json"
    (shop / "exports" / "web.json").write_bytes(export.read_bytes())
    found = [finding for finding in audit(".").findings if finding.rule == "paid/owner"]
    assert [finding.place.file for finding in found] == ["exports/web.json"]
    assert not [finding for finding in lint(".").findings if finding.rule == "paid/owner"]


def test_a_policy_has_the_hosts_of_a_platform_of_the_teams_own(shop: Path) -> None:
    (shop / "platforms").mkdir()
    (shop / "platforms" / "our_ads.yaml").write_text(documented("Platforms of your own", "yaml"))
    specs = """version: 1
sites: [{name: shop, domains: {production: [www.acme.example]}}]
destinations: [{name: ads, platform: our_ads, site: shop, id: '1234'}]
csp: [{site: shop, base: {default-src: ["'self'"]}}]
"""
    (shop / "specs" / "events.yaml").write_text(specs)
    made = render(".", ("csp",), check=True).artifacts
    assert any("https://ads.acme.example" in artifact.text for artifact in made)


def test_render_says_what_it_makes_nothing_of(shop: Path) -> None:
    """A network of the team's own has no tags and no requests here; silence would look like success."""
    (shop / "platforms").mkdir(exist_ok=True)
    (shop / "platforms" / "adserver.yaml").write_text("display_name: Our ad server\nevents: {custom_allowed: true}\n")
    (shop / "specs" / "ads.yaml").write_text("""version: 1
sites: [{name: shop, containers: {web: GTM-ABC1234}}]
destinations:
  - {name: ads, platform: adserver, site: shop, server: {sender: backend}}
  - {name: feed, platform: adserver, browser: false, server: {sender: backend}}
events: [{name: sold, parameters: [{name: id, type: string}]}]
mappings:
  - {event: sold, destination: ads, as: sale, via: [browser, server], parameters: {id: id}}
  - {event: sold, destination: feed, as: sale, via: [server], parameters: {id: id}}
""")
    assert render(".", ("gtm", "payloads"), check=True).notes == (
        'no web tag is made for destination "ads": govern knows none for "adserver"; write it in "containers"',
        'no payload is made for destination "ads": govern knows no request for "adserver"',
        'no payload is made for destination "feed": govern knows no request for "adserver"',
    )


def test_a_group_may_be_called_as_the_folders_are() -> None:
    own = {"rules/platforms/x.yaml": simple(require=["owner"]), "rules/platforms/rules/deep.py": RULE}
    found = findings(project("events: [{name: a, kind: conversion}]", own=own))
    assert {"team/x", "platforms/rules/deep"} <= {finding.rule for finding in found}
    assert "team/broken-platform" not in {finding.rule for finding in found}
