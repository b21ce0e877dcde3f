"""A project's rules in Python run where the user trusts them, in a process of their own, whatever they do there."""

from __future__ import annotations

import json
import os
import stat
import sys
from pathlib import Path
from typing import Any

import pytest
from helpers import findings, project

from govern.cli import run as govern
from govern.project import trust
from govern.rules import own

pytestmark = pytest.mark.usefixtures("day")

RULE = '''"""It speaks."""
import os, sys
from govern.rules import Problem, rule

@rule(good="events: []", bad="events: [{name: a}]", level="warning")
def check(project):
    for event in project.events:
        DO
        yield Problem(event.place("name"), "said " + event.name)
'''
SPECS = "version: 1\nevents: [{name: buy, owner: web, description: Paid.}]\n"


def rule(does: str = "pass") -> str:
    """A rule that does something before it speaks."""
    lines = does.split("\n")
    return RULE.replace("        DO", "\n".join(f"        {line}" for line in lines))


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a rule in Python; nobody trusts it yet, and the user's configuration is empty."""
    root = tmp_path / "shop"
    for path, text in {
        "govern.yaml": "version: 1\n",
        "specs/events.yaml": SPECS,
        "rules/paid/owner.py": rule(),
        "rules/named.yaml": json.dumps(
            {
                "version": 1,
                "rules": [
                    {
                        "rule": "team/site",
                        "title": "An event has a site.",
                        "each": "events",
                        "require": ["site"],
                        "good": "events: []",
                        "bad": "events: [{name: a}]",
                    }
                ],
            }
        ),
    }.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    monkeypatch.chdir(root)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("GOVERN_CACHE_DIR", str(tmp_path / "cache"))
    return root


def heard(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[set[str], str]:
    """The rules that `lint` hears, twice alike, and what it says to people."""
    govern(["lint", "--format", "json", *arguments])
    rules = {finding["rule"] for finding in json.loads(capsys.readouterr().out)["findings"]}
    govern(["lint", *arguments])
    shown = capsys.readouterr().out
    assert all(rule in shown for rule in rules)
    return rules, " ".join(shown.split())


def test_nothing_in_python_runs_before_it_is_trusted(shop: Path, capsys: Any, tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    (shop / "rules" / "paid" / "owner.py").write_text(f"open({str(mark)!r}, 'w')\n" + rule())
    for command in (["lint"], ["check"], ["render", "plan"], ["rules"], ["rules", "--test"], ["explain", "owner"]):
        govern(command)
        said = capsys.readouterr()
        assert "paid/owner" in said.out + said.err, command
        assert "govern trust" in " ".join((said.out + said.err).split()), command
    assert not mark.exists()
    assert govern(["lint", "--project-rules"]) == 1
    assert mark.exists()


def test_trust_is_about_a_folder_and_its_files(shop: Path, capsys: Any) -> None:
    rules, said = heard(capsys)
    assert rules == {"team/site"}
    assert "1 rule in Python was not run (paid/owner): this project is not trusted" in said
    assert govern(["trust"]) == 0
    assert "rules/paid/owner.py" in capsys.readouterr().out
    assert heard(capsys)[0] == {"team/site", "paid/owner"}
    (shop / "rules" / "paid" / "_shared.py").write_text("X = 1\n")
    rules, said = heard(capsys)
    assert rules == {"team/site"}
    assert "not as they were when they were trusted" in said
    (shop / "rules" / "paid" / "_shared.py").unlink()
    assert heard(capsys)[0] == {"team/site", "paid/owner"}
    assert govern(["trust", "--list"]) == 0
    assert capsys.readouterr().out.startswith("trusted ")
    assert govern(["trust", "--forget"]) == 0
    capsys.readouterr()
    assert heard(capsys)[0] == {"team/site"}


def test_a_copy_elsewhere_is_not_trusted(shop: Path, tmp_path: Path, capsys: Any) -> None:
    import shutil

    govern(["trust"])
    shutil.copytree(shop, tmp_path / "copy")
    capsys.readouterr()
    assert heard(capsys, "-C", str(tmp_path / "copy"))[0] == {"team/site"}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_the_memory_of_trust_is_the_users_alone(shop: Path, tmp_path: Path) -> None:
    assert govern(["trust"]) == 0
    file = tmp_path / "config" / "govern-tracking" / "trust.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    left = file.with_name(".trust.json.2147483647.0.new")
    left.write_text("what a killed process left")
    assert govern(["trust"]) == 0
    assert [path.name for path in file.parent.iterdir()] == ["trust.json"]
    assert list(json.loads(file.read_text())["trusted"]) == [os.path.realpath(shop)]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 2, "trusted": {}}', '{"version": 1, "trusted": 1}'])
def test_a_damaged_memory_is_an_error(shop: Path, tmp_path: Path, capsys: Any, text: str) -> None:
    file = tmp_path / "config" / "govern-tracking" / "trust.json"
    file.parent.mkdir(parents=True)
    file.write_text(text)
    assert govern(["lint"]) == 2
    assert "is not a list of trusted projects" in capsys.readouterr().err


def test_a_folder_of_the_project_is_no_memory(shop: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    (shop / "config" / "govern-tracking").mkdir(parents=True)
    known = {os.path.realpath(shop): trust.digest({"rules/paid/owner.py": rule()})}
    (shop / "config" / "govern-tracking" / "trust.json").write_text(json.dumps({"version": 1, "trusted": known}))
    monkeypatch.setenv("XDG_CONFIG_HOME", "config")
    monkeypatch.setenv("HOME", str(shop / "nothing"))
    assert heard(capsys)[0] == {"team/site"}


@pytest.mark.parametrize("word", ["on", "ON", "1", "true", "Yes"])
def test_the_environment_trusts(shop: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any, word: str) -> None:
    monkeypatch.setenv(trust.SWITCH, word)
    assert heard(capsys)[0] == {"team/site", "paid/owner"}
    assert heard(capsys, "--no-project-rules")[0] == {"team/site"}
    assert heard(capsys, "--no-project-rules", "--project-rules")[0] == {"team/site"}
    assert heard(capsys, "--project-rules", "--no-project-rules")[0] == {"team/site"}
    assert os.environ[trust.SWITCH] == word


@pytest.mark.parametrize("word", ["off", "OFF", "0", "false", "No"])
def test_the_environment_forbids(shop: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any, word: str) -> None:
    govern(["trust"])
    monkeypatch.setenv(trust.SWITCH, word)
    capsys.readouterr()
    rules, said = heard(capsys)
    assert rules == {"team/site"}
    assert "not run (paid/owner)" in said
    assert heard(capsys, "--project-rules")[0] == {"team/site"}


def test_another_word_is_an_error(shop: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    monkeypatch.setenv(trust.SWITCH, "maybe")
    for command in ("lint", "check", "rules"):
        assert govern([command]) == 2
        assert 'GOVERN_PROJECT_RULES is "maybe", expected on or off' in capsys.readouterr().err


POSIX = pytest.mark.skipif(os.name == "nt", reason="a matter of POSIX")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process")
DEEDS = [
    pytest.param("raise SystemExit(0)", "SystemExit: 0", id="exit"),
    pytest.param("raise KeyboardInterrupt", "KeyboardInterrupt", id="interrupt"),
    pytest.param("raise BaseException('x')", "BaseException: x", id="base"),
    pytest.param("raise type('E', (BaseException,), {'__str__': lambda self: 1 / 0})", "E", id="unspeakable"),
    pytest.param("os._exit(0)", "its process ended", id="gone"),
    pytest.param('print(\'{"problems": [], "broken": null}\')', "it prints", id="print"),
    pytest.param("for fd in range(3, 64):\n    try: os.write(fd, b'x' * 100)\n    except OSError: pass",
                 "it writes where only answers belong", id="forge"),
    pytest.param("while True: pass", "it takes longer than 1 s", id="loop"),
    pytest.param("while True:\n    try:\n        while True: pass\n    except BaseException: pass",
                 "it takes longer than 1 s", id="stubborn"),
    pytest.param("bytearray(8 << 30)", "MemoryError", id="memory", marks=LINUX),
    pytest.param("os.fork()", "other processes (os.fork)", id="fork", marks=POSIX),
    pytest.param("try: os.kill(os.getppid(), 9)\nexcept OSError: pass", "other processes (os.kill)", id="kill"),
    pytest.param("event.__dict__['name'] = 'other'", "it changes the project", id="record"),
    pytest.param("project.sections.clear()", "it changes the project", id="sections"),
    pytest.param("next(iter(project.documents.values())).data.clear()", "it changes the project", id="data"),
    pytest.param("os.closerange(0, 256)", "its process ended", id="close"),
    pytest.param("sys.modules['govern.rules'] = None", 'replaces the module "govern.rules"', id="modules"),
    pytest.param("import builtins; builtins.len = None", 'replaces the built-in "len"', id="builtins"),
    pytest.param("import threading, time; threading.Thread(target=time.sleep, args=(60,), daemon=True).start()",
                 "leaves threads running", id="thread"),
    pytest.param("def f(): f()\nf()", "RecursionError", id="recursion"),
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("does", "words"), DEEDS)
def test_whatever_a_rule_does_is_one_finding_and_the_others_run(
    does: str, words: str, monkeypatch: pytest.MonkeyPatch, capfd: Any
) -> None:
    monkeypatch.setenv(trust.SWITCH, "on")
    monkeypatch.setattr(own, "SECONDS", 1.0)
    files = {"rules/a/first.py": rule(), "rules/b/wild.py": rule(does), "rules/c/last.py": rule("len([])")}
    found = findings(project(SPECS, own=files))
    (broken,) = (finding for finding in found if finding.rule == "team/broken-rule")
    assert '"b/wild"' in broken.message
    assert words in broken.message
    assert broken.place.file == "rules/b/wild.py"
    others = [(finding.rule, finding.message) for finding in found if finding.rule in ("a/first", "c/last")]
    assert sorted(others) == [("a/first", "said buy"), ("c/last", "said buy")]
    assert capfd.readouterr() == ("", "")


@pytest.mark.slow
@pytest.mark.parametrize("does", ["os._exit(0)", "raise BaseException", "import time; time.sleep(60)"])
def test_a_file_that_does_so_when_it_is_loaded(does: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(trust.SWITCH, "on")
    monkeypatch.setattr(own, "SECONDS", 0.5)
    found = findings(project(SPECS, own={"rules/b/wild.py": f"import os\n{does}\n", "rules/c/last.py": rule()}))
    told = {finding.rule for finding in found}
    assert {"team/broken-rule", "c/last"} <= told
    (broken,) = (finding for finding in found if finding.rule == "team/broken-rule")
    assert 'the rule "b/wild" cannot be loaded' in broken.message


@pytest.mark.slow
def test_a_loop_is_shown_at_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(trust.SWITCH, "on")
    monkeypatch.setattr(own, "SECONDS", 0.5)
    text = rule("x = 1\nwhile True: pass")
    (broken,) = findings(project(SPECS, own={"rules/b/wild.py": text}), "team/broken-rule")
    assert broken.place.span is not None
    assert text.splitlines()[broken.place.span.line - 1].strip() == "while True: pass"


def test_a_rule_sees_no_credential_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(trust.SWITCH, "on")
    monkeypatch.setenv("ADS_TOKEN", "planted")
    text = rule().replace('"said " + event.name', '"said " + str(os.environ.get("ADS_TOKEN"))')
    (found,) = findings(project(SPECS, own={"rules/b/wild.py": text}), "b/wild")
    assert found.message == "said None"
