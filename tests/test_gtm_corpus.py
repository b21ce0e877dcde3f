"""Every public export in the corpus: read, written as specs, read from them, rendered, and compared with the original.

The comparison knows nothing of how `govern` reads containers: it takes both JSON texts apart by itself, so that a field
which reading loses cannot be lost on both sides.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from gtm_helpers import WITHOUT_CORPUS, corpus, read_specs

from govern.core.errors import GovernError
from govern.gtm import read as gtm
from govern.gtm.container import canonical_container
from govern.gtm.specs import differences, spec_files
from govern.gtm.variables import with_built_ins
from govern.render.targets.gtm import render

EXPORTS = corpus("gtm-web", "gtm-server")
ANSWERS = [path for path in corpus("gtm-api") if path.name[:4] not in ("0016", "0018", "0021", "0022")]

REFUSED = {
    "gtm-web/0061": ('the key "trigger" appears twice in one object', "1583:9"),
    "gtm-web/0062": ('the key "value" appears twice in one object', "65:75"),
    "gtm-web/0063": ('the key "value" appears twice in one object', "65:75"),
    "gtm-web/0066": ('trigger "Click - WhatsApp" has "uniqueTriggerId": "305", expected an object', "Click - WhatsApp"),
    "gtm-web/0068": ('trigger "Click - WhatsApp" has "uniqueTriggerId": "305", expected an object', "Click - WhatsApp"),
    "gtm-web/0069": ('trigger "Click - WhatsApp" has "uniqueTriggerId": "305", expected an object', "Click - WhatsApp"),
    "gtm-web/0072": ('trigger "Form Submit - Contact" has "type": "FORM_SUBMIT"', "Form Submit - Contact"),
}
"""The exports that are broken: the message, and the place in the text or the entity."""

VOLATILE = {"accountId", "containerId", "workspaceId", "fingerprint", "path", "tagManagerUrl"}
IDENTITY = {"accountId", "containerId"}
"""Volatile in entities, and what the container is known by."""

OWN_ID = {"customTemplate": "templateId"}


def key_of(path: Path) -> str:
    return f"{path.parent.name}/{path.name[:4]}"


def named(ids: dict[str, str], id: Any) -> str:
    """What an id stands for; built-in triggers and ids of nothing stay ids."""
    return f"name {ids[str(id)]}" if str(id) in ids else f"id {id}"


def taken_apart(text: str) -> dict[str, Any]:
    """An export without what differs from export to export: entities by name, ids as names, parameters in order."""
    version = json.loads(text)["containerVersion"]
    ids = {
        kind: {str(row.get(f"{kind}Id")): row["name"] for row in version.get(kind, [])}
        for kind in ("trigger", "folder")
    }
    templates = template_types(version.get("customTemplate", []))
    found: dict[str, Any] = {}
    for kind, rows in version.items():
        if not isinstance(rows, list):
            continue
        for row in rows:
            own = {key: value for key, value in row.items() if key not in {*VOLATILE, OWN_ID.get(kind, f"{kind}Id")}}
            for key in [key for key in own if key.endswith("TriggerId") and isinstance(own[key], list)]:
                own[key] = sorted(named(ids["trigger"], id) for id in own[key])
            if "parentFolderId" in own:
                own["parentFolderId"] = named(ids["folder"], own["parentFolderId"])
            if own.get("type") in templates:
                own["type"] = templates[own["type"]]
            name = f"{kind} {row['name']}"
            assert name not in found
            found[name] = settled(own, ids["trigger"])
    for key in ("name", "description", "deleted"):
        found[key] = version.get(key)
    container = version.get("container", {})
    found["container"] = {key: value for key, value in container.items() if key not in VOLATILE - IDENTITY}
    return found


def template_types(rows: list[dict[str, Any]]) -> dict[str, str]:
    """What `cvt_...` stands for, by number and, where only one template has it, by gallery id."""
    galleries = Counter(row.get("galleryReference", {}).get("galleryTemplateId") for row in rows)
    types = {}
    for row in rows:
        types[f"cvt_{row['containerId']}_{row['templateId']}"] = f"number of {row['name']}"
        gallery = row.get("galleryReference", {}).get("galleryTemplateId")
        if gallery and galleries[gallery] == 1:
            types[f"cvt_{gallery}"] = f"gallery id of {row['name']}"
    return types


def settled(value: Any, triggers: dict[str, str]) -> Any:
    """A value with keyed parameters in order and trigger references as names."""
    if isinstance(value, dict):
        if value.get("type") == "TRIGGER_REFERENCE":
            value = {**value, "value": named(triggers, value["value"])}
        return {
            key: settled(sorted(item, key=lambda row: row["key"]) if is_keyed(item) else item, triggers)
            for key, item in value.items()
        }
    return [settled(item, triggers) for item in value] if isinstance(value, list) else value


def is_keyed(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(row, dict) and "key" in row for row in value)


def assert_nothing_is_lost(original: str, rendered: str) -> None:
    before, after = taken_apart(original), taken_apart(rendered)
    container_before, container_after = before.pop("container"), after.pop("container")
    built_in = container_before.pop("enabledBuiltInVariable", None)
    if built_in is not None:  # format 1.3 has no entities for them
        assert sorted(built_in) == sorted(after.pop(key)["type"] for key in list(after) if key.startswith("builtIn"))
    assert json.dumps(before, sort_keys=True) == json.dumps(after, sort_keys=True)
    added = {"accountId", "containerId", "usageContext"} - container_before.keys()
    assert {key: value for key, value in container_after.items() if key not in added} == container_before


@pytest.mark.skipif(not EXPORTS, reason=WITHOUT_CORPUS)
def test_the_corpus_is_complete() -> None:
    assert Counter(path.parent.name for path in EXPORTS) == {"gtm-web": 53, "gtm-server": 25}
    assert {key_of(path) for path in EXPORTS} > REFUSED.keys()


@pytest.mark.slow
@pytest.mark.skipif(not EXPORTS, reason=WITHOUT_CORPUS)
@pytest.mark.parametrize("path", [path for path in EXPORTS if key_of(path) not in REFUSED], ids=key_of)
def test_an_export_comes_back_as_it_was(path: Path) -> None:
    raw = path.read_bytes()
    (container,) = gtm.read(raw, path.name)
    decoded = read_specs(spec_files(container))
    assert decoded.problems == ()
    text = render(decoded.container)
    assert_nothing_is_lost(raw.decode("utf-8-sig"), text)
    (back,) = gtm.read(text.encode(), path.name)
    assert list(differences(canonical_container(container), canonical_container(back))) == []
    assert (back.id, back.context) == (container.id, container.context)


@pytest.mark.skipif(not EXPORTS, reason=WITHOUT_CORPUS)
@pytest.mark.parametrize("path", [path for path in EXPORTS if key_of(path) in REFUSED], ids=key_of)
def test_a_broken_export_is_refused_with_its_place(path: Path) -> None:
    message, where = REFUSED[key_of(path)]
    with pytest.raises(GovernError) as caught:
        for container in gtm.read(path.read_bytes(), path.name):
            spec_files(container)
    assert caught.value.message.startswith(message)
    place = caught.value.place
    assert place is not None
    assert place.file == path.name
    assert where in (f"{place.span.line}:{place.span.column}" if place.span else place.entity)


@pytest.mark.skipif(not EXPORTS, reason=WITHOUT_CORPUS)
def test_every_problem_of_a_broken_export_is_named() -> None:
    (path,) = [path for path in EXPORTS if key_of(path) == "gtm-web/0072"]
    (container,) = gtm.read(path.read_bytes(), path.name)
    with pytest.raises(GovernError) as caught:
        spec_files(container)
    assert caught.value.message.count("FORM_SUBMIT") + caught.value.help.count('"FORM_SUBMIT"') == 3
    assert caught.value.help.count("did you mean YOU_TUBE_VIDEO?") == 2


@pytest.mark.slow
@pytest.mark.skipif(not ANSWERS, reason=WITHOUT_CORPUS)
@pytest.mark.parametrize("path", ANSWERS, ids=key_of)
def test_an_answer_of_the_api_comes_back_as_it_was(path: Path) -> None:
    for container in gtm.read(path.read_bytes(), path.name):
        decoded = read_specs(spec_files(container))
        (back,) = gtm.read(render(decoded.container).encode(), path.name)
        whole = canonical_container(with_built_ins(container))
        assert list(differences(whole, canonical_container(back))) == [], "what it uses is switched on"
