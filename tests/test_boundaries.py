"""Nothing is read or written outside the project: names, links, pipes and devices that a branch of somebody's may hold."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest
from cli_helpers import GOOD, Says
from for_each import for_each

from govern.core.errors import GovernError
from govern.core.report import Artifact
from govern.project.exports import read_exports
from govern.render.deliver import deliver
from govern.render.stems import apart
from govern.source import files, names, writing

needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
SECRET = "version: 1\nevents:\n  - {name: Hidden Thing}\n"


@pytest.fixture
def outside(shop: Path) -> Path:
    """A folder beside the project that is nobody's business."""
    folder = shop.parent / "outside"
    folder.mkdir()
    (folder / "events.yaml").write_text(SECRET)
    return folder


def config(shop: Path, text: str) -> None:
    (shop / "govern.yaml").write_text(f"version: 1\n{text}\n")


# ---- names -----------------------------------------------------------------------------------------------------------

AWAY = ["../outside", "/tmp", "build/../../outside", "..", "C:/outside", r"..\outside", r"\outside", r'"a\0b"']


@pytest.mark.parametrize("name", AWAY)
@pytest.mark.parametrize("key", ["specs", "exports", "output"])
def test_a_name_that_leads_out_of_the_project_is_refused(
    outside: Path, shop: Path, says: Says, key: str, name: str
) -> None:
    config(shop, f"{key}: {name}")
    for command in (["lint"], ["lint", "--no-cache"], ["render"], ["audit"], ["fmt"], ["check"]):
        code, said = says(*command)
        assert code == 2
        assert f'govern.yaml:2:{len(key) + 3}: "{key}" is ' in said
        assert "expected a folder in the project" in said
        assert "Hidden" not in said
    assert os.listdir(outside) == ["events.yaml"]


@pytest.mark.parametrize(
    "name", [".git/hooks", "build/.GIT", ".git. /x", "git~1", ".git::$INDEX_ALLOCATION", ".g\u200cit"]
)
@pytest.mark.parametrize("key", ["output: {}", "specs: {}", "extends: [{}]"])
def test_what_belongs_to_git_is_neither_read_nor_written(shop: Path, says: Says, key: str, name: str) -> None:
    config(shop, key.format(f'"{name}"'))
    named = key.partition(":")[0]
    said = says("lint")[1]
    assert said.startswith(f"govern: govern.yaml:2:{len(named) + (4 if '[' in key else 3)}: ")
    assert f'"{named}" names ' in said
    assert "which belongs to git" in said
    assert says("render", "schemas")[0] == 2


@pytest.mark.parametrize(
    "args", [("audit", "--report", ".git/x", "exports"), ("schema", "-o", ".git/hooks/pre-commit")]
)
def test_not_even_a_typed_path_writes_below_git(shop: Path, says: Says, args: tuple[str, ...]) -> None:
    (shop / ".git").mkdir()
    (shop / "exports").mkdir()
    (shop / "exports" / "headers.txt").write_text("content-security-policy: default-src 'self'\n")
    code, said = says(*args)
    assert code == 2
    assert "is below .git" in said
    assert not list((shop / ".git").iterdir())


# ---- links -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("cached", [True, False])
@pytest.mark.parametrize("folder", ["specs", "rules", "platforms"])
def test_a_linked_folder_out_of_the_project_is_not_read(
    outside: Path, shop: Path, says: Says, folder: str, cached: bool
) -> None:
    if cached:
        assert says("lint")[0] == 0
    if folder == "specs":
        (shop / "specs").rename(shop / "before")
    (shop / folder).symlink_to(outside)
    for command in ("lint", "render", "fmt") if folder == "specs" else ("lint", "render"):
        code, said = says(command)
        assert code == 2
        where = 'govern.yaml:1:1: "specs" names "specs",' if folder == "specs" else f"{folder}: {folder}/ is"
        assert f"{where} a link that leads out of the project" in said
        assert "Hidden" not in said


def test_linked_exports_and_templates_are_not_read(outside: Path, shop: Path, says: Says) -> None:
    (shop / "exports").symlink_to(outside)
    assert '"exports" names "exports", a link that leads out' in says("audit")[1]
    (outside / "plan").mkdir()
    (outside / "plan" / "plan.css").write_text("hidden {}")
    (shop / "templates").symlink_to(outside)
    code, said = says("render", "plan")
    assert code == 2
    assert "leads out of" in said
    (outside / "plan" / "plan.css").rename(outside / "other.css")
    assert "templates: templates/ is a link that leads out of the project" in says("render", "plan")[1]


@pytest.mark.parametrize("name", ["govern.yaml", "govern.baseline.json"])
def test_a_file_of_the_project_that_is_a_link_elsewhere_is_not_read(
    outside: Path, shop: Path, says: Says, name: str
) -> None:
    (outside / "secret").write_text("hidden: thing\n")
    (shop / name).unlink(missing_ok=True)
    (shop / name).symlink_to(outside / "secret")
    for command in (["lint"], ["render"], ["secrets"], ["lint", "--write-baseline"]):
        code, said = says(*command)
        assert "hidden" not in said
        assert code == 2 or (command == ["secrets"] and name != "govern.yaml")


@pytest.mark.parametrize("link", ["build", "build/schemas", "build/schemas/purchase.json"])
@pytest.mark.parametrize("check", [(), ("--check",)])
def test_nothing_is_written_through_a_link(
    outside: Path, shop: Path, says: Says, link: str, check: tuple[str, ...]
) -> None:
    (outside / "victim").write_text("mine")
    (shop / link).parent.mkdir(parents=True, exist_ok=True)
    (shop / link).symlink_to(outside / "victim" if link.endswith(".json") else outside)
    before = sorted(os.listdir(outside))
    code, said = says("render", "schemas", *check)
    assert code == 2
    if link == "build":
        assert 'govern.yaml:1:1: "output" names "build", a link that leads out of the project' in said
    elif link == "build/schemas":
        assert f"govern: {link}/purchase.json is outside the project" in said
    else:
        assert f"govern: {link} is a link, and only files are written" in said
    assert sorted(os.listdir(outside)) == before
    assert (outside / "victim").read_text() == "mine"


def test_a_report_in_the_project_does_not_follow_its_links(outside: Path, shop: Path, says: Says) -> None:
    (shop / "exports").mkdir()
    (shop / "exports" / "headers.txt").write_text("content-security-policy: default-src 'self'\n")
    (shop / "report").symlink_to(outside)
    (outside / "govern.yaml").write_text("version: 1\n")
    assert says("audit", "--report", "report")[0] == 2
    assert says("schema", "-o", "report/schema.json")[0] == 2
    assert sorted(os.listdir(outside)) == ["events.yaml", "govern.yaml"]
    assert says("audit", "--report", str(outside / "mine"))[0] in (0, 1)
    assert os.listdir(outside / "mine")


@pytest.mark.parametrize("args", [("fmt", "specs"), ("fmt", "--diff", "specs"), ("fmt", "--check", "specs/x.yaml")])
def test_a_typed_path_of_the_project_does_not_follow_its_links(
    outside: Path, shop: Path, says: Says, args: tuple[str, ...]
) -> None:
    (outside / "x.yaml").write_text("hidden:   thing\n")
    (shop / "specs").rename(shop / "before")
    (shop / "specs").symlink_to(outside)
    code, said = says(*args)
    assert code == 2
    assert f"is outside the project {shop}" in said
    assert "hidden" not in said
    assert (outside / "x.yaml").read_text() == "hidden:   thing\n"


def test_links_that_stay_in_the_project_work(shop: Path, says: Says) -> None:
    (shop / "specs").rename(shop / "real")
    (shop / "specs").symlink_to("real")
    (shop / "dist").mkdir()
    (shop / "build").symlink_to("dist")
    assert says("lint") == (0, "the specs are in order\n")
    assert says("render", "schemas")[0] == 0
    assert (shop / "dist" / "schemas" / "purchase.json").is_file()
    (shop.parent / "door").symlink_to(shop)
    assert says("lint", "-C", str(shop.parent / "door"))[0] == 0
    assert says("render", "-C", str(shop.parent / "door"))[0] == 0


def test_formatting_does_not_make_a_file_of_a_link(shop: Path, says: Says) -> None:
    link = shop / "specs" / "link.yaml"
    (shop / "specs" / "real.yaml").write_text("version: 1  \n")
    link.symlink_to("real.yaml")
    assert says("fmt")[0] == 0
    assert link.is_symlink()
    assert link.read_text() == "version: 1\n"
    link.unlink()
    link.symlink_to("real.yaml")
    (shop / "specs" / "real.yaml").write_text("version: 1  \n")
    code, said = says("fmt", str(link))
    assert code == 2
    assert "is a link, and only files are written" in said


# ---- what is extended ------------------------------------------------------------------------------------------------


def test_what_is_extended_is_in_the_git_work_tree_or_allowed(
    outside: Path, shop: Path, says: Says, monkeypatch: pytest.MonkeyPatch
) -> None:
    config(shop, "extends: [../outside]")
    assert "Hidden Thing" in says("lint")[1], "without git, what lies beside the project may be extended"
    (shop / ".git").mkdir()
    code, said = says("lint")
    assert code == 2
    assert 'govern.yaml:2:11: "extends" names the folder "../outside", which is outside the project\'s git work' in said
    assert "--root DIR" in said
    assert "Hidden Thing" in says("lint", "--root", str(shop.parent))[1]
    assert says("lint")[0] == 2, "it is allowed for one run"
    monkeypatch.setenv("GOVERN_ROOT", str(shop.parent))
    assert "Hidden Thing" in says("lint")[1]
    monkeypatch.setenv("GOVERN_ROOT", str(outside / "other"))
    assert says("lint")[0] == 2
    monkeypatch.delenv("GOVERN_ROOT")
    (shop / ".git").rename(shop.parent / ".git")
    assert "Hidden Thing" in says("lint")[1]


def test_a_link_is_no_way_out_of_the_work_tree(outside: Path, shop: Path, says: Says) -> None:
    (shop / ".git").write_text("gitdir: elsewhere\n")
    (shop / "house").symlink_to(outside)
    config(shop, "extends: [house]")
    code, said = says("lint")
    assert code == 2
    assert "Hidden" not in said


# ---- what is no file -------------------------------------------------------------------------------------------------


@needs_pipes
@pytest.mark.parametrize(
    ("name", "commands"),
    [
        ("govern.yaml", ("lint", "render", "secrets", "fmt", "audit")),
        ("govern.baseline.json", ("lint", "render", "check", "lint --write-baseline")),
        ("specs/pipe.yaml", ("lint", "render", "lint --fix")),
        ("specs/code.js", ("lint", "render")),
        ("rules/team.py", ("lint",)),
        ("exports/pipe.json", ("audit", "diff", "check")),
        ("build/schemas/purchase.json", ("render schemas", "render --check schemas")),
        ("specs/pipe.yaml", ("fmt specs/pipe.yaml",)),
    ],
)
def test_a_pipe_in_a_project_is_not_waited_for(shop: Path, says: Says, name: str, commands: tuple[str, ...]) -> None:
    (shop / name).parent.mkdir(parents=True, exist_ok=True)
    (shop / name).unlink(missing_ok=True)
    os.mkfifo(shop / name)
    for command in commands:
        code, said = says(*command.split())
        assert code == 2, command
        assert f"{name} is a named pipe, expected a file" in said


@pytest.mark.parametrize("name", ["specs", "exports", "rules", "build"])
def test_a_file_where_a_folder_should_be_is_not_taken_for_nothing(shop: Path, says: Says, name: str) -> None:
    assert says("lint")[0] == 0
    if name == "specs":
        (shop / "specs").rename(shop / "before")
    (shop / name).write_text("mine")
    command = {"exports": "audit", "build": "render"}.get(name, "lint")
    code, said = says(command)
    assert code == 2
    key = {"build": "output", "rules": ""}.get(name, name)
    assert (f'govern.yaml:1:1: "{key}" names "{name}", not a folder' if key else "rules/ is not a folder") in said


@pytest.mark.parametrize("target", ["../events", "nowhere"])
def test_a_linked_folder_below_specs_is_not_silently_left_out(shop: Path, says: Says, target: str) -> None:
    (shop / "events").mkdir()
    (shop / "specs" / "more").symlink_to(target)
    code, said = says("lint")
    assert code == 2
    assert "specs/more is a link" in said


# ---- what somebody typed ---------------------------------------------------------------------------------------------


@needs_pipes
def test_a_typed_pipe_is_read() -> None:
    reading, writing_end = os.pipe()
    os.write(writing_end, b"content-security-policy: default-src 'self'\n")
    os.close(writing_end)
    try:
        assert len(read_exports([f"/dev/fd/{reading}"]).policies) == 1
    finally:
        os.close(reading)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs a device without an end")
@pytest.mark.parametrize("command", ["audit /dev/zero", "audit -", "secrets /dev/zero", "import --check /dev/zero"])
def test_what_has_no_end_is_read_to_the_limit(
    shop: Path, says: Says, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setattr(files, "LIMIT", 3 * 1024 * 1024)
    with open("/dev/zero", "rb") as endless:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(endless))
        code, said = says(*command.split())
    assert code in (1, 2)
    assert "has more than 3 MB, which is the limit" in said


def test_a_file_beyond_the_limit_is_not_even_begun(shop: Path, says: Says) -> None:
    with (shop / "specs" / "huge.json").open("wb") as file:
        file.truncate(files.LIMIT + 1)
    code, said = says("lint")
    assert code == 2
    assert "specs/huge.json has more than 256 MB" in said


# ---- names that not every system has ---------------------------------------------------------------------------------


@for_each("name", ["CON", "nul.txt", "com1", "LPT9.json", "a.", "a ", "a:b", "a?", "a\tb", 'a"', "x/aux/y"])
def test_a_name_that_windows_cannot_have_is_known(name: str) -> None:
    assert names.why_not(name)


@pytest.mark.parametrize("name", ["build/gtm/GTM-ABC1234.json", "console.txt", "a.b c", "./x", "../x", "naïve"])
def test_other_names_are_for_every_system(name: str) -> None:
    assert not names.why_not(name)


def test_names_that_one_disk_takes_for_one_get_a_mark_of_their_own() -> None:
    stems = apart(["GTM-ABC1", "GTM-abc1", "GTM-XYZ9", "CON"], str)
    assert stems["GTM-XYZ9"] == "GTM-XYZ9"
    assert len({names.folded(stem) for stem in stems.values()}) == 4
    assert not any(map(names.why_not, stems.values()))
    assert apart(["GTM-ABC1", "GTM-abc1"], str)["GTM-ABC1"] == stems["GTM-ABC1"]


def test_policies_of_sites_that_differ_by_case_only_are_two_files(shop: Path, says: Says) -> None:
    policies = "".join(f"  - {{site: {site}, mode: enforce}}\n" for site in ("Shop", "shop", "con"))
    sites = "".join(f"  - {{name: {site}}}\n" for site in ("Shop", "shop", "con"))
    (shop / "specs" / "csp.yaml").write_text(f"version: 1\nsites:\n{sites}csp:\n{policies}")
    says("render", "csp")
    made = os.listdir(shop / "build" / "csp")
    assert len({name.lower() for name in made}) == len(made)
    assert len([name for name in made if name.endswith(".txt")]) == 3
    assert not any(map(names.why_not, made))


def test_events_and_containers_get_names_that_every_system_has(shop: Path, says: Says) -> None:
    ids = ("CON", "a:b", "GTM-AB1", "GTM-ab1")
    events = "".join(
        f'  - {{name: "{name}", owner: shop, description: It happened.}}\n' for name in ("con", "Con", "a:b")
    )
    containers = "".join(f'  - {{id: "{id}", context: web}}\n' for id in ids)
    (shop / "specs" / "names.yaml").write_text(f"version: 1\nevents:\n{events}containers:\n{containers}")
    says("lint", "--write-baseline", "--reason", "names of a test")
    assert says("render", "gtm", "schemas", "plan")[0] == 0
    made = [str(path.relative_to(shop)).replace(os.sep, "/") for path in (shop / "build").rglob("*") if path.is_file()]
    assert names.same(made) is None
    assert not any(map(names.why_not, made))
    assert len([path for path in made if path.startswith("build/gtm/")]) == len(ids)


@pytest.mark.parametrize("paths", [("a/X.txt", "a/x.txt"), ("e\u0301.txt", "\u00e9.txt"), ("nul.txt",), ("a/b:c.txt",)])
def test_what_not_every_disk_can_hold_is_not_delivered(tmp_path: Path, paths: tuple[str, ...]) -> None:
    with pytest.raises(GovernError, match=r"one file where case does not count|for every system"):
        deliver(str(tmp_path), [Artifact(path, "text") for path in paths])
    assert not list(tmp_path.iterdir())


def test_exports_that_differ_by_case_only_are_kept_apart(tmp_path: Path, says: Says, day: str) -> None:
    export = (Path(__file__).parent / "exports" / "hazel" / "web.json").read_bytes()
    ids = {"one/Export.json": b"GTM-AAAA111", "two/export.json": b"GTM-BBBB222", "two/a:b.json": b"GTM-CCCC333"}
    for name, id in ids.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(export.replace(b"GTM-ABC1234", id))
    code, said = says("init", str(tmp_path / "new"), "--from", str(tmp_path / "one"), "--from", str(tmp_path / "two"))
    assert code == 0, said
    made = os.listdir(tmp_path / "new" / "exports")
    assert len({name.lower() for name in made}) == 3
    assert not any(map(names.why_not, made))


def test_the_good_project_stays_good(shop: Path, says: Says) -> None:
    """What the tests above change is what is refused: the same project without it passes every command."""
    assert GOOD in (shop / "specs" / "events" / "purchase.yaml").read_text()
    for command in (["lint"], ["render"], ["render", "--check"], ["fmt", "--check"], ["check"]):
        assert says(*command)[0] in (0, 1)
    assert writing.present(str(shop / "govern.yaml")) == b"version: 1\n"
