"""The command as a process of its own: streams, signals, encodings, names that are not text."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cli_helpers import BAD, ROOT

from govern.output.formats import FORMATS

pytestmark = pytest.mark.usefixtures("day")


def environment(**more: str) -> dict[str, str]:
    """An environment in which this checkout is found, and nothing else is set."""
    found = {name: os.environ[name] for name in ("GOVERN_CACHE_DIR", "SYSTEMROOT") if name in os.environ}
    return {**found, "PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, sys.path)]), "PATH": "", **more}


def process(*args: str, env: dict[str, str] | None = None, **options: Any) -> subprocess.CompletedProcess[bytes]:
    """`python -m govern` with its output as bytes."""
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "env": env or environment(), **options}
    return subprocess.run([sys.executable, "-m", "govern", *args], check=False, **options)


def test_the_command_works_as_a_module_without_git_in_the_path(bad: Path) -> None:
    done = process("lint", "--format", "concise")
    assert done.returncode == 1
    assert done.stdout.startswith(b"specs/events/purchase.yaml:3:22: error spec/unknown-key ")
    assert done.stderr == b""


def test_a_report_goes_to_standard_output_and_a_refusal_to_standard_error(tmp_path: Path) -> None:
    done = process("lint", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"govern: there is no govern.yaml in . or above it\n")


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a named pipe to know when the command is reading")
def test_ctrl_c_is_130_without_a_traceback(tmp_path: Path) -> None:
    pipe = tmp_path / "export.json"
    os.mkfifo(pipe)
    command = [sys.executable, "-m", "govern", "audit", str(pipe)]
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with (
        subprocess.Popen(command, env=environment(), **pipes) as running,
        pipe.open("wb"),  # returns when the command has opened the other end
    ):
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=60)
    assert (running.returncode, out, err.strip()) == (130, b"", b"interrupted")


@pytest.mark.slow
@pytest.mark.parametrize("args", [("rules",), ("schema",), ("explain", "csp/wildcard-source"), ("lint",), ("--help",)])
def test_a_reader_that_has_gone_is_no_reason_to_complain(bad: Path, args: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = process(*args, stdout=writing)
    finally:
        os.close(writing)
    assert done.stderr == b""
    assert done.returncode == 1


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("args", [("rules",), ("lint",), ("schema",), ("--version",)])
def test_output_that_cannot_be_written_is_2_and_no_bug(bad: Path, args: tuple[str, ...]) -> None:
    with open("/dev/full", "wb") as full:
        done = process(*args, stdout=full)
    assert done.returncode == 2
    assert done.stderr == b"govern: the output cannot be written: No space left on device\n"


SEVERAL = """
import io, json, sys
from govern.cli import run
for args in json.loads(sys.argv[1]):
    code = run(args)
    print("exit code", code, file=sys.stderr)
    sys.stdout.flush()
"""
"""Commands one after another in one process: what its environment says of the terminal is said once, when it starts."""


def several(commands: list[list[str]], **options: Any) -> tuple[list[str], bytes]:
    """The exit codes of commands that run in one process, and their output; none of them ends with a traceback."""
    call = [sys.executable, "-c", SEVERAL, json.dumps(commands)]
    done = subprocess.run(call, check=False, capture_output=True, **options)
    said = done.stderr.decode(options["env"].get("PYTHONIOENCODING", "utf-8"))
    assert "Traceback" not in said, said
    return re.findall(r"^exit code (\d+)$", said, re.MULTILINE), done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8", "latin-1", "utf-16"])
def test_every_encoding_of_the_terminal_gets_what_it_can_show(tmp_path: Path, encoding: str) -> None:
    root = tmp_path / "Café 商店"
    (root / "specs").mkdir(parents=True)
    (root / "govern.yaml").write_text("version: 1\n")
    (root / "specs" / "größe 😀.yaml").write_text(BAD.replace("ownr", "ównr→"), encoding="utf-8")
    lint = ["lint", "-C", str(root)]
    found_mistakes = [lint, [*lint, "--format", "json"]]
    fine = [["rules"], ["--help"], ["explain", "csp/wildcard-source"], ["schema"], ["demo", str(tmp_path / "demo")]]
    codes, out = several([*found_mistakes, *fine], env=environment(PYTHONIOENCODING=encoding))
    assert codes == ["1", "1", "0", "0", "0", "0", "0"]
    text = out.decode(encoding)
    assert '"findings"' in text
    assert "Usage: govern" in text


@pytest.mark.slow
def test_a_c_locale_and_names_that_are_no_text(tmp_path: Path) -> None:
    specs = os.fsencode(tmp_path / "specs")
    os.mkdir(specs)
    (tmp_path / "govern.yaml").write_text("version: 1\n")
    try:
        with open(os.path.join(specs, b"caf\xe9.yaml"), "wb") as file:
            file.write(BAD.encode())
    except OSError:
        pytest.skip("this file system wants names in UTF-8")
    commands = [["lint", "--format", format] for format in FORMATS]
    for more in ({}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}):
        codes, out = several(commands, cwd=tmp_path, env=environment(**more))
        assert codes == ["1"] * len(commands)
        assert out.count(b"caf") >= len(commands)
