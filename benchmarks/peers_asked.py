"""What another auditor says of exports, in its own environment: `python peers_asked.py PEER FOLDER < FILES`.

PEER is one of `PEERS`; FOLDER is the checkout of one that is no package. Each line of the input is the path of an export,
each line of the output what is said of it: a list of `[kind, name]`, one for each thing that a finding names, or the error.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

KEYS = {
    "tags": "tag",
    "triggers": "trigger",
    "variables": "variable",
    "builtInVariables": "builtInVariable",
    "folders": "folder",
    "templates": "customTemplate",
    "container": "container",
}


def mcp(file: str, _folder: str) -> Iterator[tuple[str, str]]:
    """mcp-gtm-audit: the functions behind its tools `audit` and `validate_tracking`."""
    run_audit = import_module("mcp_gtm_audit.audit").run_audit
    validate_tracking = import_module("mcp_gtm_audit.tracking").validate_tracking
    version = json.loads(Path(file).read_text(encoding="utf-8-sig"))["containerVersion"]
    snapshot = {theirs: version.get(key, {} if key == "container" else []) for theirs, key in KEYS.items()}
    yield from ((issue.code, issue.entity_name) for issue in run_audit(snapshot).issues)
    yield from ((finding["code"], finding["tag"]) for finding in validate_tracking(snapshot)["findings"])


def tiggy(file: str, _folder: str) -> Iterator[tuple[str, str]]:
    """tiggy-cli: what `tiggy validate` finds."""
    checks, graph, export = (import_module(f"tiggy.{name}") for name in ("checks", "graph", "io.export"))
    version = export.loads(Path(file).read_text(encoding="utf-8-sig")).container_version
    yield from ((finding.rule, finding.node.name) for finding in checks.run(graph.ContainerGraph(version)))


def haiqigeng(file: str, folder: str) -> Iterator[tuple[str, str]]:
    """gtm-container-audit-cleanup: the operational scan and the health of code. Its other reviews are forms for a language model."""
    sys.path[:0] = [] if folder + "/scripts" in sys.path else [folder + "/scripts"]
    audit_export = import_module("gtm_baseline_audit").audit_export
    extract_export = import_module("gtm_custom_code_extract").extract_export
    for finding in audit_export(Path(file))["findings"]:
        if finding["finding_type"] != "zero_findings":
            yield from ((finding["finding_type"], name) for name in finding["object_names"] or [""])
    for row in extract_export(Path(file))["rows"]:
        for text in row["technical_code_health_findings"] + row["technical_code_security_findings"]:
            yield text, row["object_name"]


PEERS = {"mcp": mcp, "tiggy": tiggy, "haiqigeng": haiqigeng}


def main(peer: str, folder: str = "") -> None:
    for file in sys.stdin.read().splitlines():
        try:
            print(json.dumps(sorted({(str(kind), str(name)) for kind, name in PEERS[peer](file, folder)})))
        except Exception as error:  # noqa: BLE001  whatever another program raises is its answer
            print(json.dumps({"error": f"{type(error).__name__}: {error}"[:200]}))


if __name__ == "__main__":
    main(*sys.argv[1:])
