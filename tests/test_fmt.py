"""`govern fmt`: one layout for spec files, and nothing they say is changed, lost or moved."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
import yaml
from cli_helpers import Captured, printed, refused
from for_each import for_each
from hypothesis import given
from hypothesis import strategies as st

from govern.cli import run
from govern.source.layout import comments, formatted, same
from govern.source.yaml import Refusal, decode, read

pytestmark = pytest.mark.usefixtures("day")

ROOT = Path(__file__).parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"


def laid(text: str) -> str:
    """The text in our layout, which has to be stable and to say the same."""
    raw = text.encode()
    made = formatted(raw)
    assert formatted(made) == made
    assert same(read(decode(raw)).data, read(decode(made)).data)
    return made.decode()


def page(text: str) -> str:
    return dedent(text).lstrip("\n")


LAYOUTS = {
    "lists are inset": ("events:\n- name: a\n  list:\n  - 1\n", "events:\n  - name: a\n    list:\n      - 1\n"),
    "two blanks a level": ("a:\n    b:\n        - c:\n            1\n", "a:\n  b:\n    - c:\n        1\n"),
    "one blank after a dash": ("a:\n  -   b: 1\n      c: 2\n", "a:\n  - b: 1\n    c: 2\n"),
    "lists in lists": ("a:\n- - 1\n  -   2\n", "a:\n  - - 1\n    - 2\n"),
    "an entry below its dash": ("a:\n-\n   b: 1\n", "a:\n  -\n    b: 1\n"),
    "line ends": ("a: 1\r\nb:\r\n- 2\r\n", "a: 1\nb:\n  - 2\n"),
    "byte order mark": ("\ufeffa: 1\n", "a: 1\n"),
    "blanks at the end of lines": ("a: 1  \nb: 2\t\n# c \n", "a: 1\nb: 2\n# c\n"),
    "empty lines": ("\n\na: 1\n\n\n\nb: 2\n\n\n", "a: 1\n\nb: 2\n"),
    "a last line end": ("a: 1", "a: 1\n"),
    "nothing": ("", ""),
    "only a comment": ("# later", "# later\n"),
    "version first": ("a: 1\nversion: 1\nb: 2\n", "version: 1\na: 1\nb: 2\n"),
    "version first, below the title": ("# Shop\n\na: 1\nversion: 1\n", "# Shop\n\nversion: 1\na: 1\n"),
    "version first, above the comment of a key": ("# about a\na: 1\nversion: 1\n", "version: 1\n# about a\na: 1\n"),
    "version with a comment stays": ("a: 1\nversion: 1  # why\n", "a: 1\nversion: 1  # why\n"),
    "version below a comment stays": ("a: 1\n# why\nversion: 1\n", "a: 1\n# why\nversion: 1\n"),
    "comments move along": ("a:\n# x\n- b\n    # y\n- c # z\n", "a:\n  # x\n  - b\n      # y\n  - c # z\n"),
    "a literal keeps its blanks": (
        "a:\n- b: |\n     x  \n       y\n\n\n     z\n  c: 1\n",
        "a:\n  - b: |\n       x  \n         y\n\n\n       z\n    c: 1\n",
    ),
    "a literal with its own indent": ("a:\n- |1\n   x\n- y\n", "a:\n  - |1\n     x\n  - y\n"),
    "a literal that keeps its end": ("a: |+\n  x\n\n\n", "a: |+\n  x\n\n\n"),
    "a literal without line end": ("a:\n- |\n  x", "a:\n  - |\n    x"),
    "text over lines": ('a:\n- "b\n  c\\\n  d"\n- e\n  f\n', 'a:\n  - "b\n    c\\\n    d"\n  - e\n    f\n'),
    "flow over lines": ("a:\n- {b: 1,\n   c: [2,\n   3]}\n", "a:\n  - {b: 1,\n     c: [2,\n     3]}\n"),
    "quotes stay, blanks between two tokens are one or none": (
        "a:   'b'\nc : \"d  e\"  # f\ng: [ {h: 1 ,i:  2} , 'j' ]\n",
        "a: 'b'\nc: \"d  e\"  # f\ng: [{h: 1, i: 2}, 'j']\n",
    ),
    "a document mark": ("---\na:\n- 1\n", "---\na:\n  - 1\n"),
    "a key apart from its value": ("? a\n: - 1\n  - 2\n", "? a\n: - 1\n  - 2\n"),
    "wide letters": ("名前:\n- ü: 'ä'\n  ö: 1\n", "名前:\n  - ü: 'ä'\n    ö: 1\n"),
}


@for_each("name", LAYOUTS)
def test_the_layout(name: str) -> None:
    before, after = LAYOUTS[name]
    assert laid(before) == after
    assert comments(before.replace("\r\n", "\n").lstrip("\ufeff")) == comments(after)


@pytest.mark.parametrize("text", ["a: [", "a: 1\na: 2\n", "a: \x852\n", "a: b\u2028c\n", "a: !x 1\n", "- a\n\t- b\n"])
def test_what_cannot_be_laid_out_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        formatted(text.encode())


OURS = [*sorted((ROOT / "specs").rglob("*.yaml")), *sorted((ROOT / "tests").rglob("*.yaml")), ROOT / "govern.yaml"]


@pytest.mark.slow
@pytest.mark.parametrize("path", OURS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_spec_file_of_ours_can_be_laid_out(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    try:
        read(text)
    except Refusal:
        pytest.skip("a case about text that cannot be read")
    assert comments(laid(text)) == comments(text)


@for_each("path", sorted((ROOT / "specs").rglob("*.yaml")), ids=lambda path: path.name)
def test_the_example_project_is_laid_out_already(path: Path) -> None:
    assert laid(path.read_text(encoding="utf-8")) == path.read_text(encoding="utf-8")


# --- any YAML

WORDS = st.text(st.sampled_from("ab1 :#-'\"\\ü\n|>{}[],&*!%@`~"), max_size=12)
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-99, 99), st.floats(allow_nan=False, allow_infinity=False), WORDS
)
TREES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.text("abcü -", min_size=1, max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A YAML text in some style, with comments and empty lines here and there."""
    data = draw(st.dictionaries(st.sampled_from(["version", "events", "a", "b c"]), TREES, min_size=1, max_size=4))
    text: str = yaml.safe_dump(
        data,
        indent=draw(st.integers(2, 7)),
        width=draw(st.sampled_from([20, 80, 1000])),
        default_flow_style=draw(st.sampled_from([False, None])),
        default_style=draw(st.sampled_from([None, None, "'", '"', "|", ">"])),
        allow_unicode=True,
        sort_keys=False,
    )
    lines = text.split("\n")
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(lines)))
        noise = draw(st.sampled_from(["# c", "", "  # in", "    # deep", "   ", "\t# tab"]))
        lines.insert(at, noise)
    return draw(st.sampled_from(["\n", "\n", "\r\n"])).join(lines)


@given(texts())
def test_any_text_says_the_same_afterwards_or_is_refused(text: str) -> None:
    try:
        before = read(text)
    except Refusal:
        return
    try:
        made = formatted(text.encode())
    except Refusal as refusal:
        assert "cannot be laid out" not in refusal.message
        return
    assert same(before.data, read(made.decode()).data)
    assert comments(text.replace("\r\n", "\n")) == comments(made.decode())
    assert formatted(made) == made


# --- the command


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one file that is not laid out, and the current folder."""
    (tmp_path / "specs").mkdir()
    (tmp_path / "govern.yaml").write_text("version: 1\n")
    (tmp_path / "specs" / "shop.yaml").write_text("events:\n- name: a\nversion: 1\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_fmt_writes_what_is_not_laid_out(shop: Path, capsys: Captured) -> None:
    assert "written    specs/shop.yaml" in printed(capsys, "fmt")
    assert (shop / "specs" / "shop.yaml").read_text() == "version: 1\nevents:\n  - name: a\n"
    assert "2 files unchanged" in printed(capsys, "fmt")
    printed(capsys, "fmt", "--check")


def test_check_and_diff_write_nothing(shop: Path, capsys: Captured) -> None:
    before = (shop / "specs" / "shop.yaml").read_text()
    assert "stale      specs/shop.yaml" in printed(capsys, "fmt", "--check", code=1)
    assert run(["fmt", "--diff"]) == 1
    shown = capsys.readouterr().out
    assert shown.startswith("--- a/specs/shop.yaml\n+++ b/specs/shop.yaml\n")
    assert "+  - name: a\n" in shown
    assert (shop / "specs" / "shop.yaml").read_text() == before


def test_fmt_takes_files_and_folders(shop: Path, capsys: Captured) -> None:
    assert "govern.yaml" in printed(capsys, "fmt", "--check", "govern.yaml")
    printed(capsys, "fmt", "--check", "specs", code=1)
    assert "does not exist" in refused(capsys, "fmt", "nowhere.yaml")


def test_one_file_that_cannot_be_read_stops_all(shop: Path, capsys: Captured) -> None:
    (shop / "specs" / "zoo.yaml").write_text("a: [\n")
    assert "specs/zoo.yaml:" in refused(capsys, "fmt")
    assert (shop / "specs" / "shop.yaml").read_text().startswith("events:")


EXPORTS = sorted((CORPUS / "gtm-web").glob("*.json"))[::9] if CORPUS.is_dir() else []


@pytest.mark.slow
@pytest.mark.skipif(not EXPORTS, reason="the corpus of real files is not here")
def test_projects_made_from_exports_are_laid_out_already(tmp_path: Path, capsys: Captured) -> None:
    taken = 0
    for number, export in enumerate(EXPORTS):
        if run(["init", str(tmp_path / str(number)), "--from", str(export)]) == 0:
            taken += 1
            code = run(["fmt", "--check", "-C", str(tmp_path / str(number))])
            assert code == 0, (export.name, capsys.readouterr().out)
    assert taken
