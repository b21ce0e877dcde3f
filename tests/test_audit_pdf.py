"""The review as a PDF, read by a reader of PDF: names are text and nothing else, the same bytes each time."""

from __future__ import annotations

import json
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

from govern.cli import run

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(find_spec("typst") is None, reason="typst is not here: pip install 'govern-tracking[pdf]'"),
    pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed, so no PDF can be read"),
    pytest.mark.usefixtures("day"),
]

HOSTILE = ('#panic("x")', "*bold*_", "$1+1$", "@sign-off", "<label>", "= Head", "\\u{41}", "// gone", "Жанна Łódź")


def reviewed(root: Path, names: tuple[str, ...], file: str = "users.json") -> bytes:
    """The PDF of a review of some people."""
    (root / "exports").mkdir(parents=True)
    (root / "govern.yaml").write_text("version: 1\nname: Norde shop\n")
    users = [{"accountId": "9", "emailAddress": name, "accountAccess": {"permission": "admin"}} for name in names]
    (root / "exports" / file).write_text(json.dumps({"userPermission": users}))
    assert run(["audit", "-C", str(root), "--report", str(root / "reviews"), "--pdf", "--today", "2026-11-30"]) in (
        0,
        1,
    )
    return (root / "reviews" / "audit-2026-Q4.pdf").read_bytes()


def pages(pdf: bytes) -> list[str]:
    """The text of each page."""
    told = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, timeout=60, check=True)
    return told.stdout.decode().split("\f")[:-1]


def test_names_are_text_and_pages_say_whose_they_are(tmp_path: Path) -> None:
    names = tuple(f"{name}@acme.example" for name in HOSTILE)
    first, second = reviewed(tmp_path / "a", names), reviewed(tmp_path / "b", names)
    assert first == second
    assert b"pdfaid:part" in first
    assert b"pdfuaid:part" in first
    read = pages(first)
    together = "".join("".join(read).split())
    for name in names:
        assert "".join(name.split()) in together, name
    for number, page in enumerate(read, 1):
        foot = " ".join(page.rstrip().rpartition("\n")[2].split())
        assert foot == f"Norde shop, Q4 2026 page {number} of {len(read)}"


def test_that_no_font_has_some_letters_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    from govern.render.reviews import typeset

    own = {"ignore_system_fonts": True}
    monkeypatch.setattr(typeset, "WAYS", (typeset.WAYS[0], own))
    template = '#set document(title: "t")\n#json(bytes(sys.inputs.review)) #if "boxes" in sys.inputs [boxes]'
    assert "boxes" not in pages(typeset.made(template, '"Ana"', "2026-11-30"))[0]
    assert "boxes" in pages(typeset.made(template, '"日本"', "2026-11-30"))[0]


def test_a_name_as_long_as_a_page_is_not_cut(tmp_path: Path) -> None:
    name = "-".join(f"part{number}" for number in range(1_500)) + "@acme.example"
    assert "part1499@acme.example" in "".join("".join(pages(reviewed(tmp_path / "long", (name,)))).split())


def test_without_typst_one_line_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    reviewed(tmp_path / "with", ("ana@acme.example",))
    capsys.readouterr()
    monkeypatch.setattr("govern.render.reviews.paper.find_spec", lambda _: None)
    folder = str(tmp_path / "without")
    assert run(["audit", "-C", str(tmp_path / "with"), "--report", folder, "--pdf", "--today", "2026-11-30"]) == 2
    assert 'pip install "govern-tracking[pdf]"' in capsys.readouterr().err
    assert not Path(folder).exists()
