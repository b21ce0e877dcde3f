"""Data flows one way: a room imports only rooms below its own, siblings leave each other alone, nothing goes in circles."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "govern"

ROWS = (
    ("core",),
    ("source", "spec", "output", "symptoms"),
    ("gtm", "payloads"),
    ("platforms",),
    ("signals", "access", "tokens", "attribution", "plan"),
    ("captures", "counts", "settings"),
    ("csp", "project"),
    ("rules", "render"),
    ("commands",),
    ("cli",),
)
"""The rooms, from the ground up. A subject's room asks its questions of a project that it is handed, so that it knows
the type of a project, for annotations, and never imports it."""

OUTPUT_SEES = {"core"}
ROW_OF = {room: number for number, rooms in enumerate(ROWS) for room in rooms}


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if "_templates" not in path.parts)


def dotted(path: Path) -> str:
    """The name under which a file is imported."""
    parts = ("govern", *path.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {dotted(path): path for path in modules()}


def imports(path: Path, *, at_the_top: bool = False) -> list[str]:
    """The modules of govern that one imports, at the top or inside functions; annotations-only imports are none."""
    return [name for name, top in imported(path) if top or not at_the_top]


@cache
def imported(path: Path) -> list[tuple[str, bool]]:
    """Each import of a module of govern, and whether it stands at the top."""
    found: list[tuple[str, bool]] = []
    tree = ast.parse(path.read_text(encoding="utf-8"))
    left: list[ast.AST] = list(tree.body)
    top = set(tree.body)
    while left:
        node = left.pop()
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names if alias.name.startswith("govern.")]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names = named_in(node)
        else:
            if isinstance(node, ast.stmt | ast.excepthandler | ast.match_case):
                left.extend(ast.iter_child_nodes(node))
            continue
        found.extend((name, node in top) for name in names)
    return found


def named_in(node: ast.ImportFrom) -> list[str]:
    """The modules of govern that one statement imports."""
    module = node.module or ""
    names = [f"{module}.{alias.name}" for alias in node.names] if module.split(".")[0] == "govern" else []
    return [name if name in MODULES else module for name in names]


def room_of(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def against_the_order(path: Path) -> Iterator[str]:
    """The imports of a module that lead up, or sideways, or to what tells a report."""
    room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    for target in {room_of(name) for name in imports(path)} - {"", room}:
        if room == "output":
            follows = target in OUTPUT_SEES
        elif target == "output":
            follows = room == "cli"
        else:
            follows = ROW_OF[target] < ROW_OF[room]
        if not follows:
            yield f"{path.relative_to(PACKAGE)} imports {target}"


def test_imports_follow_the_layers() -> None:
    inside = [path for path in MODULES.values() if path.parent != PACKAGE]
    assert len(inside) > 500
    assert [said for path in inside for said in against_the_order(path)] == []


IMPORT = re.compile(r"^[ \t]*(?:from ([\w.]+) )?import (\([^)]*\)|[^(\n]*)", re.MULTILINE)


def taken_by_test(text: str) -> Iterator[tuple[str, ...]]:
    """What a test file imports, each as the way to it."""
    for module, names in IMPORT.findall(text):
        for name in names.strip("()").split(","):
            yield (*module.split("."), *name.split(" as ")[0].strip().split("."))


def test_tests_import_what_is_public_and_not_each_other() -> None:
    """What tests share stands beside them in a module that is not one; what is private changes without asking them."""
    for path in sorted(Path(__file__).parent.glob("*.py")):
        for way in taken_by_test(path.read_text(encoding="utf-8")):
            assert not any(re.match("_[a-z]", name) for name in way), f"{path.name}: {way}"
            assert not next(filter(None, way), "").startswith("test_"), f"{path.name}: {way}"


def test_every_room_has_a_row() -> None:
    rooms = {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in modules()}
    assert rooms - {"__init__", "__main__"} == ROW_OF.keys()


def test_patterns_are_built_when_they_are_asked() -> None:
    """A module that is imported builds no regular expression (`core/regex.py`); a function that is called may."""
    for path in modules():
        text = path.read_text(encoding="utf-8")
        kept = "re.compile" in text and [node for node in ast.parse(text).body if not isinstance(node, ast.FunctionDef)]
        for node in (part for statement in kept or () for part in outside_functions(statement)):
            assert ast.unparse(node).removeprefix("re.") != "compile", f"{path.name}, line {node.lineno}"


def outside_functions(node: ast.AST) -> Iterator[ast.expr]:
    """What a statement calls when it is run, as far as it is not in the body of a function."""
    for part in ast.iter_child_nodes(node):
        if isinstance(part, ast.Call):
            yield part.func
        if not isinstance(part, ast.FunctionDef | ast.Lambda):
            yield from outside_functions(part)


def test_each_module_has_a_public_name() -> None:
    """What one room asks of another is public; a module that nobody may import is part of the one that does."""
    assert [name for name in MODULES if re.search(r"\._(?!_)", name)] == []


TEAMS = {"sender.py", "rules/platforms/x.py"}
"""Files of a project that docstrings speak of."""


def test_the_files_that_a_docstring_names_are_there() -> None:
    """A room's docstring is its list of features, and none of them moves away unseen."""
    gone = [
        (name, said)
        for name, path in MODULES.items()
        for said in set(re.findall(r"`([\w/]+\.py)`", path.read_text(encoding="utf-8"))) - TEAMS
        if not any((folder / said).is_file() for folder in (path.parent, path.parent.parent, PACKAGE, PACKAGE.parent))
    ]
    assert gone == []
    for room in (
        "access",
        "captures",
        "counts",
        "csp",
        "gtm",
        "signals",
        "signals/code",
        "signals/containers",
        "source",
        "spec",
    ):
        said = ast.get_docstring(ast.parse((PACKAGE / room / "__init__.py").read_text(encoding="utf-8"))) or ""
        named = re.findall(r"`([a-z_]+)(?:/|`)", said)
        assert [one for one in named if not list((PACKAGE / room).glob(f"{one}*"))] == []


def test_no_module_imports_itself_through_others() -> None:
    """Inside rooms too: whichever module is read first, everything it needs at its top is there."""
    needs = {
        name: {target for target in imports(path, at_the_top=True) if target in MODULES and target != name}
        for name, path in MODULES.items()
    }
    while needs:
        free = {name for name, wanted in needs.items() if not wanted & needs.keys()}
        assert free, f"these import each other: {sorted(needs)}"
        needs = {name: wanted for name, wanted in needs.items() if name not in free}


def test_only_rules_and_their_engine_are_in_the_room_of_rules() -> None:
    """What two rules have in common is a question about a subject, and stands in the subject's room."""
    groups = [path for path in (PACKAGE / "rules").rglob("*.py") if path.parent != PACKAGE / "rules"]
    rules = {dotted(path) for path in groups if path.stem != "__init__"}
    assert len(rules) > 250
    for path in groups:
        assert not path.stem.startswith("_") or path.stem == "__init__", f"{path} is not a rule"
        assert not rules & set(imports(path)), f"{path.relative_to(PACKAGE)} imports another rule"
        engine = {name for name in imports(path) if room_of(name) == "rules"}
        about_rules = (
            {"govern.rules.own", "govern.rules.catalogue"}
            if path.parent.name in ("team", "settings", "ignores")
            else set()
        )
        assert engine <= {"govern.rules", *about_rules}, f"{path.relative_to(PACKAGE)} imports {engine}"
