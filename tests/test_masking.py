"""No format shows a credential, wherever it stands: in a name, in a place, in what was before and after."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from typing import Any

import pytest
from cli_helpers import Captured
from reports import text_of

from govern.cli import run
from govern.core.report import (
    Artifact,
    Change,
    Edit,
    FieldChange,
    Finding,
    Part,
    Place,
    Related,
    Report,
    Span,
    together,
)
from govern.output.formats import FORMATS
from govern.platforms.masking import LONGEST_PATH, covered, covered_text

pytestmark = pytest.mark.usefixtures("day")

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
KINDS = {
    "meta": ("EAAB", 60), "github": ("ghp_", 36), "gitlab": ("glpat-", 22), "stripe": ("sk_live_", 24),
    "npm": ("npm_", 36), "linear": ("lin_api_", 40), "figma": ("figd_", 40), "segment": ("sgp_", 64),
}  # fmt: skip


def planted(kind: str, seed: int) -> str:
    """A credential of a kind that nobody has."""
    head, length = KINDS[kind]
    chance = random.Random(f"{kind} {seed}")
    return head + "".join(chance.choice(LETTERS) for _ in range(length))


def strings(value: Any) -> list[str]:
    """Every string in plain data."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for item in value.items() for part in item for text in strings(part)]
    return [text for part in value for text in strings(part)] if isinstance(value, (list, tuple)) else []


def full_of(secret: str) -> Report:
    """A report that has a credential in every string it can have."""
    place = Place(f"exports/{secret}.json", ("tag", secret), Span(1, 1, 1, 5), f'tag "CAPI {secret}"')
    edit = Edit("replace", place, {secret: [secret]})
    finding = Finding(
        "a/b",
        "error",
        f"says {secret}",
        place,
        (Related(f"and {secret}", place),),
        f"do {secret}",
        secret,
        "f",
        (edit,),
    )
    fields = (FieldChange((secret,), secret, {secret: [secret, {"x": secret}]}),)
    change = Change("rename", "tag", f"new {secret}", f"GTM {secret}", fields, f"old {secret}")
    return Report(
        (finding,), (change,), (Artifact(f"build/{secret}.json", "text", "stale"),), (f"note {secret}",), (finding,)
    )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("format", FORMATS)
def test_no_format_shows_a_credential_wherever_it_stands(
    format: str, kind: str, tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    from govern.cli.emit import emit
    from govern.cli.style import Style

    monkeypatch.chdir(tmp_path)
    secret = planted(kind, 1)
    emit(full_of(secret), None, Style(format, color="never"))
    said = capsys.readouterr().out
    assert said
    assert secret not in said
    assert secret[-20:] not in said


def test_what_is_covered_keeps_its_length_and_everything_else_stays() -> None:
    secret = planted("github", 2)
    report = full_of(secret)
    shown = covered(report)
    assert shown.changes[0].name == "new " + "*" * len(secret)
    assert shown.findings[0].place.span == report.findings[0].place.span
    assert shown.artifacts[0].text == "text"
    clean = full_of("a name that is long enough to be looked at")
    assert covered(clean) == clean


def test_what_is_said_of_several_projects_is_covered_in_each() -> None:
    secret = planted("github", 4)
    written = full_of(secret).replace(artifacts=(Artifact("a.json", f"token {secret}"),))
    shown = covered(
        together((Part(f"shops/{secret}", written, f"is not {secret}"), Part("shops/b", full_of("a name"))))
    )
    assert shown.parts[0].report.artifacts == written.artifacts, "what is written stays as it is"
    assert secret not in repr((shown.findings, shown.changes, shown.notes, shown.parts[0].refused))
    assert [part.project for part in shown.parts] == ["shops/" + "*" * len(secret), "shops/b"]
    assert shown.parts[1].report == full_of("a name")


def test_a_step_of_a_path_is_covered_and_an_image_in_base64_stays() -> None:
    secret = planted("meta", 5)
    assert covered_text(f"exports/{secret}/a.json") == f"exports/{'*' * len(secret)}/a.json"
    letters = "EAAB" + "QwertyUiopAsdfghJkl" * 3
    assert covered_text(f"exports/{letters}/a.json") == f"exports/{'*' * len(letters)}/a.json"
    before = "iVBOR0" * 90
    image = f"{before[: LONGEST_PATH - len(secret) - 1]}/{secret}"
    assert covered_text(image) == image
    assert covered_text(image[1:]).endswith("*" * len(secret)), "as long as a path may be"


@pytest.mark.slow
def test_an_audit_of_a_thousand_credentials_as_names_shows_none(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Names, values, keys and notes of a container."""
    monkeypatch.chdir(tmp_path)
    secrets = [planted(kind, seed) for seed in range(125) for kind in KINDS]
    assert len(set(secrets)) == 1000
    left = iter(secrets)
    tags = [
        {"tagId": str(at), "name": f"CAPI {next(left)}", "type": "html", "notes": next(left), "firingTriggerId": ["1"],
         "parameter": [{"type": "TEMPLATE", "key": "html", "value": f"<script>x('{next(left)}')</script>"},
                       {"type": "TEMPLATE", "key": next(left), "value": next(left)}]}
        for at in range(1, 201)
    ]  # fmt: skip
    version = {"accountId": "1", "containerId": "2", "container": {"publicId": "GTM-ABC1234", "usageContext": ["WEB"]}}
    export = {"exportFormatVersion": 2, "containerVersion": {**version, "tag": tags}}
    Path("GTM.json").write_text(json.dumps(export))
    assert run(["audit", "GTM.json", "--format", "json", "--report", "report"]) == 1
    said = capsys.readouterr()
    written = "\n".join(map(text_of, filter(Path.is_file, Path("report").rglob("*"))))
    words = "\n".join(set(re.findall(r"[\w-]{8,}", "\n".join((said.out, said.err, written)))))
    assert all(re.fullmatch(r"[\w-]{8,}", secret) for secret in secrets), "each would be part of a word"
    assert [secret for secret in secrets if secret in words] == []


def test_the_cache_holds_no_credential(
    shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    """Neither as text of a spec nor inside what was found there; and a second run finds the same."""
    monkeypatch.setenv("GOVERN_CACHE_DIR", str(tmp_path / "cache"))
    secret = planted("github", 3)
    spec = f"version: 1\nevents:\n  - {{name: {secret}, owner: shop, description: '{secret}'}}\n"
    (shop / "specs" / "events" / "purchase.yaml").write_text(spec)
    first = run(["lint"]), capsys.readouterr().out
    assert (run(["lint"]), capsys.readouterr().out) == first
    stored = [path.read_bytes() for path in (tmp_path / "cache").iterdir()]
    assert stored
    assert not any(secret.encode() in raw for raw in stored)


@pytest.mark.parametrize("text", ["{}: 1\n", "name: {}\n"])
def test_the_cache_holds_no_credential_that_is_a_key_or_stands_in_the_configuration(
    text: str, shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    """Findings quote keys that nobody knows, and are remembered as they are."""
    monkeypatch.setenv("GOVERN_CACHE_DIR", str(tmp_path / "cache"))
    secret = planted("github", 4)
    run(["lint"])
    file = shop / "govern.yaml" if text.startswith("name") else shop / "specs" / "events" / "purchase.yaml"
    file.write_text(file.read_text() + text.format(secret))
    run(["lint"])
    assert secret not in "".join(capsys.readouterr())
    assert not any(secret.encode() in path.read_bytes() for path in (tmp_path / "cache").iterdir())


@pytest.mark.parametrize("format", ["html", "json"])
def test_a_project_that_is_called_by_a_credential_is_not(
    format: str, shop: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    secret = planted("github", 5)
    (shop / "govern.yaml").write_text(f"version: 1\nname: {secret}\n")
    inside = shop / "specs" / f"{secret}.yaml"
    inside.write_text("version: 2\n")
    monkeypatch.setenv("GOVERN_CACHE_DIR", str(shop.parent / "cache"))
    for command in ("due", "lint"):
        run([command, "--format", format])
    run(["lint", "--write-baseline", "--reason", f"as {secret} was"])
    assert secret not in "".join(capsys.readouterr())
    assert secret not in (shop / "govern.baseline.json").read_text()
    assert run(["lint"]) == 0, "what was accepted is accepted whatever its file is called"
    assert not any(secret.encode() in path.read_bytes() for path in (shop.parent / "cache").glob("*"))


def test_an_address_that_somebody_pastes_is_told_without_what_it_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    secret = planted("github", 9)
    (tmp_path / "specs").mkdir()
    (tmp_path / "govern.yaml").write_text("version: 1\n")
    (tmp_path / "specs" / "shop.yaml").write_text(
        "version: 1\nsites: [{name: shop}]\ncsp: [{site: shop, mode: report_only}]\n"
    )
    report = {"csp-report": {"document-uri": "https://shop.example/", "blocked-uri": f"https://{secret}.example/",
                             "violated-directive": "img-src"}}  # fmt: skip
    (tmp_path / "reports.json").write_text(json.dumps(report))
    monkeypatch.chdir(tmp_path)
    for form in ("text", "json"):
        assert run(["csp", "why", f"https://x.example/tr?access_token={secret}", "--format", form]) == 1
        assert run(["csp", "reports", "reports.json", "--html", "page.html", "--format", form]) in (0, 1)
    shown = capsys.readouterr().out + (tmp_path / "page.html").read_text("utf-8")
    assert "x.example" in shown
    assert "img-src" in shown
    assert secret not in shown
