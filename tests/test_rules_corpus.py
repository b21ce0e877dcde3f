"""Rules on real specs: what public containers become by `init`, and what public tracking plans become as specs.

Every finding on them was read once and is true; what a rule begins to say beyond `TRUE` has to be read as well.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import findings, project
from plans import specs_of

from govern import start
from govern.errors import GovernError
from govern.live import read_exports

CORPUS = Path(__file__).parent.parent / ".." / "shared" / "corpus"
needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="../shared/corpus is not there")

TRUE = {
    "events/description-missing": "most public plans describe nothing",
    "events/description-says-nothing": "descriptions that repeat the name",
    "events/names-too-alike": "one event in two spellings",
    "events/parameter-of-two-types": "one name is a list here and a text there",
    "events/plain-money": "prices declared as plain numbers, currencies as plain texts",
    "events/text-for-number": "prices declared as text",
    "mappings/event-reaches-nobody": "names that Analytics would not take, or that two events share, are mapped to nothing",
    "mappings/required-parameter": "e-commerce events without items",
    "mappings/reserved-parameter": "parameters that begin with google_",
    "mappings/reserved-platform-event": "session_start, and events that begin with google_",
    "mappings/wished-parameter": "e-commerce events without a value",
    "mappings/wrong-type": "value is an object, a text or yes and no",
    "privacy/unclassified-parameter": "email, firstName, lastName",
}


def files_in(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (CORPUS / folder).glob("*") if path.suffix != ".csv")


@needs_corpus
def test_public_tracking_plans_have_true_findings_only() -> None:
    plans = [specs for path in files_in("tracking-plans") if (specs := specs_of(path))]
    assert len(plans) > 20
    found = {finding.rule for specs in plans for finding in findings(project(files=specs))}
    assert found - TRUE.keys() == set()


@needs_corpus
def test_what_init_makes_of_public_containers_is_in_order() -> None:
    made, said = 0, []
    for path in files_in("gtm-web", "gtm-server"):
        try:
            files = start.project_files("project", read_exports([str(path)]))
        except GovernError:
            continue  # damaged exports are refused with their place; the tests of containers look at these
        made += 1
        specs = {file: raw.decode() for file, raw in files.items() if file.endswith(".yaml") and file != "govern.yaml"}
        code = {file: raw for file, raw in files.items() if not file.endswith(".yaml")}
        said += [(path.name[:4], found.rule) for found in findings(project(files=specs, side_files=code))]
    assert made == 71
    assert said == [("0088", "sites/container-id")]  # a container that calls itself GTM-test
