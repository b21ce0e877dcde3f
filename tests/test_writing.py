"""Whatever interrupts a command that writes, every file is the old one or the new one, and the next run repairs the rest."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, Self

import pytest
from scenes import HAZEL, Tree, in_any_order, rests, scene_of, tree

from govern.cli import run
from govern.core.errors import GovernError
from govern.core.report import Artifact
from govern.render.deliver import deliver
from govern.source import writing

pytestmark = pytest.mark.usefixtures("day")

HERE = Path(__file__).parent

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="killing a process at each step needs os.fork")


def spec(name: str, more: str = "") -> str:
    return f"version: 1\nevents:\n  - {{name: {name}, owner: shop, description: Somebody paid.{more}}}\n"


# ---- killed ----------------------------------------------------------------------------------------------------------


def killed_at_each_step(scene: Path, folder: Path, every: int, *args: str) -> list[Path]:
    """Copies of a scene in which a command was killed, at `every` so many steps; the last one was left in peace."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE.parent), *sys.path]), "GOVERN_CACHE": "off"}
    command = [sys.executable, str(HERE / "killed.py"), str(scene), str(folder), str(every), *args]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [folder / str(number) / "shop" for number in range(1, int(done.stdout) + 1)]


EVERY = {
    ("demo", "demo"): 211,
    ("render",): 31,
    ("render", "csp"): 3,
    ("import", "exports/web.json"): 2,
    ("audit", "--report", "report", "--today", "2026-11-23"): 7,
    ("init", ".", "--from", "exports/server.json"): 7,
}
"""Commands that write many files are killed at some of their steps; prime numbers meet every kind of step in turn."""


@pytest.mark.slow
@needs_fork
@pytest.mark.parametrize(
    "args",
    [
        ("init", ".", "--from", "exports/server.json"),
        ("import", "exports/web.json"),
        ("render", "csp"),
        ("render",),
        ("lint", "--write-baseline", "--reason", "later"),
        ("audit", "--report", "report", "--today", "2026-11-23"),
        ("schema", "-o", "schema.json"),
        ("demo", "demo"),
    ],
    ids=" ".join,
)
def test_a_killed_command_leaves_old_files_or_new_ones_and_the_next_run_repairs_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: tuple[str, ...]
) -> None:
    scene = scene_of(args[0], tmp_path / "scene")
    old = tree(scene)
    every = EVERY.get(args, 1)
    *copies, peaceful = killed_at_each_step(scene, tmp_path, every, *args)
    new = tree(peaceful)
    assert new != old
    assert not rests(peaceful)
    assert len(copies) * every >= 5 * len(new.items() - old.items()), "each file that is written has several steps"
    between = 0
    for copy in copies:
        found = tree(copy)
        assert found.items() <= old.items() | new.items(), "a file is neither the old one nor the new one"
        assert old.keys() <= found.keys()
        between += found not in (old, new)
        monkeypatch.chdir(copy)
        is_made = args[0] == "init" and found == new  # what was left to do was to give the lock back
        assert run(list(args)) in ((2,) if is_made else (0, 1))
        if args[0] == "import":  # once its code is there, a tag is seen to have another name only, and keeps its place
            assert in_any_order(tree(copy)) == in_any_order(new)
        else:
            assert tree(copy) == new
        assert not rests(copy)
    if len(new.items() - old.items()) > 1:
        assert between, "some run was killed between two files"


@needs_fork
def test_a_cache_that_was_being_written_is_complete_or_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scene = tmp_path / "scene"
    (scene / "specs").mkdir(parents=True)
    (scene / "govern.yaml").write_text("version: 1\n")
    (scene / "specs" / "events.yaml").write_text(spec("Purchase"))
    folder = tmp_path / "cache"
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(HERE.parent), *sys.path]),
        "GOVERN_CACHE_DIR": str(folder),
    }
    command = [sys.executable, str(HERE / "killed.py"), str(scene), str(tmp_path), "1", "lint", "--format", "concise"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert int(done.stdout) > 4, done.stderr
    for number in range(1, int(done.stdout) + 1):
        root = tmp_path / str(number) / "shop"
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("GOVERN_CACHE_DIR", str(folder))
            patch.chdir(root)
            assert run(["lint", "--format", "concise"]) == 1
    told = set(capsys.readouterr().out.splitlines())
    assert told == {'specs/events.yaml:3:12: warning events/name-style event "Purchase" is not in snake_case'}, (
        "every run says the same"
    )


# ---- left behind -----------------------------------------------------------------------------------------------------


def test_what_a_killed_run_left_behind_is_no_spec_and_no_export(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["init", "-q", ".", "--from", str(HAZEL / "web.json")]) == 0
    run(["lint"])
    before = capsys.readouterr().out
    (tmp_path / "specs" / ".events.yaml.x7_a.new").write_text(spec("Broken", ", ownr: x"))
    (tmp_path / "exports" / ".web.json.k2b.new").write_text("{")
    run(["lint"])
    assert capsys.readouterr().out == before
    assert run(["diff"]) == 0


# ---- refused by the machine ------------------------------------------------------------------------------------------


def three(folder: Path) -> tuple[dict[str, bytes], Tree]:
    """Three files to write, of which the first two are there already; and what is there."""
    for name in ("a.yaml", "b.yaml"):
        (folder / name).write_bytes(b"old")
    wanted = {str(folder / name): b"new " * 1000 for name in ("a.yaml", "b.yaml", "below/c.yaml")}
    return wanted, tree(folder)


def fails(number: int, code: int, original: Any) -> Any:
    """A function that fails when it is called for the `number`th time."""
    calls = []

    def function(*args: Any, **named: Any) -> Any:
        calls.append(args)
        if len(calls) == number:
            raise OSError(code, os.strerror(code), str(args[0]) if args else f"{named['dir']}/.temporary.new")
        return original(*args, **named)

    return function


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize(
    ("function", "code"),
    [
        ("govern.source.writing.create", errno.EACCES),
        ("govern.source.writing.create", errno.EROFS),
        ("os.fdopen", errno.EMFILE),
    ],
)
def test_before_anything_is_replaced_a_failure_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, function: str, code: int, number: int
) -> None:
    wanted, old = three(tmp_path)
    module, _, name = function.rpartition(".")
    monkeypatch.setattr(function, fails(number, code, getattr(import_module(module), name)))
    with pytest.raises(GovernError, match="cannot be written"):
        writing.write_all(wanted)
    assert tree(tmp_path) == old
    assert not rests(tmp_path)


def test_a_full_disk_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted, old = three(tmp_path)
    opened = os.fdopen

    class Full:
        """A file on a disk that has room for a few bytes more."""

        def __init__(self, handle: int, mode: str) -> None:
            self.file = opened(handle, mode)

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None:
            self.file.close()

        def write(self, content: bytes) -> int:
            self.file.write(content[:3])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("os.fdopen", Full)
    with pytest.raises(GovernError, match="No space left on device") as caught:
        writing.write_all(wanted)
    assert "a.yaml" in caught.value.message
    assert tree(tmp_path) == old
    assert not rests(tmp_path)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_failure_while_replacing_leaves_whole_files_and_names_the_target(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    wanted, old = three(tmp_path)
    new = {os.path.relpath(path, tmp_path).replace(os.sep, "/"): content for path, content in wanted.items()}
    monkeypatch.setattr("os.replace", fails(number, errno.EACCES, os.replace))
    with pytest.raises(GovernError) as caught:
        writing.write_all(wanted)
    assert any(caught.value.message.startswith(path) for path in wanted), caught.value.message
    assert tree(tmp_path).items() <= old.items() | new.items()
    assert len(tree(tmp_path).items() - old.items()) == number - 1
    assert not rests(tmp_path)


def test_a_folder_that_vanishes_meanwhile_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "build" / "a.json"

    def gone(*_: object) -> None:
        shutil.rmtree(target.parent)
        raise OSError(errno.ENOENT, os.strerror(errno.ENOENT))

    monkeypatch.setattr("os.replace", gone)
    with pytest.raises(GovernError, match=r"a\.json cannot be written: No such file"):
        writing.write_all({str(target): b"{}"})


@pytest.mark.parametrize("blocked", ["a file stands where a folder should", "a folder stands where the file should"])
def test_something_else_in_the_way_is_named(tmp_path: Path, blocked: str) -> None:
    target = tmp_path / "build" / "a.json"
    if blocked.startswith("a file"):
        (tmp_path / "build").write_text("mine")
    else:
        target.mkdir(parents=True)
    with pytest.raises(GovernError, match=r"build.* cannot be written"):
        writing.write_all({str(tmp_path / "first.json"): b"{}", str(target): b"{}"})
    assert not rests(tmp_path)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that has been rendered and whose specs have changed since."""
    root = scene_of("render", tmp_path / "scene")
    monkeypatch.chdir(root)
    return root


def test_render_into_a_read_only_folder_is_refused(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    old = tree(project)
    for folder in (project / "build", *(project / "build").rglob("*/")):
        folder.chmod(0o555)
    if os.access(project / "build", os.W_OK):  # root may write anywhere, so the answer is made up for them
        monkeypatch.setattr("govern.source.writing.create", fails(1, errno.EACCES, None))
    try:
        assert run(["render"]) == 2
    finally:
        for folder in (project / "build", *(project / "build").rglob("*/")):
            folder.chmod(0o755)
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "cannot be written: Permission denied" in shown.err
    assert "Traceback" not in shown.err
    assert tree(project) == old


def test_a_limit_on_the_size_of_files_is_like_a_full_disk(project: Path) -> None:
    pytest.importorskip("resource", reason="limits are a thing of Unix")
    old = tree(project)
    code = (
        "import resource, sys\nfrom govern.cli import run\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (300, 300))\nsys.exit(run(['render']))\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE.parent), *sys.path])}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=project, env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "cannot be written: File too large" in done.stderr
    assert tree(project) == old
    assert not rests(project)


# ---- the new file is like the old one --------------------------------------------------------------------------------


def test_permissions_stay_and_new_files_get_the_usual_ones(tmp_path: Path) -> None:
    shared, secret = tmp_path / "new.yaml", tmp_path / "old.yaml"
    secret.write_bytes(b"old")
    secret.chmod(0o640)
    mask = os.umask(0o027)
    try:
        writing.write_all({str(shared): b"a", str(secret): b"b"})
    finally:
        os.umask(mask)
    assert [path.stat().st_mode & 0o777 for path in (shared, secret)] == [0o640, 0o640]
    assert [path.read_bytes() for path in (shared, secret)] == [b"a", b"b"]


def test_what_refers_to_others_is_replaced_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    replace = os.replace

    def listened(one: str, other: str) -> None:
        order.append(Path(other).name)
        replace(one, other)

    monkeypatch.setattr("os.replace", listened)
    writing.write_all({str(tmp_path / name): b"" for name in ("govern.yaml", "b.yaml", "a.html", "a.yaml", "c.json")})
    assert order[-1] == "govern.yaml"
    assert set(order[:2]) == {"a.html", "c.json"}


def test_a_very_long_name_has_room_for_its_temporary_file(tmp_path: Path) -> None:
    target = tmp_path / ("n" * 250 + ".json")
    writing.write_all({str(target): b"{}"})
    assert target.read_bytes() == b"{}"


def test_files_are_delivered_as_they_are_made_and_all_or_none(tmp_path: Path) -> None:
    (tmp_path / "report.html").write_bytes(b"old")

    def made(*, broken: bool) -> Iterator[Artifact]:
        yield Artifact("report.html", "new")
        assert [path for path in tmp_path.iterdir() if path.read_bytes() == b"new"], "it waits on disk already"
        yield Artifact("new/deep/report.json", "", raw=b"{}")
        if broken:
            raise GovernError("a template is broken")

    with pytest.raises(GovernError):
        deliver(str(tmp_path), made(broken=True))
    assert tree(tmp_path) == {"report.html": b"old"}
    delivered = deliver(str(tmp_path), made(broken=False))
    assert [one.raw for one in delivered] == [b"", b""]
    assert tree(tmp_path) == {"report.html": b"new", "new/deep/report.json": b"{}"}
