"""The recipes of CONTRIBUTING, followed: each adds what it says to a copy of the package, and it works from end to end."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest

ROOT = Path(__file__).parent.parent
RECIPES = re.findall(r"^## Add an? (.+)$", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.MULTILINE)
SPECS = "version: 1\nevents: [{name: purchase, owner: shop, description: Somebody paid.}]\n"

pytestmark = pytest.mark.slow


class Copy:
    """A copy of the package and a project beside it, on which the commands of the copy are run."""

    def __init__(self, folder: Path) -> None:
        self.home, self.project = folder / "copy", folder / "shop"
        shutil.copytree(ROOT / "govern", self.home / "govern", ignore=shutil.ignore_patterns("_templates", "_example"))
        shutil.copytree(ROOT / "templates", self.home / "templates")
        (self.project / "specs").mkdir(parents=True)
        self.write("govern.yaml", "version: 1\n")
        self.write("specs/events.yaml", SPECS)

    def add(self, path: str, text: str) -> None:
        """Add a file to the package; a recipe changes none."""
        file = self.home / "govern" / path
        assert not file.exists()
        file.write_text(dedent(text).lstrip(), encoding="utf-8")

    def write(self, path: str, text: str) -> None:
        file = self.project / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def run(self, *args: str, code: int = 0) -> str:
        """What a command prints."""
        environment = {**os.environ, "PYTHONPATH": str(self.home)}
        command = [sys.executable, "-m", "govern", *args]
        done = subprocess.run(command, cwd=self.project, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[Copy]:
    made = Copy(tmp_path)
    origin = [sys.executable, "-c", "import govern; print(govern.__file__)"]
    environment = {**os.environ, "PYTHONPATH": str(made.home)}
    shown = subprocess.run(origin, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True).stdout
    assert shown.startswith(str(made.home)), "the copy is what is run"
    yield made


def test_every_recipe_is_followed() -> None:
    followed = {
        name.removeprefix("test_a_").removeprefix("test_an_") for name in globals() if name.startswith("test_a")
    }
    wanted = {recipe.split(" of ")[0].replace(" ", "_") for recipe in RECIPES} - {"platform"}
    assert wanted == followed


def test_a_rule(copy: Copy) -> None:
    copy.add(
        "rules/events/short_name.py",
        '''
        """An event name is short.

        Long names are cut off in reports.

        Remedy: find a shorter word.
        """

        from collections.abc import Iterator

        from govern.project import Project
        from govern.rules import Problem, rule


        @rule(good="events: [{name: lead}]", bad="events: [{name: somebody_asked_us_something}]", level="warning")
        def check(project: Project) -> Iterator[Problem]:
            for event in project.events:
                if len(event.name) > 20:
                    yield Problem(event.place("name"), f'event "{event.name}" has a long name')
        ''',
    )
    copy.write("specs/events.yaml", SPECS.replace("purchase", "somebody_bought_something"))
    shown = copy.run("lint", "--format", "concise", code=1)
    assert (
        'specs/events.yaml:2:17: warning events/short-name event "somebody_bought_something" has a long name' in shown
    )
    assert "Long names are cut off" in copy.run("explain", "events/short-name")
    assert "events/short-name" in copy.run("rules")


def test_a_section(copy: Copy) -> None:
    copy.add(
        "spec/sections/newsletters.py",
        '''
        """Newsletters: what is written to whom, and which event starts it."""

        from __future__ import annotations

        from govern.spec.base import Entity, Name
        from govern.spec.section import Names, Section


        class Newsletter(Entity):
            """One newsletter."""

            name: Name
            starts_with: tuple[str, ...] = ()


        SECTION = Section(
            Newsletter, 55, "newsletter", names=Names(), references={"starts_with": "events"}
        )
        ''',
    )
    entries = ["{name: welcome, starts_with: [purchase]}", "{name: thanks, starts_with: [purchase, purchse]}"]
    copy.write("specs/newsletters.yaml", f"version: 1\nnewsletters: [{', '.join(entries)}]\n")
    shown = copy.run("lint", "--format", "concise", code=1)
    assert 'event "purchse" is not declared' in shown
    assert 'did you mean "purchase"?' in copy.run("lint", code=1)
    copy.write("specs/newsletters.yaml", f"version: 1\nnewsletters: [{entries[0]}, {entries[0]}]\n")
    assert 'newsletter "welcome" is declared twice' in copy.run("lint", code=1)
    copy.write("specs/newsletters.yaml", f"version: 1\nnewsletters: [{entries[0]}, {{nme: thanks}}]\n")
    assert 'an entry of newsletters has an unknown key "nme"' in copy.run("lint", code=1)
    copy.write("specs/newsletters.yaml", f"version: 1\nnewsletters: [{entries[0]}]\n")
    copy.run("lint")
    properties = list(json.loads(copy.run("schema"))["properties"])
    assert properties.index("newsletters") == properties.index("mappings") + 1


def test_a_reader(copy: Copy) -> None:
    copy.add(
        "access/readers/pigeons.py",
        '''
        """Who may fly: Pigeon Post › Settings › Flyers › Download gives the list as JSON."""

        from __future__ import annotations

        from typing import Any

        from govern.access import AccessList
        from govern.access.entries import Collector
        from govern.core.reader import Given

        PRECEDENCE = 35
        READS = "json"
        HOLDS = "access"


        def matches(data: Any) -> bool:
            """Whether this is a list of flyers."""
            return isinstance(data, dict) and isinstance(data.get("flyers"), list)


        def read(given: Given) -> tuple[AccessList, ...]:
            """Every flyer, who has one role."""
            into = Collector(given.file, "pigeons", by_email=True)
            for position, row in enumerate(given.data["flyers"]):
                into.add(row["mail"], row["may"], ("flyers", position), asset="loft")
            return (into.list(),)
        ''',
    )
    copy.write("exports/flyers.json", json.dumps({"flyers": [{"mail": "ann@shop.example", "may": "land"}]}))
    shown = copy.run("audit", "--today", "2026-11-23", "--report", "out")
    assert '"ann@shop.example" has the role "land"' in shown
    assert "was passed over" not in shown
    (table,) = (copy.project / "out").glob("*.csv")
    assert "ann@shop.example" in table.read_text("utf-8")


def test_a_kind(copy: Copy) -> None:
    copy.add(
        "captures/kinds/carrier.py",
        '''
        """What carrier pigeons bring: an address after the sign of the dove."""

        from __future__ import annotations

        from collections.abc import Iterator

        from govern.captures.har import Damaged
        from govern.captures.request import Request
        from govern.captures.started import Started, Stream
        from govern.core.report import Place

        POSITION = 5
        KIND = "letters of pigeons"


        def matches(start: str) -> bool:
            """Whether the first letter has the sign."""
            return start.startswith("dove ")


        def requests(stream: Stream, start: str, file: str) -> Iterator[Request | Damaged]:
            """A request for each letter."""
            letters, n = Started(start, stream), 0
            while line := letters.readline(10_000):
                n += 1
                yield Request(n, Place(file, (), None, f"letter {n}"), line.strip().removeprefix("dove "))
        ''',
    )
    copy.write("letters.txt", "dove https://www.facebook.com/tr/?id=34567890123456&ev=PageView\n")
    shown = copy.run("verify", "letters.txt", "--today", "2026-11-23")
    assert "(letters of pigeons): 1 request, 1 hit of 1 platform" in " ".join(shown.split())


def test_a_row_to_the_campaign(copy: Copy) -> None:
    shutil.copytree(ROOT / "tools", copy.home / "tools", ignore=shutil.ignore_patterns("__pycache__"))
    row = """
        \"\"\"Nobody is greeted by two names at once.\"\"\"

        from __future__ import annotations

        from tools.trials import Failure, chance

        GOAL = 50
        SECONDS = 0.001

        def attempt(seed: int, number: int) -> Failure | None:
            name = chance("greetings", seed, number).choice(["Ana", "Ana Bo"])
            return Failure("two names", name.encode()) if " " in name else None
        """
    (copy.home / "tools" / "trials" / "greetings.py").write_text(dedent(row).lstrip(), encoding="utf-8")
    command = [sys.executable, "tools/campaign.py", "greetings", "--count", "8", "--state", str(copy.project / "kept")]
    done = subprocess.run(command, cwd=copy.home, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "greetings" in done.stdout
    assert json.loads((copy.project / "kept" / "greetings.json").read_text("utf-8"))["tried"] == 8


def test_a_symptom(copy: Copy) -> None:
    copy.add(
        "symptoms/flat_line.py",
        '''
        """The line in the report is flat."""

        from govern.symptoms import Cause

        PHRASES = ("flat line", "nothing moves")

        CAUSES = (Cause("Nobody came.", ("quality/volume-drop",), "govern monitor"),)
        ''',
    )
    shown = copy.run("explain", "nothing moves")
    assert "The line in the report is flat." in shown
    assert "1. Nobody came." in shown


def test_a_target(copy: Copy) -> None:
    copy.add(
        "render/targets/names.py",
        '''
        """The names of all events, one a line."""

        from __future__ import annotations

        from collections.abc import Iterator

        from govern.core.report import Artifact
        from govern.project import Project

        WRITES = "the names of all events"
        POSITION = 35


        def artifacts(project: Project) -> Iterator[Artifact]:
            """One file."""
            names = "".join(f"{event.name}\\n" for event in project.events)
            yield Artifact(f"{project.config.output}/names.txt", names)
        ''',
    )
    copy.run("render", "names")
    assert (copy.project / "build" / "names.txt").read_text("utf-8") == "purchase\n"
    shown = copy.run("render", "--help")
    assert re.search(r"csp .*\n +names +the names of all events\n +types", shown)
    copy.run("render", "names", "--check")


def test_an_output_format(copy: Copy) -> None:
    copy.add(
        "output/formats/count.py",
        '''
        """How many findings there are, for a badge."""

        from __future__ import annotations

        from typing import TYPE_CHECKING, TextIO

        from govern.output.safe import Look

        if TYPE_CHECKING:
            from govern.core.report import Report

        POSITION = 25
        WHOLE = True


        def write(report: Report, stream: TextIO, look: Look) -> None:
            """A number."""
            stream.write(f"{len(report.findings)}\\n")
        ''',
    )
    assert copy.run("lint", "--format", "count") == "0\n"
    assert copy.run("lint", "--format", "count", "-q") == "0\n"
    assert "[text|concise|count|json|" in copy.run("lint", "--help").replace("\n", "").replace(" ", "")


def test_a_command(copy: Copy) -> None:
    copy.add(
        "commands/owners.py",
        '''
        """`owners`: who owns how many events."""

        from __future__ import annotations

        from collections import Counter

        from govern.core.report import Report


        def owners(root: str, *, today: str | None = None) -> Report:
            """A remark for each owner."""
            from govern.project.load import load

            found = Counter(event.owner for event in load(root, today=today).events)
            return Report(notes=tuple(f"{owner}: {count}" for owner, count in sorted(found.items())))
        ''',
    )
    copy.add(
        "cli/owners.py",
        '''
        """`govern owners`: who owns what."""

        from __future__ import annotations

        import click

        from govern.cli.emit import Style, emit
        from govern.cli.options import project_options, report_options

        HELP = "Show who owns how many events."
        POSITION = 25


        @click.command()
        @project_options
        @report_options
        def command(directory: str, today: str | None, style: Style) -> int:
            """Show who owns how many events."""
            from govern.commands.owners import owners
            from govern.project.roots import find_root

            root = find_root(directory)
            return emit(owners(root, today=today), root, style)
        ''',
    )
    assert "shop: 1" in copy.run("owners")
    assert re.search(r"lint .*\n(?: .*\n)? +owners +Show who owns how many events.\n", copy.run("--help"))
