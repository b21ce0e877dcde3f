"""The doctor: what is looked at, what is to do about it, and that nothing is changed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from govern.cli import run
from govern.commands.doctor import Checked, doctor
from govern.commands.init import CONFIG_SCHEMA, SCHEMA

pytestmark = pytest.mark.usefixtures("day")

HOOKS = "repos: [{repo: x, rev: v1, hooks: [{id: govern-lint}]}]\n"


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new project in a git work tree, as `govern init` makes it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GOVERN_CACHE_DIR", str(tmp_path / "cache"))
    assert run(["init", "shop"]) == 0
    subprocess.run(["git", "init", "-q", "shop"], check=True)
    (tmp_path / "shop" / ".pre-commit-config.yaml").write_text(HOOKS)
    (tmp_path / "shop" / ".git" / "hooks" / "pre-commit").write_text("#!/bin/sh\n")
    return tmp_path / "shop"


def found(folder: Path, what: str) -> Checked:
    """What was found of one thing."""
    return next(it for it in doctor(str(folder)) if it.what == what)


def test_a_new_project_with_hooks_has_nothing_to_do(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor", "-C", str(shop)]) == 0
    assert {line.split()[0] for line in capsys.readouterr().out.splitlines()} == {"ok"}


def test_outside_of_a_project_one_is_to_be_started(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor", "-C", str(tmp_path)]) == 1
    assert "→ govern init" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []
    assert run(["doctor", "-C", str(tmp_path / "nowhere")]) == 2


def test_a_schema_of_another_version_is_noticed(shop: Path) -> None:
    schema = shop / SCHEMA
    schema.write_text(schema.read_text("utf-8").replace("title", "titel", 1), "utf-8")
    assert found(shop, "schema") == Checked(
        "schema", f"{SCHEMA} is of another version", f"govern schema --output shop/{SCHEMA}"
    )
    schema.unlink()
    assert found(shop, "schema").said == "no copy for editors of spec files"


def test_so_is_one_of_govern_yaml(shop: Path) -> None:
    assert (shop / "govern.yaml").read_text("utf-8").startswith(f"# yaml-language-server: $schema={CONFIG_SCHEMA}\n")
    schema = shop / CONFIG_SCHEMA
    schema.write_text("{}", "utf-8")
    told = [one for one in doctor(str(shop)) if one.what == "schema"]
    assert told[-1] == Checked(
        "schema", f"{CONFIG_SCHEMA} is of another version", f"govern schema --config --output shop/{CONFIG_SCHEMA}"
    )


def test_hooks_are_looked_for_in_the_configuration_and_in_git(shop: Path) -> None:
    (shop / ".git" / "hooks" / "pre-commit").unlink()
    assert found(shop, "hooks").fix == "pre-commit install"
    (shop / ".pre-commit-config.yaml").unlink()
    assert found(shop, "hooks").said == ".pre-commit-config.yaml does not name govern-lint"


def test_a_configuration_that_cannot_be_read_is_said_and_the_rest_looked_at(shop: Path) -> None:
    (shop / "govern.yaml").write_text("versoin: 1\n")
    assert found(shop, "project") == Checked(
        "project", 'the configuration has an unknown key "versoin"', 'did you mean "version"?'
    )
    assert found(shop, "hooks").said == "configured and installed"


def test_rules_in_python_that_nobody_trusts_are_to_be_looked_at(shop: Path) -> None:
    (shop / "rules").mkdir()
    (shop / "rules" / "house.py").write_text("raise SystemExit('never run')\n")
    assert "govern trust" in found(shop, "own rules").fix


def test_without_git_the_rest_is_said_to_work(shop: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert found(shop, "git").said == "not found"
    assert {it.what for it in doctor(str(shop))} == {"govern", "git", "cache", "extras", "project", "schema"}


def test_a_cache_that_is_off_or_nobody_may_write(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOVERN_CACHE", "off")
    assert found(shop, "cache").said.startswith("switched off")
