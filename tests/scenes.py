"""Folders in which commands that write are interrupted, and what lies in a folder afterwards."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from govern.cli import run

HAZEL = Path(__file__).parent / "exports" / "hazel"

Tree = dict[str, bytes]


def tree(folder: Path) -> Tree:
    """Every file below a folder that govern would look at, by path: what is hidden beside a target does not count."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in every_file(folder) if not is_rest(path)}


def every_file(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def is_rest(path: Path) -> bool:
    """Whether a file is what a killed run left behind: hidden, so that nobody takes it for a spec or an export."""
    return path.name.startswith(".") and path.name.endswith(".new")


def rests(folder: Path) -> list[Path]:
    return [path for path in every_file(folder) if is_rest(path)]


def in_any_order(files: dict[str, bytes]) -> dict[str, list[bytes]]:
    return {name: sorted(text.split(b"\n")) for name, text in files.items()}


def scene_of(command: str, folder: Path) -> Path:
    """The folder in which a command is going to be killed."""
    exports = folder / "exports"
    exports.mkdir(parents=True)
    for name in ("web.json", "server.json"):
        shutil.copy(HAZEL / name, exports / name)
    if command in ("init", "demo", "schema"):
        return folder
    here = os.getcwd()
    os.chdir(folder)
    try:
        assert run(["init", "-q", "shop", "--from", "exports/web.json", "--from", "exports/server.json"]) == 0
        project = folder / "shop"
        (project / "specs" / "site.yaml").write_text(
            "version: 1\ncsp:\n  - {site: hazel-oak-web, mode: enforce, base: {default-src: [\"'self'\"]}}\n"
        )
        assert run(["render", "-q", "-C", "shop"]) == 0
    finally:
        os.chdir(here)
    change(project)
    return project


def change(project: Path) -> None:
    """Edit specs and export, so that every command has something to write."""
    for path in (project / "specs").rglob("*.yaml"):
        path.write_bytes(path.read_bytes().replace(b"Meta - Purchase", b"Meta - Order").replace(b"'self'", b"'none'"))
    export = project / "exports" / "web.json"
    export.write_bytes(
        export.read_bytes().replace(b"purchase", b"order_paid").replace(b"fbq('track'", b"fbq('trackSingle'")
    )
    (project / "specs" / "events.yaml").write_text("version: 1\nevents: [{name: purchase}]\n")
