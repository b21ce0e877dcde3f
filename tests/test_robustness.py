"""Damaged files give findings and refusals with a place, never a traceback: a slice of what the campaign runs."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from govern.core.errors import GovernError
from govern.project.exports import read_exports
from tools.damage import changes, judged, projects

pytestmark = pytest.mark.usefixtures("day")

SLICE = 2
"""Damaged copies of each good file; the campaign makes a million."""


@pytest.fixture(scope="module", autouse=True)
def no_traces() -> Iterator[None]:
    """The folder in which configurations were judged goes with the tests."""
    yield
    judged.scratch().cleanup()
    judged.scratch.cache_clear()
    judged.folder.cache_clear()


def name_of(seed: changes.Seed) -> str:
    return f"{seed.project}-{seed.file}"


@pytest.mark.slow
@pytest.mark.parametrize("seed", projects.seeds(), ids=name_of)
def test_a_good_file_is_good(seed: changes.Seed) -> None:
    outcome = judged.judge(changes.Case(seed, "as it is", seed.raw))
    assert not outcome.fault
    assert not outcome.unplaced
    assert not outcome.refusals


@pytest.mark.slow
@pytest.mark.parametrize("seed", projects.seeds(), ids=name_of)
def test_damaged_files_are_findings_or_refusals_with_a_place(seed: changes.Seed) -> None:
    outcomes = [judged.judge(case) for case in changes.cases([seed], SLICE)]
    assert len(outcomes) >= SLICE
    for outcome in outcomes:
        assert not outcome.fault, f"{outcome.label}\n{outcome.fault}"
        assert not outcome.unplaced, f"{outcome.label}\n{outcome.unplaced}"
    assert any(outcome.findings or outcome.refusals for outcome in outcomes), "some damage was noticed"


@pytest.mark.slow
def test_damaged_real_exports(tmp_path: Path) -> None:
    seeds = list(projects.corpus_seeds(limit=60_000))
    if not seeds:
        pytest.skip("the corpus of real exports is not here")
    chance = random.Random(7)
    for seed in chance.sample(seeds, 8):
        for case in chance.sample(list(changes.cases([seed], 200)), 3):
            outcome = judged.judge(case)
            assert not outcome.fault, f"{outcome.label}\n{outcome.fault}"
            assert not outcome.unplaced, f"{outcome.label}\n{outcome.unplaced}"


ONCE_WRONG = {
    "tasks that are a number": '[{"id": "1", "name": "Mia", "tasks": 7}, {"id": "2", "tasks": ["ANALYZE"]}]',
    "tasks that are a text": '[{"id": "1", "name": "Mia", "tasks": "ALL"}, {"id": "2", "tasks": ["ANALYZE"]}]',
    "a marked section that HTML does not have": '<![octype html><meta http-equiv="Content-Security-Policy" content="x">',
    "parameters that are a number": '{"exportFormatVersion": 2, "containerVersion": {"tag": [{"name": "a", "parameter": 7}]}}',
    "a parameter whose key is a list": '{"exportFormatVersion": 2, "containerVersion": {"tag": [{"name": "a", "parameter":'
    ' [{"key": ["x"], "value": "1"}, {"key": "pixelId", "value": "1"}]}]}}',
    "dimensions with a number for a name, and in no scope": '{"customDimensions": [{"name": "properties/7/customDimensions/1",'
    ' "parameterName": 0, "scope": "EVENT"}, {"name": "properties/7/customDimensions/2", "parameterName": "plan", "scope": "SHOP"}]}',
    "a key event that is none": '{"keyEvents": [{"deep": 1}, {"name": "properties/7/keyEvents/2", "eventName": "purchase"}]}',
    "secrets whose list is none": '{"SecretList": "https://[::1:x/"}',
    "a list with the secrets in it": '{"META_CAPI": {"computed": true, "computedVisibility": "masked", "note": ""}}',
    "a file that is one entry, which names nobody": '{"name": "properties/1/accessBindings/2", "roles": ["x"]}',
}
"""The smallest forms of what raised something else once."""


@pytest.mark.parametrize("text", ONCE_WRONG.values(), ids=ONCE_WRONG)
def test_what_was_wrong_once(text: str) -> None:
    seed = changes.Seed("access", "example", "once.json", text.encode())
    outcome = judged.judge(changes.Case(seed, "once wrong", seed.raw))
    assert not outcome.fault
    assert not outcome.unplaced
    assert outcome.findings or outcome.refusals


# ---- the mutations themselves ----------------------------------------------------------------------------------------

YAML = "a: 1\nb:\n  - x: 1\n    y: 2\n  - z\nc: {d: 1, e: [1, 2]}\n"


def made(text: str, syntax: changes.Syntax) -> dict[str, str]:
    """What becomes of a text, by what is done to it."""
    return {edit.label: edit.applied(text).decode("utf-8", "surrogatepass") for edit in changes.edits(text, syntax)}


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("b[0] is removed", "a: 1\nb:\n  - z\nc: {d: 1, e: [1, 2]}\n"),
        ("c.e is removed", "a: 1\nb:\n  - x: 1\n    y: 2\n  - z\nc: {d: 1}\n"),
        ("b[0].x stands twice", "a: 1\nb:\n  - x: 1\n    x: 1\n    y: 2\n  - z\nc: {d: 1, e: [1, 2]}\n"),
        ("b[0] and b[1] are exchanged", "a: 1\nb:\n  - z\n  - x: 1\n    y: 2\nc: {d: 1, e: [1, 2]}\n"),
        ("b becomes zero", "a: 1\nb:\n  0\nc: {d: 1, e: [1, 2]}\n"),
        ("the key of c.d becomes renamed", 'a: 1\nb:\n  - x: 1\n    y: 2\n  - z\nc: {"renamed": 1, e: [1, 2]}\n'),
    ],
)
def test_every_node_is_changed_in_every_way(label: str, text: str) -> None:
    assert made(YAML, "yaml")[label] == text


def test_words_and_lines_of_other_texts_are_changed() -> None:
    found = made("mail,role\nmia,admin\n", "text")
    assert found["line 1 is removed"] == "mia,admin\n"
    assert found["word 4 is removed"] == "mail,role\nmia,\n"
    assert found["the word at 0 becomes quote"] == '",role\nmia,admin\n'


def test_the_same_inputs_every_time() -> None:
    seed = projects.seeds()[0]
    assert [case.raw for case in changes.cases([seed], 60)] == [case.raw for case in changes.cases([seed], 60)]
    assert len({case.raw for case in changes.cases([seed], 60)}) > 50


def test_what_is_raised_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    seed = next(seed for seed in projects.seeds() if seed.kind == "container")
    case = changes.Case(seed, "as it is", seed.raw)
    monkeypatch.setattr("tools.damage.judged.plan", broken)
    assert "ZeroDivisionError" in judged.judge(case).fault


# ---- what no mutation reaches ----------------------------------------------------------------------------------------


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs things that are not files")
def test_what_is_no_file_is_refused_or_passed_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "dangling.json").symlink_to(tmp_path / "nowhere")
    assert not read_exports([str(tmp_path)]).sources
    with pytest.raises(GovernError, match="dangling"):
        read_exports([str(tmp_path / "dangling.json")])


def test_a_folder_that_is_very_deep_is_walked(tmp_path: Path) -> None:
    folder = tmp_path
    for _ in range(200):
        folder /= "d"
        folder.mkdir()
    (folder / "policy.txt").write_text("default-src 'self'\n")
    assert len(read_exports([str(tmp_path)]).policies) == 1
