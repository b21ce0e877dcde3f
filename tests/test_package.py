"""The wheel is complete: templates, the example project, types; and both are found in a checkout too."""

from __future__ import annotations

import tomllib
import zipfile
from pathlib import Path

import pytest

from govern.commands import demo as example
from govern.core.errors import GovernError

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    builders = pytest.importorskip("hatchling.builders.wheel", reason="hatchling is not installed")
    folder = tmp_path_factory.mktemp("wheel")
    return zipfile.ZipFile(next(iter(builders.WheelBuilder(str(ROOT)).build(directory=str(folder)))))


def test_templates_and_example_travel_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    for folder, inside in (("templates", "govern/_templates"), ("specs", "govern/_example/specs")):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file():
                assert f"{inside}/{path.relative_to(ROOT / folder).as_posix()}" in names
    assert {"govern/py.typed", "govern/_example/govern.yaml"} <= names


def test_nothing_else_travels(wheel: zipfile.ZipFile) -> None:
    outside = [name for name in wheel.namelist() if not name.startswith("govern/") and ".dist-info/" not in name]
    assert [name for name in outside if ".data/data/share/man/man1/govern" not in name] == []
    assert any(name.endswith("/man1/govern-lint.1") for name in outside), (
        "`man govern-lint` works where govern is installed"
    )


def test_a_wheel_can_be_made_of_the_source_distribution() -> None:
    """Which is what `pip install` does of it, and `python -m build`."""
    sdist = pytest.importorskip("hatchling.builders.sdist", reason="hatchling is not installed")
    held = {file.distribution_path for file in sdist.SdistBuilder(str(ROOT)).recurse_included_files()}
    built = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    for source in (*built["packages"], *built["force-include"], *built["shared-data"]):
        assert any(path == source or path.startswith(f"{source}/") for path in held), f"{source} is left out"
    assert not any(path.startswith(("build/", "govern-demo/", ".venv/")) for path in held)


def test_entry_point_and_licence(wheel: zipfile.ZipFile) -> None:
    info = next(name.split("/")[0] for name in wheel.namelist() if ".dist-info/" in name)
    assert "govern = govern.__main__:main" in wheel.read(f"{info}/entry_points.txt").decode()
    metadata = wheel.read(f"{info}/METADATA").decode()
    assert "Name: govern-tracking" in metadata
    assert "License-Expression: Apache-2.0" in metadata
    assert f"{info}/licenses/LICENSE" in wheel.namelist()


def test_the_example_is_found_in_a_checkout() -> None:
    found = example.sources()
    assert {"govern.yaml", "specs/sites.yaml"} <= found.keys()
    assert all(Path(path).is_file() for path in found.values())


def test_the_example_copies_itself_once_and_respects_other_peoples_folders(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    assert example.copy(str(folder)) == len(example.sources())
    assert example.copy(str(folder)) == 0
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    (foreign / "mine.txt").write_text("x")
    with pytest.raises(GovernError, match="is not empty"):
        example.copy(str(foreign))
