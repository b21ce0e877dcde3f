"""What a first look at the tool stumbled over: silence where something was wrong, and words that misled."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_helpers import WEB, Says

from govern.commands import demo as example

pytestmark = pytest.mark.usefixtures("day")


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example project, entered."""
    example.copy(str(tmp_path / "shop"))
    monkeypatch.chdir(tmp_path / "shop")
    return tmp_path / "shop"


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_diff_makes_no_plan_out_of_specs_that_cannot_be_read(shop: Path, says: Says) -> None:
    edit(shop / "specs" / "events" / "purchase.yaml", "  - name: purchase", " - name: purchase")
    code, said = says("diff")
    assert code == 1
    assert "spec/syntax" in said
    assert "nothing was compared" in said
    assert "to remove" not in said


def test_a_typo_in_the_policy_does_not_switch_off_the_access_review(shop: Path, says: Says) -> None:
    edit(shop / "specs" / "access.yaml", "review: quarterly", "review: quaterly")
    code, said = says("audit")
    assert code == 1
    assert "spec/wrong-value" in said
    assert '"elena@freelance.example" left on 2026-09-30' in said
    assert "as far as they can be read" in said


def test_audit_says_whose_specs_it_holds_exports_against(shop: Path, says: Says) -> None:
    assert 'held against the specs of the project "hazel-and-oak"' in says("audit")[1]


def test_a_container_of_somebody_else_is_not_said_to_be_held_against_the_specs(shop: Path, says: Says) -> None:
    live = shop / "exports" / "GTM-HZL0AK1.json"
    stranger = live.with_name("other.json")
    stranger.write_text(live.read_text("utf-8").replace("GTM-HZL0AK1", "GTM-STRANGE"), "utf-8")
    said = " ".join(says("audit", str(stranger))[1].split())
    remark = (
        'GTM-STRANGE is not a container of the project "hazel-and-oak", whose specs say nothing of what is in there'
    )
    assert remark in said
    assert "is not a container of" not in says("audit", str(live))[1]


def test_an_export_that_tag_manager_would_refuse_is_not_called_clean(tmp_path: Path, says: Says) -> None:
    export = tmp_path / "export.json"
    export.write_text(
        '{"exportFormatVersion": 2, "containerVersion": {"container": {"publicId": "GTM-ABC1234"}, "tag": "x"}}'
    )
    code, said = says("audit", str(export), "-C", str(tmp_path))
    assert code == 1
    assert "containers/broken-export" in said


def test_a_path_of_another_project_is_that_project_unless_one_is_named(shop: Path, says: Says) -> None:
    example.copy(str(shop.parent / "other"))
    edit(shop.parent / "other" / "specs" / "events" / "purchase.yaml", "kind: conversion", "kind: convergence")
    code, said = says("lint", "../other/specs")
    assert code == 1
    assert "../other/specs/events/purchase.yaml" in said
    code, said = says("lint", "../other/specs", "-C", str(shop))
    assert code == 2
    assert "../other/specs is not in the project" in said


def test_a_link_that_leads_out_of_the_folder_is_refused(shop: Path, says: Says) -> None:
    (shop.parent / "secret.txt").write_text("root: not yours\n")
    (shop / "specs" / "link.yaml").symlink_to(shop.parent / "secret.txt")
    code, said = says("lint")
    assert code == 2
    assert "is a link that leads out of" in said
    assert "not yours" not in said


def test_a_link_to_itself_is_refused_too(shop: Path, says: Says) -> None:
    (shop / "specs" / "loop.yaml").symlink_to("loop.yaml")
    code, said = says("lint")
    assert code == 2
    assert "loop.yaml cannot be read" in said


def test_a_misspelt_person_in_a_grant_is_found(shop: Path, says: Says) -> None:
    edit(shop / "specs" / "access.yaml", "who: jonas@", "who: jonsa@")
    code, said = says("lint", "--format", "concise")
    assert code == 1
    assert "access/undeclared-principal" in said


def test_check_says_when_there_is_nothing_live_to_look_at(shop: Path, says: Says) -> None:
    for export in (shop / "exports").iterdir():
        export.unlink()
    says("render")
    code, said = says("check")
    assert code == 0
    assert "exports holds no exports" in said


def test_check_tells_errors_first_and_their_line_in_an_export(shop: Path, says: Says) -> None:
    edit(shop / "specs" / "events" / "purchase.yaml", "owner:", "# owner:")
    found = json.loads(says("check", "--only", "lint", "--only", "audit", "--format", "json")[1])["findings"]
    levels = [("error", "warning", "note").index(one["level"]) for one in found]
    assert levels == sorted(levels)
    assert {0, 1, 2} == {*levels}
    assert found[0]["place"]["line"] > 1


def test_a_specs_folder_that_does_not_exist_is_no_empty_one(shop: Path, says: Says) -> None:
    edit(shop / "govern.yaml", "version: 1", "version: 1\nspecs: spec")
    code, said = says("lint")
    assert code == 2
    assert 'govern.yaml:3:8: "specs" names the folder "spec", which does not exist' in said


def test_a_project_without_specs_is_not_called_judged(empty: Path, says: Says) -> None:
    (empty / "exports").mkdir()
    (empty / "exports" / "people.csv").write_text("Email,Platform,Role\nana@acme.example,gtm,admin\n")
    for command in ("lint", "check", "audit"):
        assert "specs holds no spec file" in " ".join(says(command)[1].split())
    assert says("lint") == (0, "specs holds no spec file, so there was nothing to judge\n")


def test_init_from_a_folder_without_exports_makes_nothing(tmp_path: Path, says: Says) -> None:
    (tmp_path / "empty").mkdir()
    code, said = says("init", str(tmp_path / "new"), "--from", str(tmp_path / "empty"))
    assert code == 2
    assert "holds no export" in said
    assert not (tmp_path / "new").exists()


def test_two_projects_in_one_report_keep_their_plans_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, says: Says
) -> None:
    for name in ("one", "two"):
        example.copy(str(tmp_path / name))
    monkeypatch.chdir(tmp_path)
    says("render")
    _, said = says("check")
    first, second = said.split("── one ─")[1].split("── two ─")
    assert "GTM-HZL0AK1\n" in first
    assert "GTM-HZL0AK1\n" in second


def test_quiet_is_quiet(shop: Path, says: Says) -> None:
    code, said = says("diff", "-q")
    assert code == 1
    assert said == "1 to add, 4 to change, 1 to remove; without -q they are shown\n", "the reason alone"


def test_the_data_layer_key_of_a_parameter_may_be_another_than_its_name(shop: Path, says: Says) -> None:
    edit(
        shop / "specs" / "parameters.yaml",
        "name: value, type: money",
        "name: value, data_layer: ecommerce.value, type: money",
    )
    code, said = says("diff")
    assert code == 1
    assert '~ parameter.name: "value" → "ecommerce.value"' in said


def test_many_exports_are_proved_in_one_command_outside_any_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, says: Says
) -> None:
    example.copy(str(tmp_path / "shop"))
    exports = tmp_path / "exports"
    exports.mkdir()
    good = (tmp_path / "shop" / "exports" / "GTM-HZL0AK1.json").read_text(encoding="utf-8")
    (exports / "good.json").write_text(good, encoding="utf-8")
    (exports / "type.json").write_text(good.replace('"CUSTOM_EVENT"', '"CUSTOM"'), encoding="utf-8")
    (exports / "twice.json").write_text('{"exportFormatVersion": 2, "exportFormatVersion": 2}', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    code, said = says("import", "--check", "exports")
    assert code == 1
    assert "whole    exports/good.json  GTM-HZL0AK1" in said
    assert "refused  exports/type.json" in said
    assert "did you mean CUSTOM_EVENT?" in said
    assert 'the key "exportFormatVersion" appears twice in one object' in said
    assert not list(tmp_path.glob("specs"))


PERSONAL = """\
version: 1
parameters: [{name: user_id, type: string, pii: external_id}]
events:
  - name: sign_up
    description: Somebody signed up.
    owner: web
    kind: conversion
    fires: {on: server_confirmed, once_per: user}
    event_id: 'sign_up_{registration_id}'
    parameters: [{use: user_id}, {name: registration_id, type: string, required: true}]
    examples: [{registration_id: R-1}]
"""


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project without specs, entered."""
    (tmp_path / "specs").mkdir()
    (tmp_path / "govern.yaml").write_text("version: 1\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_an_event_counted_once_a_person_can_be_in_order(empty: Path, says: Says) -> None:
    """Who somebody is has no place in an event ID, so nothing asks to have it there."""
    (empty / "specs" / "a.yaml").write_text(PERSONAL)
    assert says("lint") == (0, "the specs are in order\n")


def test_what_has_one_answer_is_fixed_and_said(empty: Path, says: Says) -> None:
    spec = empty / "specs" / "a.yaml"
    spec.write_text(
        "version: 1\n"
        "sites: [{name: shop, consent: {default: deny}}]\n"
        "events: [{name: sign_up, fires: {on: custom, when_ready: plan}, parameters: [{name: plan, typ: string}]}]\n"
        "mappings: [{event: sign_up, destination: ga4, as: sign_up, via: browser}]\n"
    )
    said = says("lint", "--fix")[1]
    assert 'fixed  specs/a.yaml:2:41 "default" is now "denied" (spec/wrong-value)' in said
    assert '"when_ready" is now ["plan"]' in said
    assert '"via" is now ["browser"]' in said
    assert '"typ" is now "type"' in said
    assert "via: [browser]" in spec.read_text()


def test_a_mapping_is_not_renamed_where_the_event_is_misspelt(empty: Path, says: Says) -> None:
    spec = empty / "specs" / "a.yaml"
    text = "version: 1\nevents: [{name: SignUp}]\nmappings: [{event: sign_up, destination: ga4, as: sign_up}]\n"
    spec.write_text(text)
    says("lint", "--fix")
    assert spec.read_text() == text


def test_what_a_site_without_domains_leaves_unjudged_is_said(empty: Path, says: Says) -> None:
    site = "{name: shop, containers: {web: GTM-ABC1234}}"
    spec = f"version: 1\nsites: [{site}]\ndestinations: [{{name: ga4, platform: ga4, site: shop, id: G-ABC1234567}}]\n"
    (empty / "specs" / "a.yaml").write_text(spec)
    for _ in range(2):
        assert 'site "shop" names no domains in production' in says("lint")[1], "from the cache as well"
    assert "names no domains" in says("check")[1]


def test_of_two_exports_of_a_container_the_newest_counts(empty: Path, says: Says) -> None:
    export = json.loads(Path(WEB).read_text("utf-8"))
    (empty / "exports").mkdir()
    for day, paused in (("2026-05-01", False), ("2026-06-01", True)):
        export["exportTime"] = f"{day} 10:00:00"
        export["containerVersion"]["tag"][0]["paused"] = paused
        (empty / "exports" / f"{'z' if paused else 'a'}.json").write_text(json.dumps(export))
    said = says("import", "exports")[1]
    assert "exports/a.json is an older export of GTM-ABC1234 than exports/z.json, which counts" in said
    assert "paused: true" in (empty / "specs" / "containers" / "GTM-ABC1234" / "tags.yaml").read_text()


LIST = {"userPermission": [{"emailAddress": "ana@acme.example", "accountAccess": {"permission": "admin"}}]}


def test_a_list_of_access_is_audited_and_not_called_free_of_differences(shop: Path, says: Says) -> None:
    """`diff` said "no difference" of a list that it did not compare; `audit` named places by their number."""
    Path("users.json").write_text(json.dumps(LIST), encoding="utf-8")
    code, said = says("diff", "users.json")
    assert (code, "no difference" in said, "- user " in said) == (1, False, True)
    _, said = says("audit", "users.json", "--select", "access/undeclared-grant")
    assert "= at: accountAccess\n" in said and "[0]" not in said


def test_what_is_left_out_by_an_option_is_not_called_clean(shop: Path, says: Says) -> None:
    _, said = says("audit", "exports/response-headers.txt", "--level", "error")
    assert "nothing among what was asked for" in said and "nothing to look at" not in said


def test_quiet_leaves_the_first_page_of_an_audit_out(shop: Path, says: Says) -> None:
    code, said = says("audit", "-q", "exports/GTM-HZL0AK1.json")
    assert code == 1
    assert said.startswith("exports/GTM-HZL0AK1.json\n"), "and not with what each container is"


def test_an_event_is_explained_by_what_the_specs_say_of_it(shop: Path, says: Says) -> None:
    code, said = says("explain", "purchase")
    assert code == 0
    assert said.startswith("purchase, an event of the specs (conversion)")
    assert "meta (Meta) as Purchase, sent by browser and server" in said
    assert "parameters: currency from currency, order_id from order_id, value from value" in said
    assert 'window.dataLayer.push({ "event": "purchase"' in " ".join(said.split())
    code, said = says("explain", "purchas")
    assert code == 2
    assert 'there is no rule or event "purchas"' in said
    assert 'did you mean "purchase"?' in said


def test_answers_name_the_day_that_a_project_holds_still(shop: Path, says: Says) -> None:
    for line in (
        ("access", "who", "mia@hazelandoak.example"),
        ("access", "matrix"),
        ("csp", "needs"),
        ("csp", "why", "facebook.com"),
    ):
        assert "judged as of 2026-11-23" in says(*line)[1], line
    assert "judged as of" not in says("csp", "needs", "--today", "2026-12-01")[1]
