"""Nobody's edit is lost: what changed between reading and writing is refused, and processes of govern take turns."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from govern.cli import run
from govern.core import cache
from govern.core.errors import GovernError
from govern.project import baseline, trust
from govern.source import locks, writing

HERE = Path(__file__).parent
HAZEL = HERE / "exports" / "hazel"
MISSPELT = "version: 1\nevents:\n  - {name: purchase, ownr: shop,   description: Somebody paid.}\n"
SERVED = "content-security-policy: script-src *; object-src 'none'\n"


@pytest.fixture
def project(shop: Path) -> Path:
    """A project in which every command has something to write."""
    (shop / "specs" / "events" / "purchase.yaml").write_text(MISSPELT + "\n\n\n")
    (shop / "exports").mkdir()
    (shop / "exports" / "headers.txt").write_text(SERVED)
    return shop


def meddle(monkeypatch: pytest.MonkeyPatch, target: Path) -> None:
    """Somebody edits a file when everything has been read and nothing has been replaced."""
    stage = writing.stage

    def staged(path: str, content: bytes) -> str:
        made = stage(path, content)
        target.write_bytes(b"theirs\n")
        return made

    monkeypatch.setattr(writing, "stage", staged)


def prepare(shop: Path, args: tuple[str, ...]) -> None:
    """What a command needs to be there before."""
    good = MISSPELT.replace("ownr", "owner")
    if args[0] in ("render", "import"):
        (shop / "specs" / "events" / "purchase.yaml").write_text(good)
    if args[0] == "import":
        assert run(["import", "-q", str(HAZEL / "web.json")]) == 0
        tags = next((shop / "specs" / "containers").glob("*/tags.yaml"))
        tags.write_bytes(tags.read_bytes().replace(b"Meta - Purchase", b"Meta - Order"))
    if args[0] == "render":
        assert run(["render", "-q", "schemas"]) == 0
        (shop / "specs" / "events" / "purchase.yaml").write_text(good.replace("Somebody", "A customer"))


CASES: list[tuple[tuple[str, ...], str]] = [
    (("fmt",), "specs/events/purchase.yaml"),
    (("lint", "--fix"), "specs/events/purchase.yaml"),
    (("import", str(HAZEL / "web.json")), "specs/containers/*/tags.yaml"),
    (("render", "schemas"), "build/schemas/purchase.json"),
    (("audit", "--report", "report", "--today", "2026-11-23"), "report/audit-2026-Q4.md"),
    (("schema", "-o", "schema.json"), "schema.json"),
    (("init", "new"), "new/govern.yaml"),
    (("demo", "demo"), "demo/govern.yaml"),
    (("lint", "--write-baseline", "--reason", "handover"), "govern.baseline.json"),
    (("audit", "--write-baseline", "--reason", "handover"), "govern.baseline.json"),
]


@pytest.mark.parametrize("there", [True, False])
@pytest.mark.parametrize(("args", "name"), CASES, ids=[" ".join(args[:2]) for args, _ in CASES])
def test_an_edit_between_reading_and_writing_stays(
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    args: tuple[str, ...],
    name: str,
    there: bool,
) -> None:
    prepare(project, args)
    if there and name in ("schema.json", "report/audit-2026-Q4.md"):
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).write_text("before\n")
    if there and name == "govern.baseline.json":
        assert run(["secrets", "--write-baseline", "--reason", "a test"]) == 0
        (project / name).write_text('{"version": 1, "written_by": [], "findings": []}\n')
    found = list(project.glob(name))
    target = found[0] if found else project / name
    if not there and found:
        pytest.skip("this command only writes what is there")
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    meddle(monkeypatch, target)
    capsys.readouterr()
    assert run(list(args)) == 2
    said = capsys.readouterr()
    assert f"{target.name} was changed while govern was at work" in said.err
    assert "run the command again" in said.err
    after = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    assert after == {**before, target: b"theirs\n"}, "nothing else is written, and nothing is left behind"


def test_a_file_that_vanished_or_became_a_link_is_no_reason_to_write(tmp_path: Path) -> None:
    target = tmp_path / "a.yaml"
    with pytest.raises(writing.Changed):
        writing.write_all({str(target): b"new"}, {str(target): b"old"})
    assert not list(tmp_path.iterdir())
    (tmp_path / "other").write_text("old")
    target.symlink_to("other")
    with pytest.raises(GovernError, match="is a link"):
        writing.write_all({str(target): b"new"}, {str(target): b"old"})
    assert (tmp_path / "other").read_text() == "old"


def test_an_edit_after_some_were_replaced_stays_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = str(tmp_path / "a.txt"), str(tmp_path / "b.yaml")
    replace = os.replace

    def meddled(one: str, other: str) -> None:
        replace(one, other)
        Path(second).write_text("theirs")

    monkeypatch.setattr("os.replace", meddled)
    with pytest.raises(writing.Changed, match=r"b\.yaml was changed"):
        writing.write_all({first: b"new", second: b"new"}, {})
    assert Path(second).read_text() == "theirs"
    assert sorted(os.listdir(tmp_path)) == ["a.txt", "b.yaml"]


# ---- several processes -----------------------------------------------------------------------------------------------


def start(folder: Path, *args: str, code: str = "") -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE.parent), *sys.path])}
    command = [sys.executable, "-c", code] if code else [sys.executable, "-m", "govern", *args]
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, cwd=folder, env=environment, text=True, **pipes)


def ended(process: subprocess.Popen[str]) -> int:
    """The exit code of a process, when it has said all it has to say."""
    process.communicate()
    return process.returncode


@pytest.mark.slow
@pytest.mark.parametrize("count", [2, 8])
def test_what_several_processes_accept_at_once_is_all_accepted(project: Path, count: int) -> None:
    (project / "specs" / "events" / "purchase.yaml").write_text(
        "version: 1\nevents:\n" + "".join(f"  - {{name: Event {number}}}\n" for number in range(45))
    )
    (project / "notes.txt").write_text(f"token: EAAB{'aB3dE5gH7j' * 15}\n")
    commands = (
        ["lint", "--write-baseline", "--reason", "a test"],
        ["audit", "--write-baseline", "--reason", "a test"],
        ["secrets", "--write-baseline", "--reason", "a test"],
    )
    alone = [shutil.copytree(project, project.parent / str(number)) for number in range(len(commands[:count]))]
    wanted = set[str]()
    for folder, command in zip(alone, commands, strict=False):
        assert ended(start(folder, *command)) == 0
        wanted |= {entry["fingerprint"] for entry in baseline.entries(str(folder))}
    running = [start(project, *commands[number % len(alone)]) for number in range(count)]
    assert [ended(process) for process in running] == [0] * count
    assert {entry["fingerprint"] for entry in baseline.entries(str(project))} == wanted
    assert len(wanted) > 45


@pytest.mark.slow
def test_what_is_trusted_in_several_projects_at_once_is_all_trusted(project: Path) -> None:
    (project / "rules").mkdir()
    (project / "rules" / "mine.py").write_text('"""Nothing."""\n')
    folders = [shutil.copytree(project, project.parent / f"shop-{number}") for number in range(6)]
    running = [start(folder, "trust") for folder in folders]
    assert [ended(process) for process in running] == [0] * len(folders)
    assert {os.path.realpath(folder) for folder in folders} <= trust.remembered().keys()


WAITING = "from govern.source.locks import held\nwith held(['.']):\n print('held', flush=True)\n input()\n"


@pytest.mark.slow
def test_who_holds_the_lock_is_said(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(locks, "PATIENCE", 0.2)
    holder = start(project, code=WAITING)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        before = (project / "specs" / "events" / "purchase.yaml").read_bytes()
        assert run(["fmt"]) == 2
        said = capsys.readouterr().err
        assert f"is being written to by process {holder.pid}, govern" in said
        assert (project / "specs" / "events" / "purchase.yaml").read_bytes() == before
        assert run(["lint"]) == 1, "who only reads does not wait"
    finally:
        holder.communicate("\n")
    assert run(["fmt"]) == 0
    assert not [name for name in os.listdir(os.environ["GOVERN_CACHE_DIR"]) if name.endswith(".holder")]


def test_a_killed_holder_holds_nothing(project: Path) -> None:
    holder = start(project, code=WAITING)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    holder.kill()
    holder.communicate()
    assert run(["fmt"]) == 0


@pytest.mark.parametrize("value", ["a file", "off"])
def test_a_cache_that_cannot_be_written_does_not_keep_anybody_from_writing(
    project: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    if value == "off":
        monkeypatch.setenv("GOVERN_CACHE", "off")
    else:
        (project.parent / "no-folder").write_text("")
        monkeypatch.setenv("GOVERN_CACHE_DIR", str(project.parent / "no-folder"))
    assert run(["fmt"]) == 0
    assert run(["lint", "--write-baseline", "--reason", "a test"]) == 0
    assert sorted(os.listdir(project)) == ["exports", "govern.baseline.json", "govern.yaml", "specs"]


def test_projects_do_not_wait_for_each_other(tmp_path: Path) -> None:
    assert cache.lock_of(str(tmp_path / "a")) != cache.lock_of(str(tmp_path / "b"))
    (tmp_path / "a").mkdir()
    (tmp_path / "door").symlink_to(tmp_path / "a")
    assert cache.lock_of(str(tmp_path / "a")) == cache.lock_of(str(tmp_path / "door"))


# ---- left behind -----------------------------------------------------------------------------------------------------


def test_what_a_killed_run_left_is_removed_by_the_next_and_nothing_else(project: Path) -> None:
    gone = start(project, code="")
    gone.communicate()
    folder = project / "specs" / "events"
    kept = [folder / name for name in (f".a.yaml.{os.getppid()}.0.new", ".mine.new", ".a.1.2.new.txt")]
    left = [folder / f".purchase.yaml.{gone.pid}.0.new", folder / f".purchase.yaml.{os.getpid()}.7.new"]
    for path in (*kept, *left):
        path.write_text("half")
    assert run(["fmt"]) == 0
    assert not any(path.exists() for path in left)
    assert all(path.exists() for path in kept)


# ---- of a later version ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command", ["lint", "render", "check", "lint --write-baseline --reason x", "audit --write-baseline --reason x"]
)
def test_a_baseline_of_a_later_version_is_not_read_as_ours(
    project: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    text = json.dumps({"version": 2, "written_by": ["lint"], "findings": []})
    (project / "govern.baseline.json").write_text(text)
    assert run(command.split()) == 2
    said = capsys.readouterr().err
    assert "govern.baseline.json is of version 2, this govern reads version 1" in said
    assert (project / "govern.baseline.json").read_text() == text


@pytest.mark.parametrize("version", ['"1"', "0", "1.5", "true", "null"])
def test_a_version_that_never_was_is_no_baseline(
    project: Path, capsys: pytest.CaptureFixture[str], version: str
) -> None:
    (project / "govern.baseline.json").write_text(f'{{"version": {version}, "findings": []}}')
    assert run(["lint"]) == 2
    assert "is not a baseline" in capsys.readouterr().err
