"""The hooks as shipped: what .pre-commit-hooks.yaml says is run, by hand and by pre-commit itself."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml
from for_each import for_each

from govern.cli import run
from govern.project.staged import is_about

pytestmark = pytest.mark.usefixtures("day")

ROOT = Path(__file__).parent.parent
HOOKS: dict[str, dict[str, Any]] = {
    hook["id"]: hook
    for hook in yaml.load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
}
WHOLE = ("govern-lint", "govern-render-check")
"""Hooks that see the whole project; the others look at the files of the commit."""
TOKEN = "EAA" + "bC3dE4fG5h" * 6
"""What looks like a Meta token; made here, so that no scanner takes this file for a leak."""
SPEC = """\
version: 1
sites: [{name: shop, domains: {production: [www.hazel.example]}}]
csp: [{site: shop, mode: enforce, base: {default-src: ["'self'"]}}]
"""

needs_pre_commit = pytest.mark.skipif(
    shutil.which("git") is None or find_spec("pre_commit") is None, reason="needs git and pre-commit"
)


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that is in order, rendered, and the current folder."""
    root = tmp_path / "shop"
    (root / "specs").mkdir(parents=True)
    (root / "govern.yaml").write_text("version: 1\n")
    (root / "specs" / "shop.yaml").write_text(SPEC)
    monkeypatch.chdir(root)
    assert run(["render"]) == 0
    return root


def misspell(shop: Path) -> None:
    """Put a mistake into the specs."""
    (shop / "specs" / "shop.yaml").write_text(SPEC.replace("mode:", "mod:"))


def change(shop: Path) -> None:
    """Change the specs so that what was rendered is out of date."""
    (shop / "specs" / "shop.yaml").write_text(SPEC.replace("self", "none"))


def untidy(shop: Path) -> None:
    """Put a layout into the specs that is not ours."""
    (shop / "specs" / "shop.yaml").write_text(SPEC.replace("csp: [", "csp:   \n- ").removesuffix("]\n") + "\n")


def leak(shop: Path) -> None:
    """Put a credential into a script."""
    (shop / "send.js").write_text(f"const token = '{TOKEN}';\n")


def entry(hook: str) -> list[str]:
    """The command line of a hook, without the name of the program."""
    program, *args = shlex.split(HOOKS[hook]["entry"])
    assert program == "govern"
    return args


# ---- what the file says ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("hook", HOOKS)
def test_a_hook_passes_where_everything_is_in_order(shop: Path, hook: str) -> None:
    assert run(entry(hook)) == 0


@pytest.mark.parametrize(
    ("hook", "damage", "says"),
    [
        ("govern-lint", misspell, "3:20  error  policy of site"),
        ("govern-render-check", misspell, "3:20  error  policy of site"),
        ("govern-render-check", change, "stale"),
        ("govern-render-check", lambda shop: shutil.rmtree(shop / "build"), "missing"),
        ("govern-secrets", leak, "1:16  error  a Meta access token stands here"),
    ],
)
def test_a_hook_fails_and_says_where(
    shop: Path, capsys: pytest.CaptureFixture[str], hook: str, damage: Any, says: str
) -> None:
    damage(shop)
    capsys.readouterr()
    assert run(entry(hook)) == 1
    assert says in capsys.readouterr().out


def test_the_hook_that_lays_out_writes_and_says_what(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    untidy(shop)
    assert run([*entry("govern-fmt"), "specs/shop.yaml"]) == 0
    assert "written" in capsys.readouterr().out
    assert "csp:\n  - {" in (shop / "specs" / "shop.yaml").read_text()


@pytest.mark.parametrize("hook", WHOLE)
def test_a_hook_works_for_many_projects_in_one_repository(
    shop: Path, monkeypatch: pytest.MonkeyPatch, hook: str
) -> None:
    shutil.copytree(shop, shop.parent / "other")
    monkeypatch.chdir(shop.parent)
    assert run(entry(hook)) == 0
    misspell(shop)
    assert run(entry(hook)) == 1


@pytest.mark.parametrize("hook", HOOKS)
def test_hooks_that_see_the_whole_project_take_no_file_names(hook: str) -> None:
    assert HOOKS[hook]["language"] == "python"
    assert HOOKS[hook].get("pass_filenames", True) is (hook not in WHOLE)


@for_each(
    ("file", "hooks"),
    [
        ("govern.yaml", {"govern-fmt"}),
        ("specs/events/purchase.yaml", {"govern-fmt"}),
        ("specs/containers/GTM-ABC1234/code/tags/meta.html", set()),
        ("clients/hazel/specs/events.yaml", {"govern-fmt"}),
        ("clients/hazel/govern.yaml", {"govern-fmt"}),
        ("README.md", set()),
        ("src/specs.py", set()),
        ("my-govern.yaml", set()),
    ],
)
def test_hooks_run_for_the_files_they_are_about(file: str, hooks: set[str]) -> None:
    found = {id for id, hook in HOOKS.items() if re.search(hook.get("files", ""), file)}
    assert found == {*hooks, *WHOLE, "govern-secrets"}


@pytest.mark.parametrize("hook", WHOLE)
def test_hooks_that_see_the_whole_project_are_asked_at_every_commit_and_look_at_what_is_staged(hook: str) -> None:
    """pre-commit names no deleted files: by files, a commit that only deletes a spec would pass unseen."""
    assert HOOKS[hook]["always_run"] is True
    assert "--staged" in entry(hook)


@pytest.mark.parametrize(
    ("name", "looks"),
    [
        ("specs/shop.yaml", True),
        ("rules/house/x.py", True),
        ("templates/gtm/web/meta.tpl", True),
        ("build/csp/shop.txt", True),
        ("../shared/events.yaml", True),
        ("govern.baseline.json", True),
        ("specs.py", False),
        ("../other/specs/shop.yaml", False),
        ("README.md", False),
    ],
)
def test_a_commit_is_about_a_project_or_not(shop: Path, name: str, looks: bool) -> None:
    (shop / "govern.yaml").write_text("version: 1\nextends: [../shared]\n")
    assert is_about(str(shop), [os.path.abspath(name)]) is looks


# ---- run by pre-commit -----------------------------------------------------------------------------------------------


def machine(tmp_path: Path) -> dict[str, str]:
    """An environment with git, a `govern` that is this checkout, and nobody's settings."""
    bin = tmp_path / "bin"
    bin.mkdir()
    command = bin / "govern"
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m govern "$@"\n')
    command.chmod(0o755)
    author = {f"GIT_{who}_{what}": "ci@hazel.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    return author | {
        "PATH": f"{bin}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, sys.path)]),
        "HOME": str(tmp_path),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "PRE_COMMIT_HOME": str(tmp_path / "pre-commit"),
        "GOVERN_CACHE_DIR": str(tmp_path / "cache"),
    }


def git(folder: Path, env: dict[str, str], *args: str) -> None:
    subprocess.run(["git", *args], cwd=folder, env=env, check=True, capture_output=True)


def pre_commit(folder: Path, env: dict[str, str], *args: str) -> tuple[int, str]:
    """Exit code and output of pre-commit."""
    command = [sys.executable, "-m", "pre_commit", *args, "--color", "never"]
    done = subprocess.run(command, cwd=folder, env=env, check=False, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.slow
@needs_pre_commit
def test_pre_commit_runs_the_hooks_of_an_installed_govern(shop: Path, tmp_path: Path) -> None:
    env = machine(tmp_path)
    local = [{**hook, "language": "system"} for hook in HOOKS.values()]
    config = {"repos": [{"repo": "local", "hooks": local}]}
    (shop / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    git(shop, env, "init", "-q")
    git(shop, env, "add", "-A")

    code, said = pre_commit(shop, env, "run", "--all-files")
    assert code == 0, said
    assert re.findall(r"^(govern.*?)\.+(\w+)$", said, re.MULTILINE) == [
        ("govern lint", "Passed"),
        ("govern render --check", "Passed"),
        ("govern secrets", "Passed"),
        ("govern fmt", "Passed"),
    ]

    misspell(shop)
    git(shop, env, "add", "-A")
    code, said = pre_commit(shop, env, "run")
    assert code == 1
    assert "specs/shop.yaml" in said
    assert 'has an unknown key "mod"' in said

    change(shop)
    git(shop, env, "add", "-A")
    code, said = pre_commit(shop, env, "run")
    assert code == 1
    assert re.search(r"^govern lint\.+Passed$", said, re.MULTILINE)
    assert re.search(r"^govern render --check\.+Failed$", said, re.MULTILINE)

    untidy(shop)
    leak(shop)
    git(shop, env, "add", "-A")
    code, said = pre_commit(shop, env, "run")
    assert code == 1
    assert re.search(r"^govern fmt\.+Failed\n.*\n- files were modified by this hook", said, re.MULTILINE)
    assert re.search(r"^govern secrets\.+Failed$", said, re.MULTILINE)
    assert "send.js" in said
    assert TOKEN not in said

    (shop / "send.js").unlink()
    git(shop, env, "add", "-A")
    git(shop, env, "commit", "-q", "-m", "specs")
    (shop / "README.md").write_text("A shop.\n")
    git(shop, env, "add", "-A")
    code, said = pre_commit(shop, env, "run")
    assert code == 0
    assert said.count("(no files to check)Skipped") == 1
    assert said.count("Passed") == len(HOOKS) - 1

    ads = shop / "specs" / "ads.yaml"
    ads.write_text("version: 1\ndestinations: [{name: ads, platform: google_ads, site: shop}]\n")
    git(shop, env, "add", "-A")
    git(shop, env, "commit", "-q", "-m", "ads")
    ads.write_text("what is on disk and not in the commit is put aside\n")
    git(shop, env, "rm", "-q", "specs/shop.yaml")
    code, said = pre_commit(shop, env, "run")
    assert code == 1
    assert 'site "shop"' in said, "deleting a spec may break others"


@needs_pre_commit
def test_a_commit_about_something_else_passes_over_what_is_wrong(shop: Path, tmp_path: Path) -> None:
    env = machine(tmp_path)
    for args in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "shop")):
        git(shop, env, *args)
    lint = [sys.executable, "-m", "govern", *entry("govern-lint")]

    def code(folder: Path = shop) -> int:
        return subprocess.run(lint, cwd=folder, env=env, check=False, capture_output=True).returncode

    misspell(shop)
    assert code() == 1, "nothing is staged: the hook runs for all files"
    (shop / "my notes.txt").write_text("x")
    git(shop, env, "add", "my notes.txt")
    assert code() == 0
    git(shop, env, "add", "specs")
    assert (code(), code(shop / "specs")) == (1, 1)


@needs_pre_commit
@pytest.mark.skipif(
    os.environ.get("GOVERN_TEST_PRE_COMMIT_INSTALL") != "1",
    reason="installs from a package index: set GOVERN_TEST_PRE_COMMIT_INSTALL=1",
)
def test_pre_commit_installs_govern_from_this_checkout(shop: Path, tmp_path: Path) -> None:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PYTHON"))}
    env = {**inherited, **machine(tmp_path), "HOME": os.environ.get("HOME", str(tmp_path))}  # the way to the index
    del env["PYTHONPATH"]
    (tmp_path / "bin" / "govern").unlink()
    checkout = tmp_path / "checkout"
    ignored = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", ".hypothesis")
    shutil.copytree(ROOT, checkout, ignore=ignored)
    for folder in (checkout, shop):
        git(folder, env, "init", "-q")
        git(folder, env, "add", "-A")
        git(folder, env, "commit", "-q", "-m", "as it is")

    code, said = pre_commit(shop, env, "try-repo", str(checkout), "--all-files")
    assert code == 0, said
    assert re.search(r"^govern lint\.+Passed$", said, re.MULTILINE)
    assert [said.count(f"{hook['name']}...") for hook in HOOKS.values()] == [1] * len(HOOKS)
    assert "Failed" not in said

    misspell(shop)
    code, said = pre_commit(shop, env, "try-repo", str(checkout), "--all-files")
    assert code == 1
    assert "specs/shop.yaml" in said
