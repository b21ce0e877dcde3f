"""Files of what is not in the specs any more: known by the list of what was rendered last, removed, told by `--check`."""

from __future__ import annotations

from pathlib import Path

import pytest

from govern.cli import run
from govern.commands.render import render
from govern.core.report import exit_code
from govern.render.rendered import FILE, digest

pytestmark = pytest.mark.usefixtures("day")

EVENT = "version: 1\nevents: [{{name: {name}, description: Something happened., owner: web, parameters: []}}]\n"


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A project of two events, rendered."""
    (tmp_path / "specs").mkdir()
    (tmp_path / "govern.yaml").write_text("version: 1\n")
    for name in ("refund", "sign_up"):
        (tmp_path / "specs" / f"{name}.yaml").write_text(EVENT.format(name=name))
    render(str(tmp_path), ("schemas",))
    return tmp_path


def rendered(shop: Path) -> list[Path]:
    """The files that speak of the refund."""
    return sorted((shop / "build").rglob("*refund*"))


def test_what_the_specs_do_not_ask_for_any_more_is_out_of_date_and_removed(shop: Path) -> None:
    (old,) = rendered(shop)
    assert exit_code(render(str(shop), ("schemas",), check=True)) == 0
    (shop / "specs" / "refund.yaml").unlink()
    checked = render(str(shop), ("schemas",), check=True)
    name = old.relative_to(shop).as_posix()
    assert [artifact.path for artifact in checked.artifacts if artifact.state == "stale"].count(name) == 1
    assert f"{name} is left over from what is not in the specs any more" in checked.notes
    assert old.exists()
    assert f"{name} was removed, since the specs do not ask for it any more" in render(str(shop), ("schemas",)).notes
    assert not rendered(shop)
    assert exit_code(render(str(shop), ("schemas",), check=True)) == 0


def test_what_somebody_changed_by_hand_stays_and_is_told_until_it_is_gone(shop: Path) -> None:
    (old,) = rendered(shop)
    old.write_text("{}")
    (shop / "specs" / "refund.yaml").unlink()
    for _ in range(2):
        assert "somebody has changed it since: remove it yourself" in " ".join(render(str(shop), ("schemas",)).notes)
        assert exit_code(render(str(shop), ("schemas",), check=True)) == 1
    old.unlink()
    assert exit_code(render(str(shop), ("schemas",), check=True)) == 0


def test_a_list_with_a_conflict_is_out_of_date_and_written_anew(shop: Path) -> None:
    """Two people rendered: git merges the specs, and leaves both lines of a file in the list."""
    listed = (shop / FILE).read_text()
    (shop / FILE).write_text(f"<<<<<<< HEAD\n{listed}=======\n{listed}>>>>>>> other\n")
    assert exit_code(render(str(shop), ("schemas",), check=True)) == 1
    render(str(shop), ("schemas",))
    assert (shop / FILE).read_text() == listed


def test_line_ends_that_git_wrote_are_no_change(shop: Path) -> None:
    """On Windows a checkout may have other line ends than what was rendered."""
    for file in (*(shop / "build").rglob("*.json"), shop / FILE):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert exit_code(render(str(shop), ("schemas",), check=True)) == 0
    (shop / "specs" / "refund.yaml").unlink()
    render(str(shop), ("schemas",))
    assert not rendered(shop)


def test_files_of_other_targets_are_not_looked_at(shop: Path) -> None:
    (shop / "specs" / "refund.yaml").unlink()
    render(str(shop), ("types",))
    assert rendered(shop)


@pytest.mark.parametrize("path", ["specs/sign_up.yaml", "../outside.txt", "build/../govern.yaml", "build/link.txt"])
def test_nothing_outside_the_output_folder_is_removed_whatever_the_list_says(shop: Path, path: str) -> None:
    (shop.parent / "outside.txt").write_text("mine")
    (shop / "build" / "link.txt").symlink_to(shop / "govern.yaml")
    target = shop / path
    content = target.read_bytes()
    with (shop / FILE).open("a") as file:
        file.write(f"schemas {digest(content)} {path}\n")
    render(str(shop), ("schemas",))
    assert target.read_bytes() == content


def test_a_list_of_something_else_says_nothing(shop: Path) -> None:
    (shop / FILE).write_bytes(b"\xff\xfe garbage\nschemas\n")
    assert not render(str(shop), ("schemas",), check=True).notes


def test_a_side_file_that_no_entry_names_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Code of a tag that was deleted stays beside the specs, and nobody knows whether it is live."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "specs" / "code").mkdir(parents=True)
    (tmp_path / "govern.yaml").write_text("version: 1\n")
    chat = "{name: Chat, type: html, firingTrigger: [All Pages], parameter: {html: {$file: code/chat.html}}}"
    (tmp_path / "specs" / "a.yaml").write_text(f"version: 1\ncontainers: [{{id: GTM-ABC1234, tags: [{chat}]}}]\n")
    for name in ("chat.html", "old.html", "README.md"):
        (tmp_path / "specs" / "code" / name).write_text("<p>chat</p>\n")
    assert run(["lint"]) == 0
    assert "specs/code/old.html is named by no entry: delete what is left over" in capsys.readouterr().out
    (tmp_path / "specs" / "code" / "old.html").unlink()
    assert run(["lint"]) == 0
    assert "named by no entry" not in capsys.readouterr().out
