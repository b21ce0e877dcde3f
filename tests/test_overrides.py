"""A project's own `templates/` goes first, for Tag Manager's templates and for those of reports; its errors have places."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest
from gtm_templates import built

from govern.commands import demo as example
from govern.commands.lint import lint
from govern.commands.render import render as render_verb
from govern.core.errors import GovernError
from govern.gtm.desired import desired
from govern.project.load import load
from govern.render import templates
from govern.render.targets import plan
from govern.render.targets.gtm import render

ROOT = Path(__file__).parent.parent


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    """The example project."""
    example.copy(str(tmp_path / "demo"))
    return tmp_path / "demo"


def own(demo: Path, name: str, text: str) -> Path:
    """A template of the project."""
    path = demo / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_a_template_of_tag_manager(demo: Path) -> None:
    before = render(desired(load(str(demo))).containers[0])
    text = built("meta", "web").replace('"displayName": "Meta Pixel (govern)"', '"displayName": "Our pixel"')
    own(demo, "gtm/web/meta.tpl", text.replace("\n", "\r\n"))
    (container, *_) = desired(load(str(demo))).containers
    assert container.bodies("customTemplate")["Our pixel"]["templateData"] == text
    assert container.bodies("tag")["Meta - Purchase"]["type"] == "template:Our pixel"
    assert render(container) != before and "Meta Pixel (govern)" not in container.bodies("customTemplate")


@pytest.mark.parametrize(
    "text", ["", "___INFO___\n\n{}\n", "___INFO___\n\n{\n\n___NOTES___", "___INFO___\n\n[]", "\xff"]
)
def test_a_template_that_is_none_is_a_finding(demo: Path, text: str) -> None:
    own(demo, "gtm/web/meta.tpl", text)
    report = lint(str(demo))
    assert [(finding.rule, finding.place.file) for finding in report.findings] == [
        ("containers/not-derivable", "templates/gtm/web/meta.tpl")
    ]
    assert "templates/gtm/web/meta.tpl" in report.findings[0].message


def test_a_page_of_the_plan(demo: Path) -> None:
    own(demo, "plan/plan.css", "body { color: teal }\n")
    texts = {artifact.path: artifact.text for artifact in plan.artifacts(load(str(demo)))}
    (css,) = (text for path, text in texts.items() if path.endswith("plan.css"))
    assert css == "body { color: teal }\n"


def made(demo: Path, text: str, **values: Any) -> str:
    """What a template of the project makes."""
    own(demo, "own.md", text)
    return templates.render("own.md", "markdown", values, str(demo))


MISTAKES = [
    ("one\n{{ nmae }}\n", 2, "'nmae' is undefined"),
    ("one\ntwo\n{% if %}\n", 3, "Expected an expression"),
    ("{{ name.__class__.__mro__ }}", 1, "unsafe"),
    ("\n\n{{ 1 / 0 }}", 3, "division by zero"),
    ("{{ names.append(1) }}", 1, "attribute 'append'"),
    ("{% include 'nothing.md' %}", 1, "nothing.md"),
]


@pytest.mark.parametrize(("text", "line", "message"), MISTAKES, ids=[case[2] for case in MISTAKES])
def test_a_mistake_has_its_place(demo: Path, text: str, line: int, message: str) -> None:
    with pytest.raises(GovernError) as caught:
        made(demo, text, name="x", names=[])
    assert message in caught.value.message
    place = caught.value.place
    assert place is not None and place.span is not None
    assert (place.file, place.span.line) == ("templates/own.md", line)


NEST = "{% for i in range(99999) %}\n" * 2 + "{% for i in range(99999) %}{{ i }}" + "{% endfor %}" * 3
GREEDY = [
    ("\n{{ 'a' * 500000000 }}", 2, "a length of 500,000,000"),
    ("\n{% set x = 'a' * 500000000 %}", 2, "a length of 500,000,000"),
    ("\n{{ 9 ** 999999999 }}", 2, "the power of 999,999,999"),
    (f"\n{NEST}", 4, "longer than 1 s"),
    ("\n{{ name|center(3000000000) }}", 2, "more memory"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("text", "line", "message"), GREEDY, ids=[case[2] + case[0][:8] for case in GREEDY])
def test_what_takes_too_much_is_refused_in_a_moment(demo: Path, text: str, line: int, message: str) -> None:
    assert made(demo, "warm") == "warm"
    start = time.monotonic()
    test_a_mistake_has_its_place(demo, text, line, message)
    assert time.monotonic() - start < 5, "a limit of a second, and room for a busy machine"
    assert made(demo, "as before") == "as before"


def test_a_template_of_ours_may_include_one_of_the_projects(demo: Path) -> None:
    values = {"project": "<b>", "events": (), "destinations": (), "facts": (), "tables": (), "language": "specs"}
    before = templates.render("plan/index.html", "html", values, str(demo))
    own(demo, "plan/_page.html", (ROOT / "templates/plan/_page.html").read_text("utf-8") + "\n")
    assert templates.render("plan/index.html", "html", values, str(demo)) == before


def test_the_process_of_templates_opens_no_file(tmp_path: Path) -> None:
    from govern.core.inside import Guard

    guard = Guard(files=False)
    for event, arguments in (("open", (str(tmp_path / "x"), "r", 0)), ("os.remove", ("x", -1)), ("socket.connect", ())):
        with pytest.raises(PermissionError):
            guard(event, arguments)
    guard("open", ("/lib/module.py", "rb", 0))
    guard("compile", ("x", "y"))


def test_values_are_made_safe_in_own_templates_too(demo: Path) -> None:
    assert made(demo, "{{ name }}", name="<b>*x*") == r"\<b\>\*x\*"


def test_nothing_is_written_when_a_template_fails(demo: Path) -> None:
    own(demo, "plan/plan.md", "{{ nmae }}")
    with pytest.raises(GovernError, match=r"templates/plan/plan\.md"):
        render_verb(str(demo), ("gtm", "plan"))
    assert not (demo / "build").exists()


@pytest.mark.parametrize("name", ["plan/plan.css", "gtm/web/meta.tpl"])
def test_a_link_that_leads_out_of_the_project_is_refused(demo: Path, tmp_path: Path, name: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text("not for anybody", "utf-8")
    path = own(demo, name, "")
    path.unlink()
    path.symlink_to(secret)
    with pytest.raises(GovernError, match="leads out of"):
        render_verb(str(demo), ("gtm", "plan"))


def test_a_template_includes_nothing_from_elsewhere(demo: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("not for anybody", "utf-8")
    for name in ("../../secret", str(tmp_path / "secret"), "./own.md"):
        with pytest.raises(GovernError, match="own"):
            made(demo, f"{{% include '{name}' %}}")


def test_a_template_that_changes_is_read_again(demo: Path) -> None:
    assert made(demo, "one") == "one"
    os.utime(own(demo, "own.md", "two"), ns=(1, 1))
    assert templates.render("own.md", "markdown", {}, str(demo)) == "two"
