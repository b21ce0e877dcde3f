"""What a rule notes more than a few times is told once to people; machines, ignores and the baseline know each finding."""

from __future__ import annotations

from collections import Counter
from io import StringIO
from pathlib import Path

import pytest

from govern.commands.baseline import accept
from govern.commands.lint import lint
from govern.core.accepting import Accepting
from govern.core.report import Finding, Report
from govern.output import write as write_report
from govern.output.formats import FORMATS
from govern.output.gathered import FEW as FEW_BY_LEVEL
from govern.output.gathered import gathered

pytestmark = pytest.mark.usefixtures("day")

RULE = "events/description-missing"
FEW = FEW_BY_LEVEL["note"]


def spec(number: int) -> str:
    """So many events without a description, and one that has one."""
    lines = [f"  - {{name: step_{at}, owner: web}}" for at in range(number)]
    paid = "  - {name: paid, owner: web, description: The bank has paid.}"
    return "\n".join(["version: 1", "events:", paid, *lines, ""])


def write(root: Path, text: str) -> None:
    (root / "specs").mkdir(exist_ok=True)
    (root / "govern.yaml").write_text("version: 1\n")
    (root / "specs" / "plan.yaml").write_text(text)


def told(root: Path, *paths: str) -> tuple[Finding, ...]:
    """The findings as people are told them."""
    return gathered(lint(str(root), use_cache=False, paths=paths).findings)


def missing(root: Path, *paths: str) -> list[Finding]:
    return [finding for finding in told(root, *paths) if finding.rule == RULE]


def lines(found: list[Finding]) -> list[int]:
    return [finding.place.span.line for finding in found if finding.place.span]


def test_a_few_notes_are_told_one_by_one(tmp_path: Path) -> None:
    write(tmp_path, spec(FEW))
    assert lines(missing(tmp_path)) == list(range(4, 4 + FEW))


def test_many_are_told_once_with_every_place(tmp_path: Path) -> None:
    write(tmp_path, spec(400))
    (finding,) = missing(tmp_path)
    assert finding.message == 'event "step_0" has no description (and 399 more like it)'
    assert lines([finding]) == [4]
    assert [other.place.span.line for other in finding.related if other.place.span] == list(range(5, 404))
    assert finding.related[0].message == 'event "step_1" has no description'


@pytest.mark.parametrize("format", FORMATS)
def test_people_get_one_of_many_and_machines_each(tmp_path: Path, format: str) -> None:
    write(tmp_path, spec(30))
    found = tuple(f for f in lint(str(tmp_path), use_cache=False).findings if f.rule == RULE)
    stream = StringIO()
    write_report(Report(found), format, stream)
    for_people = format in ("text", "html", "markdown", "github")
    assert ("29 more like it" in stream.getvalue()) == for_people
    if for_people:
        assert "30 notes" in stream.getvalue()


def test_errors_stay_apart_and_warnings_longer_than_notes(tmp_path: Path) -> None:
    write(tmp_path, spec(15).replace("owner: web}", "tags: [x]}"))
    assert counted(tmp_path) == {"events/owner-missing": 15, RULE: 1}
    write(tmp_path, spec(30).replace("owner: web}", "tags: [x]}"))
    assert counted(tmp_path) == {"events/owner-missing": 1, RULE: 1}
    write(tmp_path, spec(30).replace("owner: web}", "ownr: web}"))
    assert counted(tmp_path)["spec/unknown-key"] == 30


def counted(root: Path) -> Counter[str]:
    return Counter(finding.rule for finding in told(root))


def test_the_baseline_knows_each_of_many(tmp_path: Path) -> None:
    """Neither a new event hides among the accepted ones, nor does mending one bring back those that are few by then."""
    write(tmp_path, spec(FEW + 1))
    assert accept(str(tmp_path), Accepting("until the relaunch")).startswith(f"{FEW + 1} findings accepted")
    assert not missing(tmp_path)
    write(tmp_path, spec(FEW))
    assert not missing(tmp_path)
    write(tmp_path, spec(FEW + 2))
    (finding,) = missing(tmp_path)
    assert finding.message == f'event "step_{FEW + 1}" has no description'


def test_an_ignore_silences_one_of_many(tmp_path: Path) -> None:
    comment = f"  # govern: ignore[{RULE}] -- its name says it"
    first, second = "  - {name: step_0, owner: web}", "  - {name: step_1, owner: web}"
    write(tmp_path, spec(30).replace(f"{first}\n", f"{first}{comment}\n"))
    (finding,) = missing(tmp_path)
    assert finding.message == 'event "step_1" has no description (and 28 more like it)'
    assert second.strip("- {}") in finding.source


def test_what_is_asked_about_one_file_is_told_of_that_file(tmp_path: Path) -> None:
    write(tmp_path, spec(30))
    (tmp_path / "specs" / "other.yaml").write_text("version: 1\nevents: [{name: left, owner: web}]\n")
    (finding,) = missing(tmp_path, str(tmp_path / "specs" / "other.yaml"))
    assert finding.message == 'event "left" has no description'
