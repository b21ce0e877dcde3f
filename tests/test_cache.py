"""The cache changes how long lint takes and never what it says."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from inspect import unwrap
from pathlib import Path
from random import Random

import pytest
from planted import IN_EVENTS, planted

from benchmarks.shop import shop_files
from govern import __version__
from govern.commands import lint as command
from govern.core import cache
from govern.core.report import Finding

BAD = "version: 1\nevents: [{name: purchase, ownr: x}]\n"
GOOD = "version: 1\nevents: [{name: purchase, owner: x, description: Somebody paid.}]\n"
DAY = "2026-11-23"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GOVERN_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.delenv("GOVERN_CACHE", raising=False)
    root = tmp_path / "shop"
    (root / "specs").mkdir(parents=True)
    (root / "govern.yaml").write_text("version: 1\n")
    (root / "specs" / "a.yaml").write_text(BAD)
    (root / "specs" / "b.yaml").write_text("version: 1\nparameters: [{name: value, type: number}]\n")
    return root


def lint(root: Path, use_cache: bool = True) -> tuple[Finding, ...]:
    return command.lint(str(root), today=DAY, use_cache=use_cache).findings


def cache_files(root: Path) -> list[Path]:
    return sorted((root.parent / "cache").glob("*.*"))


def test_a_second_run_says_the_same_from_the_cache(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = lint(project)
    assert [finding.rule for finding in first] == ["spec/unknown-key"]
    monkeypatch.setattr("govern.commands.lint.remembered", lambda *_: pytest.fail("the cache was not used"))
    assert lint(project) == first


def edit(path: Path, text: str) -> None:
    """Change a file and hide it: same size is up to the text, the old times are put back."""
    status = path.stat()
    path.write_text(text)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


@pytest.mark.parametrize(
    "change",
    [
        lambda root: edit(root / "specs" / "a.yaml", BAD.replace("ownr", "ownx")),
        lambda root: (root / "specs" / "a.yaml").write_text(GOOD),
        lambda root: (root / "specs" / "a.yaml").unlink(),
        lambda root: (root / "specs" / "a.yaml").rename(root / "specs" / "c.yaml"),
        lambda root: (root / "specs" / "c.yaml").write_text("version: 1\nevents: [{name: purchase, onwer: x}]\n"),
        lambda root: (root / "govern.yaml").write_text(
            "version: 1\nrules: [{rule: spec/unknown-key, level: warning, reason: x}]\n"
        ),
        lambda root: (
            (root / "elsewhere").mkdir(),
            (root / "govern.yaml").write_text("version: 1\nspecs: elsewhere\n"),
        ),
    ],
)
def test_any_change_of_the_inputs_is_seen(project: Path, change: Callable[[Path], object]) -> None:
    before = lint(project)
    change(project)
    after = lint(project)
    assert after == lint(project, use_cache=False)
    assert after != before


def test_a_row_of_edits_says_each_time_what_a_fresh_run_says(project: Path) -> None:
    """The shop with its sixty mistakes, half of its files at a time in order or not, there or not."""
    bad, _ = planted()
    good = dict(shop_files(len(IN_EVENTS) + 1))
    (project / "specs" / "events").mkdir()
    random = Random(7)
    seen: set[str] = set()
    for _ in range(12):
        for path in random.sample(sorted(bad), 5):
            text = random.choice((good[path], bad[path], bad[path].replace("version: 1", "version: 1\n", 1), ""))
            (project / path).write_text(text) if text else (project / path).unlink(missing_ok=True)
        found = lint(project)
        assert found == lint(project, use_cache=False)
        seen.update(finding.rule for finding in found)
    assert len(seen) > 20


def test_what_an_unchanged_file_refers_to_may_change(project: Path) -> None:
    event = (
        "{name: purchase, owner: x, description: Somebody paid., parameters: [{use: value}], examples: [{value: 5}]}"
    )
    (project / "specs" / "a.yaml").write_text(f"version: 1\nevents: [{event}]\n")
    assert lint(project) == ()
    (project / "specs" / "b.yaml").write_text("version: 1\nparameters: [{name: value, type: string}]\n")
    assert {finding.rule for finding in lint(project)} >= {"events/example-does-not-fit"}


def test_another_day_is_another_result(project: Path) -> None:
    (project / "specs" / "a.yaml").write_text(
        "version: 1\ncsp: [{site: s, extra: [{directive: img-src, source: https://a.example, until: 2026-12-31}]}]\n"
        "sites: [{name: s}]\n"
    )
    early = command.lint(str(project), today="2026-12-31").findings
    late = command.lint(str(project), today="2027-01-01").findings
    assert {finding.rule for finding in late} - {finding.rule for finding in early} == {"csp/source-past-until"}


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.unlink(),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[:-7]),
        lambda path: path.write_bytes(b"x" + path.read_bytes()[1:]),
        lambda path: path.write_bytes(path.read_bytes()[:20] + b"\xff" * 50),
        lambda path: (path.unlink(), path.mkdir()),
    ],
)
def test_a_lost_or_damaged_cache_is_no_cache(project: Path, damage: Callable[[Path], None]) -> None:
    first = lint(project)
    assert len(cache_files(project)) == 2
    for path in cache_files(project):
        damage(path)
    assert lint(project) == first


def test_a_cache_of_other_code_is_not_used(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lint(project)
    monkeypatch.setattr("govern.core.cache.code_stamp", lambda: b"another version")
    monkeypatch.setattr("govern.source.yaml.MAX_BYTES", 30)
    assert {finding.rule for finding in lint(project)} == {"spec/syntax"}


def test_what_is_installed_is_known_by_its_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package, info = tmp_path / "govern", tmp_path / f"govern_tracking-{__version__}.dist-info"
    package.mkdir()
    info.mkdir()
    monkeypatch.setattr("govern.core.cache.PACKAGE", str(package))
    (package / "a.py").write_text("a = 1\n")
    code_stamp = unwrap(cache.code_stamp)  # which tests remember, since their code does not change
    in_a_checkout = code_stamp()
    (info / "RECORD").write_text("govern/a.py,sha256=1,6\n")
    installed = code_stamp()
    (info / "RECORD").write_text("govern/a.py,sha256=2,16\n")
    assert len({in_a_checkout, installed, code_stamp()}) == 3


def test_a_folder_that_cannot_be_written_is_no_reason_to_fail(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = project.parent / "blocked"
    blocked.write_text("a file where the folder should be")
    monkeypatch.setenv("GOVERN_CACHE_DIR", str(blocked / "cache"))
    assert [finding.rule for finding in lint(project)] == ["spec/unknown-key"]


def test_the_cache_can_be_switched_off(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOVERN_CACHE", "off")
    assert [finding.rule for finding in lint(project)] == ["spec/unknown-key"]
    assert cache_files(project) == []


def test_two_runs_at_once_share_the_cache_in_peace(project: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda _: lint(project), range(16)))
    assert all(result == results[0] for result in results)
    assert cache.load(cache.path_of(str(project), "run")) is not None


def test_the_cache_never_lies_in_the_project(project: Path) -> None:
    before = sorted(project.rglob("*"))
    lint(project)
    assert sorted(project.rglob("*")) == before
