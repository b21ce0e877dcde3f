"""Git in ordinary repositories: the history of a file and what is staged, wherever the work tree is and however it is called."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from govern.project.staged import concerned, staged
from govern.source import git
from govern.source.history import versions

pytestmark = pytest.mark.skipif(shutil.which("git") is None or os.name == "nt", reason="needs git and a shell")

SPEC = "version: 1\nevents: [{name: purchase, owner: shop, description: Somebody paid.}]\n"
WHO = {f"GIT_{who}_{what}": "mia@example.com" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


@pytest.fixture(autouse=True)
def nobodys_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


def plainly(folder: Path, *args: str) -> str:
    allow = ("-c", "protocol.file.allow=always")
    env = {**os.environ, **WHO}
    return subprocess.run(
        ["git", *allow, *args], cwd=folder, env=env, capture_output=True, text=True, check=True
    ).stdout


def filled(root: Path) -> Path:
    """An ordinary repository with one commit of a project."""
    (root / "specs").mkdir(parents=True)
    (root / "govern.yaml").write_text("version: 1\n")
    (root / "specs" / "events.yaml").write_text(SPEC)
    plainly(root, "init", "-q", "-b", "main")
    plainly(root, "add", "-A")
    plainly(root, "commit", "-q", "-m", "specs")
    return root


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return filled(tmp_path / "the shop")


def files(root: Path, *folders: str) -> list[tuple[str, bytes | None]]:
    return [(version.file, version.raw) for version in versions(str(root), folders or ("specs",))]


def staged_in(root: Path) -> list[str]:
    return sorted(os.path.relpath(name, os.path.realpath(root)) for name in staged(git.top_of(str(root))))


STARTS = re.compile(
    r"^\s*(?:from|import) (?:git|subprocess)\b|^[^\"']*\bos\.(?:system|popen|posix_spawn|exec|spawn)", re.MULTILINE
)


def test_programs_are_started_in_few_places() -> None:
    """Git in one, ssh-keygen for signatures in another; our own Python for a project's own rules, and for typst."""
    package = Path(git.__file__).parent.parent
    found = {path.name for path in package.rglob("*.py") if STARTS.search(path.read_text("utf-8"))}
    assert found == {
        "git.py",
        "history.py",
        "child.py",
        "paper.py",  # typst, which cannot live with processes that divide
        "signatures.py",
    }  # the history asks the reader that the other makes


# ---- history ---------------------------------------------------------------------------------------------------------


def test_a_history_has_every_version_and_says_when_a_file_goes(shop: Path) -> None:
    (shop / "specs" / "events.yaml").write_text("version: 1\n")
    plainly(shop, "commit", "-q", "-a", "-m", "two\x1e\x1f :words")
    plainly(shop, "rm", "-q", "specs/events.yaml")
    plainly(shop, "commit", "-q", "-m", "gone")
    found = list(versions(str(shop), ("specs",)))
    assert [version.raw for version in found] == [SPEC.encode(), b"version: 1\n", None]
    assert [version.subject for version in found] == ["specs", "two\x1e\x1f :words", "gone"]
    assert {version.file for version in found} == {"specs/events.yaml"}
    assert {len(version.day) for version in found} == {10}


@pytest.mark.parametrize("name", ["a b.yaml", "a\nb.yaml", ":x.yaml", "*.yaml", "é.yaml", "\udcff.yaml", '"q".yaml'])
def test_any_name_that_a_file_may_have(shop: Path, name: str) -> None:
    try:
        (shop / "specs" / name).write_text("version: 1\n")
    except OSError:
        pytest.skip("not a name here")
    plainly(shop, "add", "-A")
    assert staged_in(shop) == [f"specs/{name}"]
    plainly(shop, "commit", "-q", "-m", "names")
    assert files(shop)[1:] == [(f"specs/{name}", b"version: 1\n")]


def test_links_and_repositories_inside_have_no_content(shop: Path) -> None:
    (shop / "specs" / "link.yaml").symlink_to("/etc/passwd")
    plainly(shop, "add", "-A")
    plainly(shop, "commit", "-q", "-m", "a link")
    assert files(shop)[1:] == [("specs/link.yaml", None)]


def test_a_project_below_the_top_counts_from_its_own_folder(tmp_path: Path) -> None:
    outer = tmp_path / "outer"
    filled(outer / "clients" / "hazel")
    shutil.rmtree(outer / "clients" / "hazel" / ".git")
    plainly(outer, "init", "-q")
    plainly(outer, "add", "-A")
    assert staged_in(outer) == ["clients/hazel/govern.yaml", "clients/hazel/specs/events.yaml"]
    plainly(outer, "commit", "-q", "-m", "all")
    assert files(outer / "clients" / "hazel") == [("specs/events.yaml", SPEC.encode())]


def test_settings_for_people_change_nothing(shop: Path) -> None:
    for name, value in (
        ("log.showRoot", "false"), ("color.ui", "always"), ("diff.renames", "copies"), ("log.decorate", "full"),
        ("format.pretty", "fuller"), ("log.follow", "true"), ("diff.orderFile", "/nowhere"), ("core.quotePath", "true"),
        ("diff.relative", "true"), ("log.date", "relative"), ("diff.noprefix", "true"), ("log.abbrevCommit", "true"),
        ("mailmap.file", "/nowhere"), ("i18n.logOutputEncoding", "latin1"),
    ):  # fmt: skip
        plainly(shop, "config", name, value)
    (shop / "specs" / "more.yaml").write_text("version: 1\n")
    plainly(shop, "add", "-A")
    assert files(shop) == [("specs/events.yaml", SPEC.encode())]
    assert staged_in(shop) == ["specs/more.yaml"]


def test_other_objects_and_grafts_are_not_taken_for_the_history(shop: Path) -> None:
    (shop / "specs" / "events.yaml").write_text("version: 1\n")
    plainly(shop, "commit", "-q", "-a", "-m", "two")
    plainly(shop, "replace", "--graft", "HEAD")
    assert len(files(shop)) == 2


def test_a_clone_without_contents_calls_nobody_and_has_no_history(shop: Path, tmp_path: Path) -> None:
    (shop / "specs" / "events.yaml").write_text("version: 1\n")
    plainly(shop, "commit", "-q", "-a", "-m", "two")
    plainly(shop, "config", "uploadpack.allowFilter", "true")
    plainly(tmp_path, "clone", "-q", "--filter=blob:none", f"file://{shop}", "clone")
    clone = tmp_path / "clone"
    before = sorted((clone / ".git" / "objects").rglob("*"))
    assert files(clone) == []
    assert sorted((clone / ".git" / "objects").rglob("*")) == before
    (clone / "specs" / "more.yaml").write_text("version: 1\n")
    plainly(clone, "add", "specs/more.yaml")
    assert staged_in(clone) == ["specs/more.yaml"]


# ---- where the work tree is ------------------------------------------------------------------------------------------


def linked(shop: Path, tmp_path: Path) -> Path:
    plainly(shop, "worktree", "add", "-q", "--detach", str(tmp_path / "linked"))
    return tmp_path / "linked"


def submodule(shop: Path, tmp_path: Path) -> Path:
    outer = filled(tmp_path / "outer")
    plainly(outer, "submodule", "-q", "add", str(shop), "inner")
    return outer / "inner"


def separate(shop: Path, tmp_path: Path) -> Path:
    plainly(shop, "init", "-q", "--separate-git-dir", str(tmp_path / "elsewhere"))
    return shop


def of_a_bare_one(shop: Path, tmp_path: Path) -> Path:
    plainly(tmp_path, "clone", "-q", "--bare", str(shop), "hub/.bare")
    plainly(tmp_path / "hub" / ".bare", "worktree", "add", "-q", "--detach", str(tmp_path / "hub" / "main"))
    return tmp_path / "hub" / "main"


def through_a_link(shop: Path, tmp_path: Path) -> Path:
    (tmp_path / "short").symlink_to(shop)
    return tmp_path / "short"


@pytest.mark.parametrize("place", [linked, submodule, separate, of_a_bare_one, through_a_link])
def test_work_trees_of_every_kind(shop: Path, tmp_path: Path, place: object, monkeypatch: pytest.MonkeyPatch) -> None:
    assert callable(place)
    root = place(shop, tmp_path)
    monkeypatch.chdir(tmp_path)
    assert files(root) == [("specs/events.yaml", SPEC.encode())]
    (root / "README.md").write_text("x")
    plainly(root, "add", "README.md")
    assert staged_in(root) == ["README.md"]
    assert concerned((str(root),)) == ()
    plainly(root, "rm", "-q", "--cached", "specs/events.yaml")
    assert staged_in(root) == ["README.md", "specs/events.yaml"]
    assert concerned((str(root),)) == (str(root),)


def test_two_repositories_are_asked_each_for_its_own(shop: Path, tmp_path: Path) -> None:
    other = filled(tmp_path / "other")
    for root, name in ((shop, "README.md"), (other, "specs/more.yaml")):
        (root / name).write_text("version: 1\n")
        plainly(root, "add", "-A")
    assert concerned((str(shop), str(other))) == (str(other),)


def test_a_linked_specs_folder_is_what_it_leads_to(shop: Path) -> None:
    (shop / "specs").rename(shop / "shared")
    (shop / "specs").symlink_to("shared")
    plainly(shop, "add", "-A")
    plainly(shop, "commit", "-q", "-m", "moved")
    (shop / "shared" / "more.yaml").write_text("version: 1\n")
    plainly(shop, "add", "-A")
    assert concerned((str(shop),)) == (str(shop),)


# ---- where git is not to be believed, or does not answer ---------------------------------------------------------------


def elsewhere(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The work tree is another folder."""
    (shop.parent / "home").mkdir()
    plainly(shop, "config", "core.worktree", str(shop.parent / "home"))


def bare(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plainly(shop, "config", "core.bare", "true")


def broken(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (shop / ".git" / "config").write_text("[core\n")


def newer(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plainly(shop, "config", "core.repositoryFormatVersion", "99")


def of_somebody_else(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give files away")
    for path in (shop, shop / ".git"):
        os.chown(path, 4711, 4711)


def empty(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(shop / ".git")
    (shop / ".git").mkdir()


def no_git_directory(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(shop / ".git")
    (shop / ".git").write_text("gitdir: \0nowhere\n")


def not_installed(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(shop))


def no_program(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is called git cannot be started."""
    folder = shop.parent / "bin"
    folder.mkdir()
    (folder / "git").write_bytes(b"\x7fELF")
    (folder / "git").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))


def other_index(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hook of another repository calls us."""
    monkeypatch.setenv("GIT_INDEX_FILE", str(filled(shop.parent / "other") / ".git" / "index"))


SILENT = [elsewhere, bare, broken, newer, of_somebody_else, empty, no_git_directory, not_installed, no_program]


@pytest.mark.parametrize("state", [*SILENT, other_index])
def test_what_git_does_not_know_is_looked_at(shop: Path, state: object, monkeypatch: pytest.MonkeyPatch) -> None:
    (shop / "README.md").write_text("x")
    plainly(shop, "add", "README.md")
    assert concerned((str(shop),)) == ()
    assert callable(state)
    state(shop, monkeypatch)
    assert concerned((str(shop),)) == (str(shop),)
    assert len(files(shop)) == (state is other_index)


def test_before_the_first_commit_everything_is_staged(tmp_path: Path) -> None:
    shop = filled(tmp_path / "shop")
    shutil.rmtree(shop / ".git")
    plainly(shop, "init", "-q")
    (shop / "README.md").write_text("x")
    plainly(shop, "add", "README.md")
    assert staged_in(shop) == ["README.md"]
    assert concerned((str(shop),)) == ()
    assert files(shop) == []


@pytest.mark.parametrize("name", ["GIT_DIR", "GIT_WORK_TREE", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE", "GIT_PREFIX"])
def test_where_the_caller_points_does_not_matter(
    shop: Path, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = filled(tmp_path / "other")
    (shop / "README.md").write_text("x")
    plainly(shop, "add", "README.md")
    monkeypatch.setenv(name, str(other / ".git"))
    monkeypatch.chdir(other)
    assert staged_in(shop) == ["README.md"]
    assert files(shop) == [("specs/events.yaml", SPEC.encode())]
    assert os.environ[name] == str(other / ".git"), "the caller's environment is as it was"


# ---- called by git -----------------------------------------------------------------------------------------------------


@pytest.fixture
def hooked(shop: Path, tmp_path: Path) -> Iterator[Path]:
    """A repository whose hook writes down what we think is staged."""
    hook = shop / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    program = (
        "import os; from govern.project.staged import staged; from govern.source.git import top_of;"
        f"top = top_of('.'); open({str(tmp_path / 'said')!r}, 'w').write("
        "' '.join(sorted(os.path.relpath(name, top) for name in staged(top))))"
    )
    root = Path(__file__).parent.parent
    hook.write_text(f"#!/bin/sh\nPYTHONPATH='{root}' exec '{sys.executable}' -c \"{program}\"\n")
    hook.chmod(0o755)
    yield shop


@pytest.mark.parametrize("where", ["itself", "linked"])
@pytest.mark.parametrize(
    ("args", "expected"),
    [
        (["-m", "staged"], "staged.txt"),
        (["-a", "-m", "all"], "govern.yaml specs/events.yaml staged.txt"),
        (["-m", "one", "--", "govern.yaml"], "govern.yaml"),
        (["-i", "-m", "also", "--", "govern.yaml"], "govern.yaml staged.txt"),
    ],
)
def test_a_hook_sees_what_this_commit_is_about(
    hooked: Path, tmp_path: Path, where: str, args: list[str], expected: str
) -> None:
    root = hooked if where == "itself" else linked(hooked, tmp_path)
    for name in ("govern.yaml", "specs/events.yaml"):
        (root / name).write_text("version: 1 # changed\n")
    (root / "staged.txt").write_text("x")
    plainly(root, "add", "staged.txt")
    plainly(root, "commit", "-q", *args)
    assert (tmp_path / "said").read_text() == expected
