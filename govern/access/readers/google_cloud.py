"""Who has which role at a project of Google Cloud, where server containers run and Analytics is exported to.

`gcloud projects get-iam-policy PROJECT --format=json > exports/google_cloud/PROJECT.json`, which names no project, so call the file after
it; or `gcloud asset search-all-iam-policies --scope=projects/PROJECT --format=json`. Roles that come from a folder or from the
organisation are in neither. Accounts of Google's own services are left out: nobody can use them but Google. A dataset of BigQuery lists its
own: `bq show --format=prettyjson PROJECT:DATASET`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from govern.access import BY_FILE, AccessList, Kind
from govern.access.entries import Collector, stem_of, text_of
from govern.core.reader import Given
from govern.core.regex import regex
from govern.core.report import Route

PRECEDENCE = 74
READS = "json"
HOLDS = "access"

MEMBER = regex(
    r"(user|serviceAccount|group|domain|deleted|principal|principalSet|projectOwner|projectEditor|projectViewer):(.+)",
    re.DOTALL,
)
KINDS: dict[str, Kind] = {"user": "person", "serviceAccount": "service", "principal": "service"}
EVERYBODY = ("allUsers", "allAuthenticatedUsers")
OF_GOOGLE = regex(r"service-[0-9]+@|[0-9]+@cloud(?:services|build)\.gserviceaccount\.com")
INHERITED = "roles that come from a folder or from the organisation are not in this list"

Policy = tuple[Route, str, list[Any]]


def policies(data: Any, route: Route = (), resource: str = "", depth: int = 0) -> Iterator[Policy]:
    """Every policy in an answer: how to get to its bindings, the resource that it is of, and the bindings."""
    if isinstance(data, list) and depth < 3:
        for position, value in enumerate(data):
            yield from policies(value, (*route, position), resource, depth + 1)
    elif isinstance(data, dict) and depth < 4:
        named = text_of(data.get("resource")) or resource
        if rights := of_dataset(data):
            yield (*route, "access"), f"datasets/{text_of(data.get('id')) or 'dataset'}", rights
            return
        bindings = data.get("bindings")
        if isinstance(bindings, list) and any(map(is_binding, bindings)):
            yield (*route, "bindings"), named, bindings
            return
        for key in ("policy", "results", "data"):
            yield from policies(data.get(key), (*route, key), named, depth + 1)


BY = {"userByEmail": "user", "groupByEmail": "group", "domain": "domain"}
"""How a dataset names who has a right to it, and how a policy does."""


def of_dataset(data: dict[str, Any]) -> list[Any]:
    """The rights to a dataset of BigQuery as bindings; views and routines, which have rights too, are nobody."""
    rows = data.get("access")
    if not isinstance(rows, list) or (
        "bigquery#dataset" not in (data.get("kind"), data.get("type")) and not data.get("datasetReference")
    ):
        return []
    found = []
    for row in rows:
        known = row if isinstance(row, dict) else {}
        named = next((f"{kind}:{text_of(known.get(key))}" for key, kind in BY.items() if known.get(key)), "")
        member = text_of(known.get("iamMember")) or named or text_of(known.get("specialGroup"))
        if member.endswith(".gserviceaccount.com") and member.startswith("user:"):
            member = f"serviceAccount:{member.removeprefix('user:')}"
        if member not in ("projectOwners", "projectReaders", "projectWriters", ""):
            found.append({"role": f"roles/bigquery.{text_of(known.get('role')) or 'reader'}", "members": [member]})
    return found


def is_binding(value: Any) -> bool:
    """Whether this gives members a role."""
    return isinstance(value, dict) and isinstance(value.get("members"), list) and "/" in text_of(value.get("role"))


def matches(data: Any) -> bool:
    """Whether this is a policy, or a list of them."""
    return any(True for _ in policies(data))


def read(given: Given) -> tuple[AccessList, ...]:
    """Every member of every binding."""
    into = Collector(given.file, "google_cloud")
    for route, resource, bindings in policies(given.data):
        asset = asset_of(resource, given.file)
        for position, binding in enumerate(bindings):
            here = (*route, position)
            if not is_binding(binding):
                into.strange(here, f"binding {position + 1} names no role or no members")
                continue
            for at, member in enumerate(binding["members"]):
                where = (*here, "members", at) if route[-1:] == ("bindings",) else route
                add(member, binding, where, asset, into, is_named=bool(resource))
    return (into.list().replace(doubt=INHERITED),)


def asset_of(resource: str, file: str) -> str:
    """The resource as people name it; a policy that names none is of the project after which its file is called."""
    if resource:
        return resource.partition(".googleapis.com/")[2] or resource
    return f"projects/{stem_of(file)}"


def add(
    member: Any, binding: dict[str, Any], route: Route, asset: str, into: Collector, *, is_named: bool = True
) -> None:
    """One member with the role; one that was deleted can do nothing, which is said."""
    text = text_of(member)
    extras = {"condition": binding["condition"]} if binding.get("condition") else {}
    extras = extras if is_named else {**extras, BY_FILE: True}
    if text in EVERYBODY:
        into.add(text, text_of(binding["role"]), route, asset=asset, kind="group", extras={**extras, "member": text})
        return
    found = MEMBER.fullmatch(text)
    if found is None:
        into.strange(route, f'"{text}" is not a member that is understood' if text else "a member is not text")
    elif found[1] == "deleted":
        into.strange(route, f'"{found[2].partition("?")[0]}" was deleted and is still in the policy', "take it out")
    elif OF_GOOGLE.match(found[2]) is None and not found[1].startswith("project"):
        kind = KINDS.get(found[1], "group")
        into.add(found[2], text_of(binding["role"]), route, asset=asset, kind=kind, extras={**extras, "member": text})
