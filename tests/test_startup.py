"""Starting is cheap: heavy libraries are imported by the commands that need them, when they need them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from govern.cli import run

HEAVY = {"pydantic", "pydantic_core", "jinja2", "ruamel", "git", "yaml", "json", "difflib", "subprocess", "dataclasses"}
HEAVY |= {"filelock"}


def imported(code: str, cwd: Path) -> set[str]:
    """The top-level modules that are loaded after some code has run in a fresh interpreter."""
    return {name.split(".")[0] for name in loaded(code, cwd)}


def loaded(code: str, cwd: Path) -> set[str]:
    """All modules that are loaded then."""
    script = f"{code}\nimport sys\nprint('MODULES\\n' + '\\n'.join(sys.modules))"
    root = str(Path(__file__).parent.parent)
    environment = {"PYTHONPATH": root, "GOVERN_CACHE_DIR": str(cwd / "cache"), "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.partition("MODULES")[2].split())


def test_the_command_line_alone_loads_click_and_nothing_heavy(tmp_path: Path) -> None:
    found = imported("import govern.cli.group", tmp_path)
    assert "click" in found
    assert not HEAVY & found


def test_the_version_needs_no_command_line(tmp_path: Path) -> None:
    code = "import sys; sys.argv[1:] = ['-V']\nimport govern.__main__ as m\nassert m.version() == 0"
    assert "click" not in imported(code, tmp_path)


def test_patterns_that_nobody_asks_are_not_built(tmp_path: Path) -> None:
    code = """
from govern.source.yaml import python_parser, read
from yaml.reader import Reader
assert type(Reader.NON_PRINTABLE).__name__ == "Unbuilt"
assert read("{a: [1, 2001-12-14]}", python_parser).data == read("{a: [1, 2001-12-14]}").data
import re
assert re.compile("a").match("a")
"""
    assert "yaml" in imported(code, tmp_path)


def test_the_help_imports_no_command(tmp_path: Path) -> None:
    found = loaded("from govern.cli import run\nassert run(['--help']) == 0", tmp_path)
    assert {name for name in found if name.startswith("govern.")} == {
        "govern.cli",
        "govern.cli.help",
        "govern.core",
        "govern.core.regex",
        "govern.core.registry",
    }
    assert "click" not in found


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "govern.yaml").write_text("version: 1\n")
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs" / "events.yaml").write_text(
        "version: 1\nevents:\n  - {name: purchase, owner: shop, description: Somebody paid.}\n"
    )
    return tmp_path


LINT = "from govern.cli import run\nassert run(['lint']) == 0"


def test_lint_of_valid_specs_needs_no_pydantic(project: Path) -> None:
    found = imported(LINT, project)
    assert "yaml" in found
    assert not {"pydantic", "pydantic_core", "jinja2", "ruamel", "git"} & found


@pytest.mark.parametrize("words", [["lint"], ["lint", "-C", "."], ["lint", "--staged"]])
def test_lint_with_nothing_to_parse_needs_no_click(project: Path, words: list[str]) -> None:
    assert "click" not in imported(f"from govern.cli import run\nassert run({words}) == 0", project)


@pytest.mark.usefixtures("day")
def test_lint_says_the_same_without_click(project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (project / "specs" / "more.yaml").write_text("version: 1\nevents: [{name: Purchase}]\n")
    folder = str(project)
    said = [
        (run(words), capfd.readouterr())
        for words in (["lint", "-C", folder], ["lint", "-C", folder, "--level", "note"])
    ]
    assert said[0] == said[1]
    assert said[0][0] == 1


def test_lint_builds_few_patterns_and_compiles_nothing(project: Path) -> None:
    """Each takes longer than it looks; a call of `compile` makes Python build all that it knows of syntax trees."""
    watch = """
import builtins, re
import govern.core.regex as ours
built, made = [], re.compile
def count(*given): built.append(given); return made(*given)
def refuse(*_, **__): raise AssertionError("compile")
ours.BUILD, builtins.compile = count, refuse
"""
    loaded(f"{watch}{LINT}\nassert len(built) < 20, built", project)


def test_lint_loads_nothing_that_reads_live_containers(project: Path) -> None:
    live = {
        "govern.signals.containers.tags",
        "govern.signals.containers.when",
        "govern.signals.containers.condition",
        "govern.gtm.javascript",
    }
    assert not live & loaded(LINT, project)


def test_lint_imports_the_sections_that_the_specs_have(project: Path) -> None:
    found = {name.rpartition(".")[2] for name in loaded(LINT, project) if name.startswith("govern.spec.sections.")}
    assert {"events", "parameters"} <= found
    assert not {"access", "attribution", "csp", "quality"} & found


def test_lint_of_unchanged_specs_does_not_even_load_yaml(project: Path) -> None:
    imported(LINT, project)
    assert not HEAVY & imported(LINT, project)


@pytest.mark.parametrize(("tag", "parses"), [("html", True), ("img", False)])
def test_the_parser_of_code_is_imported_for_containers_that_hold_code(tmp_path: Path, tag: str, parses: bool) -> None:
    container = {
        "container": {"publicId": "GTM-ABC1234", "usageContext": ["WEB"]},
        "tag": [
            {
                "name": "A",
                "type": tag,
                "parameter": [{"type": "TEMPLATE", "key": "html", "value": "<script>a()</script>"}],
            }
        ],
    }
    (tmp_path / "export.json").write_text(json.dumps({"exportFormatVersion": 2, "containerVersion": container}))
    found = imported("from govern.cli import run\nrun(['audit', 'export.json', '-q'])", tmp_path)
    assert ("tree_sitter" in found) is parses
