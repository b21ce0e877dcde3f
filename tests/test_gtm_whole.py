"""What Tag Manager asks of a container as a whole: sequences, circles, kinds that do not belong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from helpers import findings, project

from govern.commands.baseline import accept
from govern.commands.check import check
from govern.commands.init import init
from govern.commands.lint import lint
from govern.commands.render import render
from govern.core.accepting import Accepting
from govern.core.errors import GovernError
from govern.core.report import exit_code
from govern.gtm.container import Body, Container, Context
from govern.gtm.read import read
from govern.gtm.whole import circles_in, whole_problems
from govern.render.targets.gtm import problems

pytestmark = pytest.mark.usefixtures("day")

CORPUS = Path(__file__).parent.parent.parent / "shared" / "corpus"


def messages(entities: dict[str, dict[str, Body]], context: Context = "web") -> list[str]:
    """What is wrong with a container as a whole."""
    container = Container("GTM-ABC1234", context, {}, entities, "specs/x.yaml")
    found = [problem.message for problem in whole_problems(container)]
    assert set(found) <= {problem.message for problem in problems(container)}, "rendering asks too"
    return found


def tag(**more: Any) -> Body:
    """A tag."""
    return {"type": "html", **more}


def text(value: str) -> Body:
    """A variable that holds a text."""
    return {"type": "c", "parameter": [{"type": "TEMPLATE", "key": "value", "value": value}]}


def group(*triggers: str) -> Body:
    """A trigger group."""
    members = [{"type": "TRIGGER_REFERENCE", "value": name} for name in triggers]
    return {"type": "TRIGGER_GROUP", "parameter": [{"type": "LIST", "key": "triggerIds", "list": members}]}


def test_tags_in_sequences_are_there() -> None:
    bodies = {"Ads": tag(setupTag=[{"tagName": "Linker"}], teardownTag=[{"tagName": "Linkr"}]), "Linker": tag()}
    assert messages({"tag": bodies}) == ['tag "Ads" refers to the tag "Linkr", which the container does not have']


def test_nothing_refers_to_itself() -> None:
    tags = {
        "A": tag(setupTag=[{"tagName": "B"}]),
        "B": tag(teardownTag=[{"tagName": "A"}]),
        "C": tag(setupTag=[{"tagName": "A"}]),
    }
    assert messages({"tag": tags}) == ['tag "A" refers to itself by way of "B"']
    variables = {
        "Own": text("{{Own}}"),
        "b": text("x {{c}}"),
        "c": text("{{d}}{{e}}"),
        "d": text("1"),
        "e": text("{{b}}"),
    }
    assert messages({"variable": variables}) == [
        'variable "Own" refers to itself',
        'variable "b" refers to itself by way of "c", "e"',
    ]
    triggers = {"G": group("H"), "H": group("G", "P"), "P": {"type": "PAGEVIEW"}}
    assert messages({"trigger": triggers}) == ['trigger "G" refers to itself by way of "H"']


def test_a_way_that_many_take_is_no_circle() -> None:
    assert list(circles_in({"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []})) == []
    chain = {str(n): [str(n + 1)] for n in range(5000)}
    assert list(circles_in(chain)) == []
    assert [len(circle) for circle in circles_in({**chain, "5000": ["0"]})] == [5001]


@pytest.mark.parametrize(
    ("entities", "context", "message"),
    [
        ({"tag": {"A": {"type": "awct"}}}, "server", 'tag "A" is of the type "awct", which a server container does not have'),
        ({"tag": {"A": {"type": "sgtmgaaw"}}}, "web", 'tag "A" is of the type "sgtmgaaw", which a web container does not have'),
        ({"trigger": {"P": {"type": "CLICK"}}}, "server",
         'trigger "P" is of the type "CLICK", which a server container does not have'),
        ({"client": {"GA4": {"type": "gaaw_client"}}}, "web", 'client "GA4" is in a web container, which has no clients'),
        ({"zone": {"Z": {}}}, "server", 'zone "Z" is in a server container, which has no zones'),
        ({"tag": {"A": {"type": "cvt_1_2_3"}}}, "web", 'tag "A" has the type "cvt_1_2_3", which is not a type of a template'),
        ({"tag": {"A": {"type": "template:T"}},
          "customTemplate": {"T": {"templateData": '___INFO___\n\n{"containerContexts": ["SERVER"]}\n\n\n___NOTES___\n'}}},
         "web", 'template "T" is made for server containers'),
    ],
)  # fmt: skip
def test_what_belongs_into_another_container(
    entities: dict[str, dict[str, Body]], context: Context, message: str
) -> None:
    assert messages(entities, context) == [message]


def test_lint_says_it_at_the_entity() -> None:
    subject = project(
        "containers: [{id: GTM-ABC1234, variables: [{name: A, type: c, parameter: {value: '{{B}}'}},"
        " {name: B, type: c, parameter: {value: '{{A}}'}}]}]"
    )
    (finding,) = [one for one in findings(subject) if one.rule == "containers/not-importable"]
    assert finding.message == 'variable "A" refers to itself by way of "B"'
    assert finding.place.route == ("containers", 0, "variables", 0)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real exports is not here")
def test_real_containers_are_whole() -> None:
    found = 0
    for file in sorted(CORPUS.glob("gtm-*/*.json")):
        try:
            containers = read(file.read_bytes(), file.name)
        except GovernError:  # not every file is an export
            continue
        for container in containers:
            found += 1
            assert [problem.message for problem in whole_problems(container)] == [], file.name
    assert found > 50


def test_a_text_that_is_no_template_has_no_context() -> None:
    for data in ("", "___INFO___\n[]", "___INFO___\n{", json.dumps({})):
        assert messages({"tag": {"A": {"type": "template:T"}}, "customTemplate": {"T": {"templateData": data}}}) == []


SERVER = """
version: 1
containers:
  - id: GTM-ABC1234
    context: server
    clients: [{name: GA4, type: gaaw_client}]
    tags: [{name: Purchase, type: gaawe, firingTrigger: [All]}]
    triggers: [{name: All, type: ALWAYS}]
"""
"""A tag of a web container in a server container: such a file was put together by hand."""


def test_what_cannot_be_imported_is_not_rendered_even_where_it_is_accepted(tmp_path: Path) -> None:
    (tmp_path / "specs").mkdir()
    (tmp_path / "govern.yaml").write_text("version: 1\n")
    (tmp_path / "specs" / "gtm.yaml").write_text(SERVER)
    assert accept(str(tmp_path), Accepting("until the relaunch")) == "1 finding accepted in govern.baseline.json"
    assert not lint(str(tmp_path)).findings
    assert not render(str(tmp_path), ("csp",)).findings
    for report in (render(str(tmp_path)), check(str(tmp_path))):
        (finding,) = report.findings
        assert finding.rule == "containers/not-importable"
        assert finding.source == "    tags: [{name: Purchase, type: gaawe, firingTrigger: [All]}]"
        assert "nothing was rendered, because the specs have errors" in report.notes
        assert not report.artifacts


def test_specs_that_cannot_be_read_are_never_checked_silently(tmp_path: Path) -> None:
    """The baseline accepts the misprint; that nothing can be made of the specs has to be said all the same."""
    (tmp_path / "specs").mkdir()
    (tmp_path / "govern.yaml").write_text("version: 1\n")
    (tmp_path / "specs" / "a.yaml").write_text(
        "version: 1\nevents: [{name: paid, ownr: web, owner: web, description: Paid.}]\n"
    )
    accept(str(tmp_path), Accepting("until the relaunch"))
    assert not lint(str(tmp_path)).findings
    report = check(str(tmp_path))
    assert [finding.rule for finding in report.findings] == ["spec/unknown-key"]
    assert exit_code(report) == 1
    assert "nothing was rendered or compared, because the specs have errors" in report.notes


def test_init_says_that_credentials_were_taken_in(tmp_path: Path) -> None:
    """The next step is a commit, and the baseline accepts what the specs hold."""
    token = "EAA" + "bC3dE4fG5h" * 6
    parameter = [{"type": "TEMPLATE", "key": "accessToken", "value": token}]
    entities = [
        {"tagId": "1", "name": "CAPI", "type": "html", "parameter": parameter, "firingTriggerId": ["2147479553"]}
    ]
    version = {"container": {"publicId": "GTM-ABC1234", "usageContext": ["WEB"]}, "tag": entities}
    export = tmp_path / "web.json"
    export.write_text(json.dumps({"exportFormatVersion": 2, "containerVersion": version}))
    notes = init(str(tmp_path / "shop"), (str(export),)).notes
    said = "1 credential stands in what was taken in: withdraw it before you commit; govern audit says where"
    assert said in notes
    assert token not in repr(notes)
    export.write_text(json.dumps({"exportFormatVersion": 2, "containerVersion": {**version, "tag": []}}))
    assert not [note for note in init(str(tmp_path / "other"), (str(export),)).notes if "credential" in note]
