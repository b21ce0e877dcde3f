"""Rules on real specs: what public containers become by `init`, and what public tracking plans become as specs.

Every finding on them was read once and is true; what a rule begins to say beyond `TRUE` has to be read as well.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from helpers import findings, project
from plans import specs_of

from govern.commands import init as start
from govern.core.errors import GovernError
from govern.output.gathered import gathered
from govern.project.exports import read_exports

pytestmark = pytest.mark.usefixtures("day")

CORPUS = Path(__file__).parent.parent / ".." / "shared" / "corpus"
needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="../shared/corpus is not there")

TRUE = {
    "events/description-missing": (900, "most public plans describe nothing"),
    "events/description-says-nothing": (51, "descriptions that repeat the name"),
    "events/names-too-alike": (2, "one event in two spellings"),
    "events/parameter-of-two-types": (25, "one name is a list here and a text there"),
    "events/plain-money": (4, "prices declared as plain numbers, currencies as plain texts"),
    "events/text-for-number": (3, "prices declared as text"),
    "mappings/required-parameter": (2, "e-commerce events without items"),
    "mappings/reserved-parameter": (8, "parameters that begin with google_"),
    "mappings/reserved-platform-event": (5, "session_start, and events that begin with google_"),
    "mappings/wished-parameter": (2, "e-commerce events without a value"),
    "mappings/wrong-type": (8, "value is an object, a text or yes and no"),
    "privacy/unclassified-parameter": (8, "email, firstName, lastName"),
}
"""How often each rule speaks about the public plans, and what of."""


def files_in(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (CORPUS / folder).glob("*") if path.suffix != ".csv")


@pytest.mark.slow
@needs_corpus
def test_public_tracking_plans_have_true_findings_only() -> None:
    plans = [specs for path in files_in("tracking-plans") if (specs := specs_of(path))]
    assert len(plans) > 20
    found = [findings(project(files=specs)) for specs in plans]
    said = Counter(finding.rule for found_in_one in found for finding in found_in_one)
    assert said == {rule: number for rule, (number, _) in TRUE.items()}
    told = [finding for found_in_one in found for finding in gathered(found_in_one)]
    assert len(told) < 100


@pytest.mark.slow
@needs_corpus
def test_what_init_makes_of_public_containers_is_in_order() -> None:
    made, said = 0, []
    for path in files_in("gtm-web", "gtm-server"):
        try:
            files = start.project_files("project", read_exports([str(path)])).files
        except GovernError:
            continue  # damaged exports are refused with their place; the tests of containers look at these
        made += 1
        specs = {file: raw.decode() for file, raw in files.items() if file.endswith(".yaml") and file != "govern.yaml"}
        code = {file: raw for file, raw in files.items() if not file.endswith(".yaml")}
        said += [(path.name[:4], found.rule) for found in findings(project(files=specs, side_files=code))]
    assert made == 71
    assert sorted(said) == [
        ("0023", "containers/unresolved-name"),  # a trigger that the container does not have
        ("0038", "containers/unresolved-name"),  # two templates that are not in the export
        ("0038", "containers/unresolved-name"),
        ("0073", "containers/unknown-variable"),
        ("0088", "sites/container-id"),  # a container that calls itself GTM-test
    ]
