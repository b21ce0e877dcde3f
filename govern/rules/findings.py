"""Making findings of problems: spans are looked up, credentials covered, and each gets a fingerprint."""

from __future__ import annotations

from typing import Any

from govern.core import cache
from govern.core.report import Cost, Edit, Finding, Level, Place, Related, Route
from govern.platforms import masked
from govern.project import Project
from govern.rules import Problem
from govern.source.document import line_of
from govern.source.positions import Positions


class Maker:
    """Makes findings: looks spans up and remembers each document's positions."""

    def __init__(self, project: Project) -> None:
        self.documents = project.every_document
        self.own = project.own_leaks
        self.positions: dict[str, Positions] = {}
        self.lines: dict[tuple[str, int], str] = {}
        self.containers = project.live.containers
        self.exported: dict[str, dict[str, Any]] = {}

    def finding(self, rule: str, level: Level, problem: Problem, cost: Cost | None = None) -> Finding:
        place = self.settled(problem.place, problem.at_key)
        source = self.line(place.file, place.span.line) if place.span else ""
        subject = problem.cause or problem.subject or self.subject(problem.place)
        related = tuple(
            Related(masked(other.message, self.own), self.settled(other.place)) for other in problem.related
        )
        message, help = masked(problem.message, self.own), masked(problem.help, self.own)
        fix = tuple(map(self.edit, problem.fix))
        fix = fix if all(masked(str(edit.value), self.own) == str(edit.value) for edit in fix) else ()
        return Finding(rule, level, message, place, related, help, source, fingerprint(rule, subject), fix, cost)

    def line(self, file: str, number: int) -> str:
        """A line of a file, credentials covered; a file may be one long line that every finding is about."""
        shown = self.lines.get((file, number))
        if shown is None:
            document = self.documents.get(file)
            shown = self.lines[file, number] = masked(line_of(document.text, number), self.own) if document else ""
        return shown

    def edit(self, edit: Edit) -> Edit:
        """An edit with the span of what it is about, for whoever shows it or makes it in an editor."""
        return edit.replace(place=self.settled(edit.place, at_key=edit.action == "rename"))

    def settled(self, place: Place, at_key: bool = False) -> Place:
        """The place with its span: of the node, or of the nearest one that exists on the way to it."""
        document = self.documents.get(place.file)
        if document is None and place.entity and any(isinstance(step, int) for step in place.route):
            body = self.entities(place.file).get(place.entity)
            return place if body is None else place.replace(part=part_of(body, place.route))
        if place.span is not None or document is None:
            return place
        if document.refusal is not None:
            return place.replace(span=document.refusal[1])
        positions = self.positions.get(place.file)
        if positions is None:
            positions = self.positions[place.file] = Positions(document)
        if at_key:
            return place.replace(span=positions.key(place.route))
        return place.replace(span=positions.place(place.route)[1])

    def entities(self, file: str) -> dict[str, Any]:
        """The entities of the containers in an export, by what places call them."""
        from govern.gtm.container import label

        if file not in self.exported:
            found = (container for container in self.containers if container.file == file)
            self.exported[file] = {
                label(kind, name): body
                for one in found
                for kind in one.entities
                for name, body in one.bodies(kind).items()
            }
        return self.exported[file]

    def subject(self, place: Place) -> str:
        """What a place is about, in names rather than positions, so that moving things keeps fingerprints."""
        document = self.documents.get(place.file)
        named = named_route(document.data if document else None, place.route)
        return "\n".join((*named, place.entity)) if named else f"{place.file}\n{place.entity}"


def part_of(body: Any, route: Route) -> str:
    """A route in an entity in which entries of lists go by their key or name: `parameter.html`. One that has neither is counted
    as people count, `filter 2.arg0`, where it is not the only one."""
    parts: list[str] = []
    for step in route:
        siblings = len(body) if isinstance(body, list) else 0
        body = child(body, step)
        name = next((body[key] for key in ("key", "name") if isinstance(body, dict) and key in body), "")
        if isinstance(step, int):
            if isinstance(name, str) and name:
                parts.append(name)
            elif siblings > 1 and parts:
                parts[-1] += f" {step + 1}"
        elif step != "value" or not parts:
            parts.append(step)
    return ".".join(parts)


def named_route(data: Any, route: Route) -> list[str]:
    """A route in which list entries that have a name go by it."""
    named = []
    for step in route:
        data = child(data, step)
        name = identity(data) if isinstance(step, int) else ""
        named.append(name or str(step))
    return named


def child(data: Any, step: str | int) -> Any:
    """The value under a key or an index, `None` when there is none."""
    if isinstance(data, dict):
        return data.get(step)
    if isinstance(data, list) and isinstance(step, int) and step < len(data):
        return data[step]
    return None


def identity(data: Any) -> str:
    """What tells an entry of a list from its siblings."""
    if not isinstance(data, dict):
        return ""
    parts = [data[key] for key in ("name", "use", "id", "event", "destination", "site", "who", "as") if key in data]
    return "|".join(part for part in parts if isinstance(part, str))


def fingerprint(rule: str, subject: str) -> str:
    """A short stable name for a finding, made of the rule and its subject."""
    return cache.digest_of(rule.encode(), subject.encode("utf-8", "backslashreplace")).hex()[:16]
