"""One mistake at a time in a project that was in order: each gives one finding, at its line, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from helpers import findings, project

HOME = Path(__file__).parent / "projects" / "velo"
FILES = {path.relative_to(HOME).as_posix(): path.read_text("utf-8") for path in sorted(HOME.rglob("specs/**/*.yaml"))}
TODAY = "2026-11-26"

Case = dict[str, Any]


def cases(file: str) -> pytest.MarkDecorator:
    """Cases as data, each a test that goes by `what` somebody did."""
    listed: list[Case] = yaml.load((HOME / file).read_text("utf-8"), yaml.CSafeLoader)
    return pytest.mark.parametrize("case", listed, ids=[case["what"] for case in listed])


def said(case: Case) -> list[tuple[str, int, str]]:
    """What is found after the changes of a case: file, line and rule."""
    files = dict(FILES)
    for change in case["changes"]:
        file, before = f"specs/{change['file']}", change["before"]
        assert before in files[file], before
        files[file] = files[file].replace(before, change["after"], 1)
    found = findings(project(files=files, today=TODAY))
    return [(Path(f.place.file).stem, f.place.span.line if f.place.span else 0, f.rule) for f in found]


def test_the_project_is_in_order() -> None:
    assert said({"changes": []}) == []


@pytest.mark.slow
@cases("mistakes.yaml")
def test_one_mistake_is_one_finding(case: Case) -> None:
    place, rule = case["found"].split(" ")
    file, line = place.split(":")
    assert said(case) == [(file, int(line), rule)]


@cases("allowed.yaml")
def test_what_is_allowed_is_no_finding(case: Case) -> None:
    assert said(case) == []
