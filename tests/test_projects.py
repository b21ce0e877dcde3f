"""Commands above several projects: each project under its name, with its own sum; one line about all of them at the end."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_helpers import BAD, GOOD, WEB

from govern.cli import run

pytestmark = pytest.mark.usefixtures("day")

Says = Callable[..., tuple[int, str, str]]

PEOPLE = "email,role,platform\nold@x.example,admin,gtm\n"
LEFT = "version: 1\naccess: {people: [{name: Old, email: old@x.example, team: web, until: 2026-01-31}]}\n"


@pytest.fixture
def says(capsys: pytest.CaptureFixture[str]) -> Says:
    """Run a command: its exit code, its report, and its remarks."""

    def call(*args: str) -> tuple[int, str, str]:
        code = run(list(args))
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return call


@pytest.fixture
def agency(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three clients: the first is in order, the second has a mistake, the third cannot be read."""
    for name, config, spec in (
        ("ash", "version: 1\n", GOOD),
        ("beech", "version: 1\n", BAD),
        ("cedar", "version: 1\nspecs: nowhere\n", GOOD),
    ):
        (tmp_path / "clients" / name / "specs").mkdir(parents=True)
        (tmp_path / "clients" / name / "govern.yaml").write_text(config)
        (tmp_path / "clients" / name / "specs" / "events.yaml").write_text(spec)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def last(text: str) -> str:
    return text.rstrip().splitlines()[-1]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_each_project_has_its_verdict_and_one_that_cannot_be_read_stops_no_other(
    agency: Path, says: Says, jobs: str
) -> None:
    code, told, remarks = says("lint", "--jobs", jobs)
    assert code == 2
    assert "clients/ash: the specs are in order\n" in told
    assert "── clients/beech ──" in told
    assert "\nclients/beech: 1 error\n" in told
    assert last(told) == (
        "3 projects: 1 that could not be looked at, 1 with errors, 1 with nothing to look at; 1 error"
    )
    assert remarks.startswith(
        'govern: clients/cedar: clients/cedar/govern.yaml:2:8: "specs" names the folder "nowhere"'
    )


def test_what_cannot_be_done_is_2_even_where_nothing_is_to_fail(agency: Path, says: Says) -> None:
    assert says("lint", "--exit-zero")[0] == 2
    assert says("lint", "--exit-zero", "-C", "clients/*[h]")[0] == 0


def test_a_pattern_names_projects_and_a_shell_may_leave_it_to_us(agency: Path, says: Says) -> None:
    code, told, _ = says("lint", "-C", "clients/[ab]*")
    assert code == 1
    assert last(told) == "2 projects: 1 with errors, 1 with nothing to look at; 1 error"
    code, _, remarks = says("lint", "-C", "customers/*")
    assert code == 2
    assert 'no project\'s folder fits the pattern "customers/*"' in remarks


def test_several_folders_may_be_named(agency: Path, says: Says) -> None:
    code, told, _ = says("lint", "-C", "clients/ash", "-C", "clients/b*")
    assert (code, last(told)) == (1, "2 projects: 1 with errors, 1 with nothing to look at; 1 error")
    code, _, remarks = says("csp", "needs", "-C", "clients/ash", "-C", "clients/beech")
    assert (code, "this command is about one project" in remarks) == (2, True)


def test_who_is_meant_is_said_where_a_name_is_half_typed(agency: Path, says: Says) -> None:
    for typed in (("lint", "ash"), ("lint", "-C", "ash"), ("render", "-C", "ash")):
        assert says(*typed)[2].endswith("did you mean clients/ash?\n")
    assert "name one of the 3 below: -C clients/ash" in says("csp", "needs")[2], "and that a command asks one project"


def test_the_project_is_found_from_the_path(agency: Path, says: Says) -> None:
    assert says("lint", "clients/ash/specs/events.yaml") == (0, "the specs are in order\n", "")
    assert says("lint", "clients/beech")[0] == 1
    code, told, _ = says("lint", "clients/ash/specs", "clients/beech/specs")
    assert (code, last(told)) == (1, "2 projects: 1 with errors, 1 with nothing to look at; 1 error")
    assert says("fmt", "--check", "clients/ash")[0] == 0


def test_what_keeps_a_project_from_being_read_is_told_with_its_path_from_here(agency: Path, says: Says) -> None:
    (agency / "clients" / "ash" / "notes.md").write_text("hello")
    assert says("audit", "clients/ash/notes.md")[2].startswith("govern: clients/ash/notes.md: this is not an export")


def test_a_folder_that_several_projects_extend_is_a_part_of_each(agency: Path, says: Says) -> None:
    (agency / ".git").mkdir()  # what one repository holds may be extended
    (agency / "standards").mkdir()
    (agency / "standards" / "shared.yaml").write_text(BAD.replace("purchase", "refund"))
    for name in ("ash", "beech"):
        (agency / "clients" / name / "govern.yaml").write_text("version: 1\nextends: [../../standards]\n")
    (agency / "clients" / "cedar" / "govern.yaml").write_text("version: 1\n")
    code, told, _ = says("lint", "standards/shared.yaml")
    assert (code, last(told)) == (1, "2 projects: 2 with errors; 2 errors")


def test_every_format_keeps_projects_apart(agency: Path, says: Says) -> None:
    found = json.loads(says("lint", "--format", "json")[1])
    assert [part["project"] for part in found["projects"]] == ["clients/ash", "clients/beech", "clients/cedar"]
    assert found["projects"][1]["summary"]["errors"] == 1
    assert "nowhere" in found["projects"][2]["refused"]
    assert [finding["project"] for finding in found["findings"]] == ["clients/beech"]
    assert "\n## `clients/beech`\n\n1 error\n" in says("lint", "--format", "markdown")[1]
    assert '<h2 class="project">clients/beech</h2>\n<p class="soft">1 error</p>' in says("lint", "--format", "html")[1]


def test_what_one_rule_says_of_many_projects_is_not_told_as_one(agency: Path, says: Says) -> None:
    unowned = "\n".join(f"  - {{name: step_{n}, description: A step., kind: interaction}}" for n in range(15))
    for name in ("ash", "beech"):
        (agency / "clients" / name / "specs" / "events.yaml").write_text(f"version: 1\nevents:\n{unowned}\n")
    told = says("lint", "--select", "events/owner-missing", "--format", "github", "-C", "clients/[ab]*")[1]
    assert "more like it" not in told
    assert told.count("clients/beech/specs/events.yaml") == told.count("clients/ash/specs/events.yaml") > 0


def test_live_exports_are_those_of_their_project(agency: Path, says: Says) -> None:
    for name, spec in (("ash", GOOD), ("beech", LEFT)):
        (agency / "clients" / name / "specs" / "events.yaml").write_text(spec)
        (agency / "clients" / name / "exports").mkdir()
        (agency / "clients" / name / "exports" / "people.csv").write_text(PEOPLE)
    (agency / "clients" / "cedar" / "govern.yaml").write_text("version: 1\n")
    code, told, _ = says("audit")
    assert code == 1
    assert "clients/cedar: nothing to look at\n" in told
    assert told.count("left on 2026-01-31") == 1
    for path in ("clients/beech", "clients/beech/exports", "clients/beech/exports/people.csv"):
        code, told, _ = says("audit", path)
        assert code == 1
        assert '"old@x.example" left on 2026-01-31' in told
    assert says("audit", "clients/ash/exports")[0] == 0


def test_what_lies_beside_projects_is_not_passed_over_in_silence(agency: Path, says: Says) -> None:
    (agency / "clients" / "cedar" / "govern.yaml").write_text("version: 1\n")
    (agency / "clients" / "people.csv").write_text(PEOPLE)
    assert "clients/people.csv is in no project and was not looked at" in says("audit", "clients")[2]
    assert "not looked at" not in says("audit", "clients/ash", "clients/people.csv")[2]


def test_a_container_that_two_projects_make_is_told(agency: Path, says: Says) -> None:
    site = "version: 1\ncontainers: [{id: GTM-ABC1234, context: web}]\n"
    for name in ("ash", "beech"):
        (agency / "clients" / name / "specs" / "events.yaml").write_text(site)
    said = says("render", "gtm", "-C", "clients/ash", "-C", "clients/beech")[2]
    assert "GTM-ABC1234 is made by clients/ash and clients/beech: whichever is imported last" in said
    (agency / "clients" / "ash" / "specs" / "events.yaml").write_text(site.replace("ABC1234", "ASH1234"))
    assert says("render", "gtm", "-C", "clients/ash", "-C", "clients/beech")[2] == ""


def test_quiet_tells_of_projects_with_errors_alone(agency: Path, says: Says) -> None:
    code, told, _ = says("lint", "-q", "-C", "clients/[ab]*")
    assert code == 1
    assert "clients/ash" not in told
    assert last(told) == "1 project: 1 with errors; 1 error"
    assert says("render", "-q", "-C", "clients/a*") == (0, "", "")


def test_an_export_goes_into_the_project_below_that_it_lies_in_and_never_into_one_elsewhere(
    agency: Path, monkeypatch: pytest.MonkeyPatch, says: Says
) -> None:
    new = agency / "clients" / "ash" / "exports" / "new.json"
    new.parent.mkdir()
    new.write_bytes(Path(WEB).read_bytes())
    assert says("import", "clients/ash/exports/new.json")[0] == 0
    assert (agency / "clients" / "ash" / "specs" / "containers").is_dir()
    assert says("diff", "clients/ash/exports/new.json")[0] == 0
    monkeypatch.chdir(agency / "clients" / "beech")
    (agency / "clients" / "beech" / "specs" / "events.yaml").write_text(GOOD)
    assert says("import", "../ash/exports/new.json")[0] == 0
    assert (agency / "clients" / "beech" / "specs" / "containers").is_dir()


def test_init_says_what_projects_are_around_and_below(
    agency: Path, monkeypatch: pytest.MonkeyPatch, says: Says
) -> None:
    assert "lies inside another one (clients/ash)" in says("init", "clients/ash/landing-pages")[1]
    code, _, remarks = says("init", "clients/ash/specs/new")
    assert code == 2
    assert "lies in specs/ of the project" in remarks
    told = " ".join(says("init", ".")[1].split())
    assert "projects lie below this one (clients/ash, clients/ash/landing-pages, clients/beech and 1 more)" in told
