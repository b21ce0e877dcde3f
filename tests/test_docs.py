"""What is written about the program is true: the README's commands and output, the schema, the lists of rules."""

from __future__ import annotations

import re
import tomllib
from importlib import import_module
from pathlib import Path

import pytest
import yaml
from helpers import findings, project
from typed import typed_in, unknown_in

from govern.cli import run
from govern.cli.help import commands
from govern.commands import demo as example
from govern.core.registry import modules, rooms_with
from govern.output.formats import formats_in_order
from govern.platforms import load, platforms
from govern.project.config import Config
from govern.project.load import parse_config
from govern.render.targets import targets
from govern.rules.catalogue import rule_ids
from govern.spec.schema import text

pytestmark = pytest.mark.usefixtures("day")

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_ci_runs_the_command_that_the_readme_gives_for_the_tests() -> None:
    block = README.partition("<!-- tests -->")[2].partition("```sh\n")[2].partition("```")[0]
    command = " && ".join(line.strip() for line in block.strip().splitlines())
    assert command.startswith("python3 -m venv .venv && ")
    assert command.rpartition(" && ")[2].startswith(".venv/bin/pytest")
    assert "README.md" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


NAMED = {
    "README.md": (
        *(f"govern {command}" for command in commands()),
        *(f"`{target}`" for target in targets()),
        *(f"`{format}`" for format in formats_in_order()),
        *(f"`{variable}" for variable in ("GOVERN_CACHE=off", "GOVERN_CACHE_DIR", "GOVERN_PROJECT_RULES")),
    ),
    "docs/platforms/README.md": tuple(load(key).name for key in platforms()),
    "docs/language.md": tuple(f"`{section}`" for section in modules("spec/sections")),
    "docs/exports/README.md": tuple(
        (import_module(f"govern.{room}.readers.{reader}").__doc__ or "")
        .partition(". ")[0]
        .partition("\n\n")[0]
        .rstrip(".")
        for room in rooms_with("readers")
        for reader in modules(f"{room}/readers")
    ),
    "docs/rules/README.md": rule_ids(),
}
"""What is registered by being there, by the page that a newcomer finds it on."""


@pytest.mark.parametrize("page", NAMED)
def test_every_part_is_named_where_a_newcomer_looks(page: str) -> None:
    written = " ".join((ROOT / page).read_text(encoding="utf-8").split())
    assert [name for name in NAMED[page] if " ".join(name.split()) not in written] == []


def test_the_schema_that_travels_with_projects_is_the_one_of_the_models() -> None:
    stored = (ROOT / "templates" / "spec.schema.json").read_text(encoding="utf-8")
    assert stored == text(), "write it anew: govern schema --output templates/spec.schema.json"


def test_rules_that_documents_name_exist() -> None:
    documents = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
    groups = {rule.split("/")[0] for rule in rule_ids()}
    for document in documents:
        named = re.findall(r"ignore\[([a-z-]+/[a-z0-9-]+)\]|\brule: ([a-z-]+/[a-z0-9-]+)", document.read_text("utf-8"))
        for rule in (one or other for one, other in named):
            assert rule.split("/")[0] not in groups or rule in rule_ids(), f"{document.name} names {rule}"


PAGES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *sorted((ROOT / "docs").glob("*.md")))


@pytest.mark.parametrize("page", [*PAGES, ROOT / "docs" / "exports" / "README.md"], ids=lambda page: page.stem)
def test_what_a_page_says_to_type_can_be_typed(page: Path) -> None:
    assert [problem for line in typed_in(page.read_text("utf-8")) if (problem := unknown_in(line))] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_no_paragraph_stands_twice(page: Path) -> None:
    """A merge that keeps both sides doubles what both of them have."""
    parts = [part.strip() for part in page.read_text("utf-8").split("\n\n") if len(part) > 60]
    assert [part[:60] for part in parts if parts.count(part) > 1] == []


def names(requirements: list[str]) -> set[str]:
    """The libraries that some requirements are about."""
    return {re.split(r"[<>=!~ \[;]", requirement)[0] for requirement in requirements}


def test_the_page_about_dependencies_has_each_of_them_in_its_place() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    page = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    product, brought, work = re.split(r"\n## (?:What an extra brings|For working on it)\n", page)
    work = work.partition("\n## ")[0]

    def rows(part: str) -> list[list[str]]:
        table = [line.strip("| ").split(" | ") for line in part.splitlines() if line.startswith("| ")]
        return [row for row in table if row[0] not in ("library", "---")]

    extras = {name: names(listed) for name, listed in project["optional-dependencies"].items()}
    ours = extras.pop("dev") | extras.pop("bench")
    theirs = {name for listed in extras.values() for name in listed}
    for part, libraries, width in (
        (product, names(project["dependencies"]), 6),
        (brought, theirs, 5),
        (work, ours - theirs, 4),
    ):
        assert sorted(row[0] for row in rows(part)) == sorted(libraries)
        assert {len(row) for row in rows(part)} == {width}, "a cell is missing"


def test_the_example_of_the_language_has_nothing_wrong() -> None:
    text = (ROOT / "docs" / "language.md").read_text("utf-8")
    shop = text.partition("\n## One example\n")[2].partition("```yaml\n")[2].partition("```")[0]
    assert [(finding.rule, finding.message) for finding in findings(project(shop))] == []


def test_the_output_in_the_readme_is_what_the_demo_prints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    example.copy("govern-demo")
    monkeypatch.chdir("govern-demo")
    assert run(["diff", "exports/GTM-HZL0AK1.json", "--color", "never"]) == 1
    assert f"```\n{capsys.readouterr().out}```" in README


def test_the_first_page_in_the_readme_is_what_audit_says(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT / "tests" / "exports")
    assert run(["audit", "GTM-P1NEPB1.json", "--color", "never"]) == 1
    page, _, findings = capsys.readouterr().out.partition("\n\nGTM-P1NEPB1.json\n")
    assert f"```\n{page}\n```" in README
    assert findings.splitlines()[0].startswith('  tag "FB Purchase (agency, do not touch)"  line ')


def test_the_event_in_the_readme_can_be_added_to_a_project_as_it_is() -> None:
    event = README.partition("```yaml\n# specs/purchase.yaml")[2].partition("```")[0]
    site = "{name: shop, domains: {production: [www.shop.example]}, containers: {web: GTM-ABC1234}}"
    sites = f"version: 1\nsites: [{site}]\n".replace("}}]", "}, consent: {default: denied, wait_for_update: 500}}]")
    files = {"specs/purchase.yaml": f"#{event}", "specs/sites.yaml": sites}
    assert [(finding.rule, finding.message) for finding in findings(project(files=files))] == []


def test_what_the_page_about_security_says_has_the_tests_that_it_names() -> None:
    table = (ROOT / "SECURITY.md").read_text("utf-8").partition("\n| do what |")[2].partition("\n\n")[0]
    rows = [row.strip("| ").split(" | ") for row in table.splitlines()[2:]]
    assert len(rows) >= 6
    for does, _, tests in rows:
        named = re.findall(r"`((?:test_|conftest)\w*)`", tests)
        assert named, f"{does} has no test"
        assert all((ROOT / "tests" / f"{name}.py").is_file() for name in named), tests


UNDER = {
    "  - name: log": "counts:\n",
    "    rates:": "counts:\n  - name: shop\n    files: o.csv\n    layer: backend\n    means: orders\n",
    "    mode:": "csp:\n  - site: shop\n",
}
"""What examples of YAML that go on with an entry stand under, by how they begin."""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_examples_of_specs_are_in_the_language(page: Path) -> None:
    """Names that only a whole project declares may be absent; keys, words and values have to fit."""
    sections = {*modules("spec/sections"), "version"}
    for written in re.findall(r"```yaml\n(.*?)```", page.read_text("utf-8"), re.DOTALL):
        text = next((f"{above}{written}" for begins, above in UNDER.items() if written.startswith(begins)), written)
        keys = yaml.load(text, yaml.CSafeLoader)
        if not isinstance(keys, dict) or "title:" in text:
            continue
        if keys.keys() <= set(Config.__fields__):
            assert parse_config(text.encode())
        elif keys.keys() <= sections:
            asked = project(text)
            said = {one.message for rule in rule_ids() if rule.startswith("spec/") for one in findings(asked, rule)}
            assert [one for one in said if not one.endswith("is not declared")] == [], text
