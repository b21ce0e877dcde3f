"""What is there by being there has the shape that its kind asks for, and says of itself what its text says."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest
from for_each import for_each

from govern import cli
from govern.cli.command import Command
from govern.cli.help import commands
from govern.core.reader import Reader, readers
from govern.core.registry import in_position, modules, said_by, says
from govern.output.formats import FORMATS, Format, formats_in_order
from govern.project.exports import KINDS, Exports
from govern.render.targets import Target, targets

SHAPES = {
    **{f"cli/{module}": Command for module in in_position("cli", "HELP")},
    **{f"output/formats/{format}": Format for format in FORMATS},
    **{f"render/targets/{target}": Target for target in targets()},
    **{"/".join(module.split(".")[1:]): Reader for form in ("json", "text") for module in readers(form)},
}


@for_each("path", SHAPES)
def test_every_part_has_its_shape(path: str) -> None:
    module = import_module(".".join(("govern", *path.split("/"))))
    assert isinstance(module, SHAPES[path])
    assert all(getattr(module, name) == value for name, value in said_by(path).items())
    assert (module.__doc__ or "").strip()


def test_every_module_is_found_but_what_others_share() -> None:
    assert set(modules("cli")) - {
        "accepting",
        "command",
        "emit",
        "group",
        "help",
        "misused",
        "names",
        "options",
        "plain",
        "powershell",
        "printing",
        "progress",
        "projects",
        "selection",
        "style",
        "wanted",
    } == {path.split("/")[1] for path in SHAPES if path.startswith("cli/")}
    assert modules("output/formats") == tuple(sorted(formats_in_order()))
    assert "import" in commands()
    assert modules("render/targets") == tuple(sorted(targets()))


SEEN_BY_COMMANDS = ("govern.cli", "govern.commands", "govern.core", "govern.output", "govern.project.roots")


@for_each("module", in_position("cli", "HELP"))
def test_a_command_parses_and_prints_and_its_body_is_elsewhere(module: str) -> None:
    assert module in modules("commands")
    path = (
        Path(cli.__file__).parent / f"{'plain' if module == 'lint' else module}.py"
    )  # lint prints where it needs no click
    found = set(re.findall(r"^ +from (govern[\w.]*) import", path.read_text("utf-8"), re.MULTILINE))
    assert f"govern.commands.{module}" in found or f"import {module} as" in path.read_text("utf-8")
    assert {name for name in found if not name.startswith(SEEN_BY_COMMANDS)} <= {"govern.render.targets"}


@pytest.mark.parametrize("room", ["cli", "output/formats", "render/targets"])
def test_positions_are_nobodys_twice(room: str) -> None:
    taken = [said["POSITION"] for said in says(room).values() if "POSITION" in said]
    assert len(set(taken)) == len(taken)


def test_readers_hold_what_exports_have_and_are_asked_one_after_the_other() -> None:
    paths = [path for path, shape in SHAPES.items() if shape is Reader]
    assert len({said_by(path)["PRECEDENCE"] for path in paths}) == len(paths)
    assert {said_by(path)["HOLDS"] for path in paths} == KINDS.keys() < set(Exports.__fields__)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('HELP = "Say it."', {"HELP": "Say it."}),
        ("POSITION = 30", {"POSITION": 30}),
        ("WHOLE = False", {"WHOLE": False}),
        ('HELP = f"Say {it}."', {}),
        ('HELP = "Say" + "it"', {}),
        ("RATE = 0.5", {}),
        ("help = 3", {}),
        ('def late() -> None:\n    """Say."""\n\n\nPOSITION = 3', {}),
    ],
)
def test_a_module_is_asked_without_importing_it(
    line: str, said: dict[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "part.py").write_text(f'"""A part."""\n\n{line}\n\n\ndef check() -> None:\n    raise SystemExit\n')
    monkeypatch.setattr("govern.core.registry.PACKAGE", str(tmp_path))
    said_by.cache_clear()
    assert said_by("part") == said
