"""Every rule: it can be explained, its good example is silent, its bad one is found, and the cases in `tests/rules`."""

from __future__ import annotations

import re
from collections import Counter
from importlib import import_module
from pathlib import Path

import pytest
from for_each import for_each
from helpers import TODAY, findings, lines, project

from govern.commands.lint import lint
from govern.core.report import LEVELS
from govern.project.config import Config, RuleSetting
from govern.project.load import parse_config
from govern.rules import Rule, examples
from govern.rules.catalogue import all_rules, load_rule, rule_ids
from govern.rules.examples import example
from govern.rules.run import ask, run, run_one

pytestmark = pytest.mark.usefixtures("day")

RULES = Path(__file__).parent.parent / "govern" / "rules"
CASES = sorted((Path(__file__).parent / "rules").rglob("*.yaml"))
EXPECT = re.compile(r"# expect: (?P<rules>[a-z0-9/, -]+)")
SETTING = re.compile(r"^# (?P<key>today|side-file|off): (?P<value>.+)$", re.MULTILINE)
"""What a case may say besides: its day, a file beside it, a rule or a group (`mappings/`) that is off."""

RULES_TO_TEST = list(all_rules())
SPEC_RULES = [rule for rule in RULES_TO_TEST if rule.over not in ("live", "captures", "files")]


def ids(rule: Rule) -> str:
    return rule.id


def test_the_id_of_a_rule_is_its_path_and_unique() -> None:
    assert len(set(rule_ids())) == len(rule_ids())
    for rule_id in rule_ids():
        file = rule_id.replace("-", "_") + ".py"
        loaded = load_rule(rule_id)
        assert loaded.id == rule_id
        assert (RULES / "live" / file if loaded.over == "live" else RULES / file).is_file(), rule_id


def test_a_rule_that_its_group_names_apart_is_there() -> None:
    for group in {rule.id.partition("/")[0].replace("-", "_") for rule in SPEC_RULES}:
        apart = getattr(import_module(f"govern.rules.{group}"), "ABOUT_OF", {})
        assert [name for name in apart if not (RULES / group / f"{name}.py").is_file()] == []


def test_what_is_observed_is_told_in_order_of_its_cost() -> None:
    silent = [rule.id for rule in RULES_TO_TEST if rule.over in ("live", "captures") and rule.cost is None]
    assert silent == [], "these would stand above wrong numbers: say what their findings cost"


@for_each("rule", RULES_TO_TEST, ids=ids)
def test_a_rule_has_a_manual_page(rule: Rule) -> None:
    title, blank, *rest = rule.manual.split("\n")
    assert title.endswith(".") and len(title) <= 120
    assert blank == ""
    paragraphs = "\n".join(rest).split("\n\n")
    assert any(paragraph.startswith("Remedy: ") for paragraph in paragraphs)
    for paragraph in paragraphs[1:]:
        assert paragraph.startswith(("Remedy: ", "Source: ")), paragraph
    assert rule.level in LEVELS


@for_each("rule", RULES_TO_TEST, ids=ids)
def test_a_fact_in_a_manual_page_has_an_address_and_a_day(rule: Rule) -> None:
    for paragraph in rule.manual.split("\n\n"):
        if paragraph.startswith("Source: ") and "https://" in paragraph:
            assert re.search(r"checked\s20[0-9]{2}-[0-9]{2}-[0-9]{2}", paragraph)


@for_each("rule", SPEC_RULES, ids=ids)
def test_the_good_example_is_silent(rule: Rule) -> None:
    assert not findings(example(rule, rule.good), rule.id)


@for_each("rule", SPEC_RULES, ids=ids)
def test_the_bad_example_is_found_with_its_place(rule: Rule) -> None:
    found = findings(example(rule, rule.bad), rule.id)
    assert found
    for finding in found:
        assert finding.place.span is not None
        assert finding.place.file
        assert finding.message[0] not in " .:" and not finding.message.endswith(".")
        assert finding.level == rule.level


@pytest.mark.slow
@for_each("rule", RULES_TO_TEST, ids=ids)
def test_a_rule_says_the_same_alone_and_among_all_others(rule: Rule) -> None:
    if rule.over in ("files", "ignores"):
        return
    subject = example(rule, rule.bad)
    among = run(subject, rule.over if rule.over in ("live", "captures") else "specs")
    assert run_one(subject, rule) == tuple(finding for finding in among if finding.rule == rule.id)


@for_each("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_case_has_the_findings_it_expects_and_no_others(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    settings = [(match["key"], match["value"].strip()) for match in SETTING.finditer(text)]
    today = dict(settings).get("today", TODAY)
    side_files = {f"specs/{value}": "" for key, value in settings if key == "side-file"}
    off = (
        RuleSetting(rule, "off", "what another case is about")
        for key, value in settings
        if key == "off"
        for rule in (rule_ids() if value.endswith("/") else [value])
        if rule.startswith(value)
    )
    config = parse_config(text.encode()) if path.parent.name == "settings" else Config(rules=tuple(off))
    folder = "rules" if re.search("^rules:", text, re.MULTILINE) else "platforms"
    own = {f"{folder}/example.yaml": text} if path.parent.name == "team" else {}
    subject = project(
        "" if config._document or own else text, own=own, today=today, side_files=side_files, config=config
    )
    expected = [
        (number, rule)
        for number, line in enumerate(text.split("\n"), 1)
        if (match := EXPECT.search(line))
        for rule in match["rules"].replace(" ", "").split(",")
    ]
    assert sorted(lines(findings(subject))) == sorted(expected)


def test_every_rule_has_three_cases_beyond_its_examples() -> None:
    told = Counter(
        rule
        for path in CASES
        for match in EXPECT.finditer(path.read_text("utf-8"))
        for rule in match["rules"].replace(" ", "").split(",")
    )
    told["tokens/secret-in-spec"] = 3  # its cases are below: a credential in a file alarms more than our own rule
    assert {rule.id: told[rule.id] for rule in SPEC_RULES if told[rule.id] < 3} == {}


CREDENTIAL = "EAA" + "bC3dE4fG5h" * 6
"""What looks like a Meta token; made here, so that no scanner takes this file for a leak."""


def test_a_credential_is_found_wherever_it_stands() -> None:
    text = f"""version: 1
# we used {CREDENTIAL} before
tokens:
  items:
    - {{name: capi, platform: meta, stored_in: '{CREDENTIAL}x'}}
    - {{name: other, platform: meta, stored_in: vault:other, description: "\\x45{CREDENTIAL[1:]}y"}}
    - name: größe
      platform: meta
      stored_in: vault:size
      description: |
        first line
        äöü {CREDENTIAL}z
"""
    found = findings(
        project(text, side_files={"specs/code/x.js": f"var a;\nvar b = '{CREDENTIAL}'"}), "tokens/secret-in-spec"
    )
    places = [(f.place.file, f.place.span.line, f.place.span.column) for f in found if f.place.span]
    assert places == [
        ("specs/code/x.js", 2, 10),
        ("specs/spec.yaml", 2, 11),
        ("specs/spec.yaml", 5, 48),
        ("specs/spec.yaml", 6, 74),
        ("specs/spec.yaml", 12, 13),
    ]


def test_a_credential_is_never_shown() -> None:
    text = f"tokens: {{items: [{{name: capi, platform: meta, stored_in: {CREDENTIAL}, onwer: {CREDENTIAL}}}]}}"
    for finding in findings(project(text)):
        assert CREDENTIAL not in repr(finding)


def test_the_same_credential_has_the_same_fingerprint_and_another_one_another() -> None:
    one, same, other = (
        findings(project(f"{before}# {value}"), "tokens/secret-in-spec")[0]
        for before, value in (("", CREDENTIAL), ("\n\n", CREDENTIAL), ("", CREDENTIAL + "1"))
    )
    assert one.fingerprint == same.fingerprint != other.fingerprint
    assert one.message == same.message != other.message


@for_each(
    "text",
    [
        "version: 1\nevents: []\n",
        "a: " + "EAA" + "X" * 80,
        "a: " + "EAA" + "exampleToken1234567890" * 4,
        "a: '{{access_token_of_production_2026}}'",
        "access_token: 'gcp-secret:projects/1234/secrets/capi-2026'",
        "access_token: '${ACCESS_TOKEN_OF_PRODUCTION_2026}'",
        "a: data:image/png;base64,iVBORw0KGgo" + CREDENTIAL + "=",
        "accessToken: data.configuration.accessToken",
        "a: 8aada99627573b9a8018cd531ad8299d6fd9dd8d",
    ],
)
def test_what_is_no_credential_is_passed_over(text: str) -> None:
    assert not findings(project(text), "tokens/secret-in-spec")


def test_an_example_that_cannot_be_read_does_not_stop_the_others() -> None:
    subject = project(
        files={"specs/a.yaml": "version: 1\nevents: [", "specs/b.yaml": "version: 1\nevents: [{name: Aa}]\n"}
    )
    assert {finding.place.file for finding in findings(subject)} == {"specs/a.yaml", "specs/b.yaml"}


def test_what_is_broken_in_one_file_is_no_mistake_in_another() -> None:
    files = {
        "specs/a.yaml": "version: 1\nevents: [{name: buy, fires: {on: paid}}]\ndestinations: [{name: meta, platform: 1}]\n",
        "specs/b.yaml": "version: 1\nmappings: [{event: buy, destination: meta, as: purchase, via: [browser, server]}]\n",
    }
    assert {finding.place.file for finding in findings(project(files=files))} == {"specs/a.yaml"}


def test_no_rule_speaks_about_an_empty_project() -> None:
    assert not findings(project())
    assert not findings(project(files={}))


def test_of_two_policies_the_nearest_counts(tmp_path: Path) -> None:
    house, shop = tmp_path / "house", tmp_path / "shop"
    (shop / "specs").mkdir(parents=True)
    house.mkdir()
    admins = "\n".join(
        f"    - {{who: p{n}@b.example, platform: google_ads, role: ADMIN, approved_by: c, reason: r}}" for n in range(3)
    )
    (house / "policy.yaml").write_text("version: 1\naccess: {policy: {admins: {min: 1, max: 2}}}\n")
    (shop / "specs" / "access.yaml").write_text(
        f"version: 1\naccess:\n  policy: {{admins: {{max: 3}}}}\n  grants:\n{admins}\n"
    )
    (shop / "govern.yaml").write_text("version: 1\nextends: [../house]\n")
    assert not lint(str(shop)).findings
    (shop / "specs" / "access.yaml").write_text(f"version: 1\naccess:\n  grants:\n{admins}\n")
    assert [finding.rule for finding in lint(str(shop)).findings] == ["access/many-declared-admins"]


def test_what_only_a_day_brings_is_known_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    """A good example that is none on a late day: such a rule stops neither rendering nor a commit."""
    monkeypatch.setattr(examples, "DAY", "2150-01-01")
    late = {rule.id for rule in SPEC_RULES if rule.over == "specs" and [*ask(example(rule, rule.good), [rule])]}
    assert {"tokens/expired", "access/grant-past-until", "csp/source-past-until"} <= late
    assert late <= {rule.id for rule in SPEC_RULES if rule.by_date}
