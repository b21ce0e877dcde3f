"""Imports follow the layers: a module imports only from rows above its own, siblings leave each other alone."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "govern"

ROWS = (
    ("record", "report", "errors"),
    ("source", "cache", "clock"),
    ("model",),
    ("platforms", "live"),
    ("config", "project", "load", "baseline"),
    ("desired", "derive", "payloads"),
    ("rules", "plan", "render", "importing"),
    (
        "linting",
        "searching",
        "staged",
        "formatting",
        "fixing",
        "trying",
        "deliver",
        "example",
        "start",
        "taking",
        "proving",
        "roots",
        "verbs",
    ),
    ("cli",),
)
INSIDE_A_ROW = {
    # a row is one room or a few that build on each other in this order
    "errors": {"report", "record"},
    "report": {"record"},
    "config": set(),
    "project": {"config"},
    "load": {"config", "project"},
    "baseline": set(),
    "desired": {"derive"},
    "importing": {"render"},
    "verbs": {"linting", "fixing", "deliver", "example", "start", "taking", "roots"},
    "searching": {"roots"},
    "formatting": {"fixing"},
    "taking": {"start"},
}
OUTPUT_SEES = {"output", "record", "report"}
ROW_OF = {room: number for number, rooms in enumerate(ROWS) for room in rooms}


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if "_templates" not in path.parts)


def imports(path: Path) -> Iterator[str]:
    """The rooms of govern that a module imports, at the top or inside functions; annotations-only imports are none."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {
        node
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and ast.unparse(block.test) == "TYPE_CHECKING"
        for node in ast.walk(block)
    }
    for node in ast.walk(tree):
        if node in typing_only:
            continue
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module == "govern":
            names = [f"govern.{alias.name}" for alias in node.names if not alias.name.startswith("__")]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names = [node.module or ""]
        else:
            assert not isinstance(node, ast.ImportFrom), f"{path}: relative import"
            continue
        yield from (name.split(".")[1] for name in names if name.startswith("govern."))


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_follow_the_layers(path: Path) -> None:
    room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    if room in ("__init__", "__main__"):
        return
    for target in imports(path):
        if target == room:
            continue
        if room == "output":
            assert target in OUTPUT_SEES, f"output imports {target}"
        elif target == "output":
            assert room == "cli", f"{room} imports output"
        else:
            lower = ROW_OF[target] < ROW_OF[room] or target in INSIDE_A_ROW.get(room, set())
            assert lower, f"{room} imports {target}"


def test_every_room_has_a_row() -> None:
    rooms = {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in modules()}
    assert rooms - {"__init__", "__main__", "output"} <= ROW_OF.keys()


def rules() -> list[Path]:
    return sorted(path for path in (PACKAGE / "rules").glob("*/*.py") if not path.stem.startswith("_"))


def test_a_rule_imports_no_other_rule() -> None:
    """What two rules have in common stands in a module of its own, whose name begins with `_`: no rule needs another."""
    every = {".".join(("govern", *path.relative_to(PACKAGE).with_suffix("").parts)) for path in rules()}
    assert len(every) > 250
    for path in sorted((PACKAGE / "rules").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        assert not found & every, f"{path.relative_to(PACKAGE)} imports {found & every}"
