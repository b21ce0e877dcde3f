"""What Tag Manager refuses is one set of checks: `audit`, `lint` after `init`, `import` and `render` say the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from live_helpers import corpus

from govern.commands.audit import audit
from govern.commands.diff import diff
from govern.commands.import_ import import_exports
from govern.commands.init import init
from govern.commands.lint import lint
from govern.commands.render import render
from govern.core.errors import GovernError
from govern.core.report import Finding, exit_code
from govern.gtm.faults import unjudged
from govern.gtm.read import read

pytestmark = pytest.mark.usefixtures("day")

TAG = {"tagId": "1", "name": "Ads", "type": "html", "firingTriggerId": ["2147479553"], "parameter": []}


def html(text: str) -> list[dict[str, str]]:
    """The parameters of a custom HTML tag."""
    return [{"type": "TEMPLATE", "key": "html", "value": text}]


def version(*tags: dict[str, Any], **lists: Any) -> dict[str, Any]:
    """An export of a web container."""
    container = {"publicId": "GTM-ABC1234", "usageContext": ["WEB"], "name": "shop"}
    return {"exportFormatVersion": 2, "containerVersion": {"container": container, "tag": [*tags], **lists}}


SERVER_TEMPLATE = {
    "templateId": "5",
    "containerId": "2",
    "name": "CAPI",
    "templateData": '___INFO___\n\n{"containerContexts": ["SERVER"]}\n\n___NOTES___\n',
}
TWO = [{"tagName": "B", "stopOnSetupFailure": True}]
BROKEN: dict[str, dict[str, Any]] = {
    "the trigger 77": version({**TAG, "firingTriggerId": ["77"]}),
    "the reserved trigger 2147483647": version({**TAG, "firingTriggerId": ["2147483647"]}),
    "the folder 9": version({**TAG, "parentFolderId": "9"}),
    "is not a template of the container": version({**TAG, "type": "cvt_2_5"}),
    'refers to the tag "Base"': version({**TAG, "setupTag": [{"tagName": "Base"}]}),
    'refers to itself by way of "B"': version(
        {**TAG, "setupTag": TWO}, {**TAG, "tagId": "2", "name": "B", "setupTag": [{"tagName": "Ads"}]}
    ),
    '"{{Order value}}" is not in the container': version({**TAG, "parameter": html("{{Order value}}")}),
    '"{{Click URL}}" is a built-in variable': version({**TAG, "parameter": html("{{Click URL}}")}),
    'template "CAPI" is made for server containers': version(
        {**TAG, "type": "cvt_2_5"}, customTemplate=[SERVER_TEMPLATE]
    ),
    'client "GA4" is in a web container': version(
        TAG, client=[{"clientId": "1", "name": "GA4", "type": "gaaw_client"}]
    ),
}


def said(findings: tuple[Finding, ...], words: str) -> list[Finding]:
    """The errors that hold the words."""
    return [finding for finding in findings if finding.level == "error" and words in finding.message]


@pytest.mark.parametrize("words", BROKEN)
def test_every_command_says_what_tag_manager_refuses(words: str, tmp_path: Path) -> None:
    export, project = tmp_path / "web.json", str(tmp_path / "p")
    export.write_text(json.dumps(BROKEN[words]))
    started = init(project, (str(export),))
    assert said(started.findings, words)
    assert exit_code(started) == 1
    assert said(lint(project).findings, words)
    assert said(render(project, ("gtm",)).findings, words)
    assert said(audit(None, (str(export),)).findings, words)
    checked = import_exports(None, (str(export),), check=True)
    assert [finding.place.file for finding in said(checked.findings, words)] == [str(export)]
    assert said(import_exports(project, (str(export),)).findings, words)


def test_warnings_are_accepted_on_the_first_day_and_errors_are_not(tmp_path: Path) -> None:
    export = tmp_path / "web.json"
    export.write_text(json.dumps(version({**TAG, "parameter": html("{{Order value}}")})))
    project = str(tmp_path / "p")
    init(project, (str(export),))
    assert {finding.level for finding in lint(project).findings} == {"error"}


def test_a_built_in_variable_may_be_known_by_its_type_alone() -> None:
    switched_on = [{"type": "EVENT"}, {"type": "SCROLL_DEPTH_DIRECTION"}]
    export = version({**TAG, "parameter": html("{{Event}} {{Scroll Direction}}")}, builtInVariable=switched_on)
    assert not audit_of(export)


def audit_of(export: Any) -> list[str]:
    """What keeps Tag Manager from taking an export."""
    from govern.gtm.faults import faults

    return [fault.message for container in read(json.dumps(export).encode(), "x.json") for fault in faults(container)]


def test_of_lists_that_were_not_saved_nothing_is_said_but_how_much() -> None:
    tag = {**TAG, "firingTriggerId": ["7"], "parentFolderId": "3", "parameter": html("{{Order value}}")}
    (container,) = read(json.dumps({"tag": [tag]}).encode(), "tags.json")
    assert not audit_of({"tag": [tag]})
    assert unjudged(container) == (("trigger", 1), ("variable", 1), ("folder", 1))


def test_of_an_export_without_tags_only_some_entities_were_chosen() -> None:
    asks = [{"type": "TEMPLATE", "key": "arg0", "value": "{{Order value}}"}]
    trigger = {"triggerId": "3", "name": "Paid", "type": "PAGEVIEW", "filter": [{"type": "EQUALS", "parameter": asks}]}
    export = version(trigger=[trigger])
    del export["containerVersion"]["tag"]
    assert not audit_of(export)


def test_the_servers_own_trigger_is_one() -> None:
    export = version({**TAG, "type": "sgtmgaaw", "firingTriggerId": ["2147479574"]})
    client = {"clientId": "1", "name": "GA4", "type": "gaaw_client", "parameter": []}
    export["containerVersion"]["container"]["usageContext"] = ["SERVER"]
    export["containerVersion"]["client"] = [client]
    assert not audit_of(export)


def test_the_servers_own_trigger_is_none_in_a_web_container() -> None:
    assert "the reserved trigger 2147479574" in " ".join(audit_of(version({**TAG, "firingTriggerId": ["2147479574"]})))


@pytest.mark.slow
def test_of_real_exports_all_commands_refuse_the_same(tmp_path: Path) -> None:
    """Of each export of the corpus that Tag Manager would refuse: the errors of `audit` are those of `init`, `lint`, `import`
    and `render`, and one that `init` does not take has the error that `audit` names. Exports that lack whole lists are held
    against what was written of them, which lacks the same."""
    refused = 0
    for number, path in enumerate(file for kind in ("gtm-web", "gtm-server") for file in corpus(kind)):
        try:
            said_live = errors(audit(None, (str(path),)).findings)
        except GovernError:
            continue
        if not said_live:
            continue
        refused += 1
        project = str(tmp_path / str(number))
        assert errors(import_exports(None, (str(path),), check=True).findings) == said_live, path.name
        try:
            assert errors(init(project, (str(path),)).findings) == said_live, path.name
        except GovernError as error:
            assert error.message in said_live, path.name
            continue
        assert errors(lint(project).findings) == errors(render(project, ("gtm",)).findings) == said_live, path.name
    assert refused > 5


def errors(findings: tuple[Finding, ...]) -> list[str]:
    """What the errors say."""
    return sorted(finding.message for finding in findings if finding.level == "error")


def test_built_in_variables_that_a_dump_does_not_list_and_its_tags_use_are_switched_on(tmp_path: Path) -> None:
    dump = {"tags": [{"name": "Ads", "type": "html", "parameter": html("{{Click URL}} {{Page Path}} {{Own}}")}]}
    (tmp_path / "dump.json").write_text(json.dumps(dump), encoding="utf-8")
    project = str(tmp_path / "p")
    started = init(project, (str(tmp_path / "dump.json"),))
    assert not said(started.findings, "built-in")
    assert not diff(project).changes
