"""The GitHub Action as shipped: its shape, what a security linter says, and its own script run in a real shell."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
ACTION = ROOT / "action.yml"
STEPS: list[dict[str, Any]] = yaml.load(ACTION.read_text(encoding="utf-8"), yaml.CSafeLoader)["runs"]["steps"]
BASH = shutil.which("bash")
ZIZMOR = shutil.which("zizmor", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")


def test_github_would_take_it() -> None:
    pytest.importorskip("check_jsonschema", reason="check-jsonschema is not installed")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-actions", str(ACTION)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.skipif(ZIZMOR is None, reason="zizmor is not installed")
def test_a_security_linter_finds_nothing() -> None:
    command = [str(ZIZMOR), "--offline", "--no-progress", "--persona", "pedantic", "--format", "json", str(ACTION)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert json.loads(done.stdout) == [], done.stdout


def test_what_it_uses_is_pinned_and_nothing_is_pasted_into_a_script() -> None:
    for step in STEPS:
        assert re.fullmatch(r"[\w/.-]+@[0-9a-f]{40}", step.get("uses", f"a@{'0' * 40}"))
        assert "${{" not in step.get("run", "")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A checkout of somebody's project, with a mistake on line 3, beside a runner that has govern installed."""
    project = tmp_path / "work" / "shop"
    (project / "specs").mkdir(parents=True)
    (project / "govern.yaml").write_text("version: 1\n")
    (project / "specs" / "shop.yaml").write_text("version: 1\nevents:\n  - {nam: purchase}\n")
    installed = tmp_path / "runner" / "govern" / "bin"
    installed.mkdir(parents=True)
    (installed / "govern").write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m govern "$@"\n')
    (installed / "govern").chmod(0o755)
    return tmp_path / "work"


def check(workspace: Path, **inputs: str) -> tuple[int, str, dict[str, str]]:
    """Run the script of the step `check` as a runner does: exit code, log, outputs."""
    step = next(step for step in STEPS if step.get("id") == "check")
    defaults = {"directory": ".", "fail_on": "warning", "skip": "", "govern_project_rules": "off"}
    given = {name.upper(): value for name, value in {**defaults, **inputs}.items()}
    assert set(step["env"]) == set(given)
    output = workspace.parent / "output"
    output.touch()
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, sys.path)]),
        "RUNNER_TEMP": str(workspace.parent / "runner"),
        "GITHUB_OUTPUT": str(output),
        "GITHUB_ACTIONS": "true",
        "GOVERN_CACHE": "off",
        **given,
    }
    command = [str(BASH), "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    done = subprocess.run(command, cwd=workspace, env=environment, check=False, capture_output=True, text=True)
    lines = output.read_text().splitlines()
    return done.returncode, done.stdout + done.stderr, dict(line.split("=", 1) for line in lines)


needs_bash = pytest.mark.skipif(BASH is None or os.name == "nt", reason="needs bash")


@needs_bash
def test_findings_become_annotations_and_sarif(workspace: Path) -> None:
    code, log, outputs = check(workspace)
    assert code == 0, log
    assert "::error file=shop/specs/shop.yaml,line=3," in log
    assert outputs["exit-code"] == "1"
    results = json.loads(Path(outputs["sarif"]).read_text())["runs"][0]["results"]
    uris = {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in results}
    assert uris == {"shop/specs/shop.yaml"}


@needs_bash
def test_a_project_in_order_ends_with_0(workspace: Path) -> None:
    (workspace / "shop" / "specs" / "shop.yaml").write_text("version: 1\n")
    code, log, outputs = check(workspace, directory="shop")
    assert (code, outputs["exit-code"]) == (0, "0"), log


@needs_bash
def test_steps_can_be_left_out(workspace: Path) -> None:
    (workspace / "shop" / "specs" / "shop.yaml").write_text("version: 1\nevents: [{name: sign_up}]\n")
    assert check(workspace)[2]["exit-code"] == "1"
    code, log, outputs = check(workspace, skip="lint render")
    assert (code, outputs["exit-code"]) == (0, "0"), log


@needs_bash
def test_what_cannot_be_checked_fails_at_once(workspace: Path) -> None:
    code, log, outputs = check(workspace, directory="nowhere")
    assert (code, outputs) == (2, {}), log


@needs_bash
@pytest.mark.parametrize("value", ['"; touch owned; "', "$(touch owned)", "`touch owned`", "--version", "a\nb=c"])
@pytest.mark.parametrize("name", ["directory", "fail_on", "skip"])
def test_an_input_is_never_run(workspace: Path, name: str, value: str) -> None:
    code, log, outputs = check(workspace, **{name: value})
    assert (code, outputs) == (2, {}), log
    assert not list(workspace.rglob("owned"))
