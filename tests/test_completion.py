"""Completion: the code that shells run, and what they are answered."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from for_each import for_each
from typed import command_of, every_command, unknown_in

from govern.cli import run
from govern.cli.help import commands
from govern.commands import demo

BASH = shutil.which("bash")
needs_bash = pytest.mark.skipif(BASH is None, reason="needs bash")


@pytest.fixture
def completed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> object:
    """What bash makes of a half-written line."""
    program = tmp_path / "govern"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m govern "$@"\n')
    program.chmod(0o755)
    assert run(["completion", "bash"]) == 0
    script = capsys.readouterr().out

    def completed(line: str) -> list[str]:
        words = " ".join(f"'{word}'" for word in line.split(" "))
        ask = f"COMP_WORDS=({words}); COMP_CWORD={line.count(' ')}; _govern_completion {program}"
        done = subprocess.run(
            [str(BASH), "--norc", "-c", f'{script}\n{ask}\nprintf "%s\\n" "${{COMPREPLY[@]}}"'],
            cwd=tmp_path, capture_output=True, text=True, check=True,
        )  # fmt: skip
        return done.stdout.split()

    return completed


@needs_bash
@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("govern au", ["audit"]),
        ("govern lint --fail", ["--fail-on"]),
        ("govern lint --fail-on w", ["warning"]),
        ("govern lint --format sa", ["sarif"]),
        ("govern render pay", ["payloads"]),
        ("govern explain access/dep", ["access/departed-person"]),
        ("govern lint --select access/dep", ["access/departed-person"]),
        ("govern lint --ignore csp,access/dep", ["csp,access/departed-person"]),
    ],
)
def test_bash_completes(completed: object, line: str, wanted: list[str]) -> None:
    assert callable(completed)
    assert completed(line) == wanted


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_code_for_a_shell_names_the_program_and_its_variable(
    shell: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["completion", shell]) == 0
    code = capsys.readouterr().out
    assert "_govern_completion" in code
    assert f"_GOVERN_COMPLETE={shell}_complete" in code


def test_names_of_the_specs_are_completed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Outside a project, and where its specs cannot be read, nothing is offered and nothing is raised."""
    monkeypatch.chdir(tmp_path)
    for name, argument in (("csp", "without"), ("tokens", "rotate"), ("access", "who")):
        group = command_of(name)
        assert isinstance(group, click.Group)
        command = group.commands[argument]
        assert command.params[0].shell_complete(click.Context(command), "") == []
    demo.copy("shop")
    monkeypatch.chdir("shop")
    assert isinstance(group, click.Group)
    offered = group.commands["who"].params[0].shell_complete(click.Context(group.commands["who"]), "mia")
    assert [item.value for item in offered] == ["mia@hazelandoak.example"]
    explain = command_of("explain")
    assert explain is not None
    offered = explain.params[0].shell_complete(click.Context(explain), "add_to")
    assert [item.value for item in offered] == ["add_to_cart"]


def test_help_is_a_word_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["help", "lint"]) == 0
    assert capsys.readouterr().out.startswith("Usage: govern lint ")
    assert run(["help"]) == 0
    listed = capsys.readouterr().out
    assert all(f"\n  {command} " in listed for command in commands())
    assert run(["help", "lnt"]) == 2
    assert "did you mean 'lint'?" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("line", "word", "wanted"),
    [
        ("govern au", "au", ["audit"]),
        ("govern lint --fail", "--fail", ["--fail-on"]),
        ("govern explain access/dep", "access/dep", ["access/departed-person"]),
        ("govern render ", "", ["gtm", "payloads"]),
        ("govern fmt sp", "sp", []),
    ],
)
def test_powershell_is_answered_a_value_and_its_help(
    line: str, word: str, wanted: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What its code asks: the words of the line, and the one that is half written. Files it completes by itself."""
    assert run(["completion", "powershell"]) == 0
    assert "Register-ArgumentCompleter -Native -CommandName govern" in capsys.readouterr().out
    for name, value in (("COMP_WORDS", line), ("COMP_CWORD", word), ("_GOVERN_COMPLETE", "powershell_complete")):
        monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit):
        run([])
    answered = [line.split("\t")[0] for line in capsys.readouterr().out.splitlines() if line]
    assert [one for one in answered if one in wanted] == wanted
    assert wanted or not answered


@for_each("name", every_command())
def test_the_help_of_every_command_has_two_examples_that_can_be_typed(
    name: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*name, "--help"]) == 0
    examples = capsys.readouterr().out.partition("Examples:\n")[2].partition("\n\n")[0].splitlines()
    assert len(examples) >= 2
    assert all(tuple(line.split()[1 : 1 + len(name)]) == name for line in examples)
    assert [problem for line in examples if (problem := unknown_in(line.strip()))] == []
