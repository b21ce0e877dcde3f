"""Our templates for Tag Manager as they are with our own facts: their sections, language, own tests and permissions."""

from __future__ import annotations

import json
import re
import warnings
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from node import node

from govern.gtm.container import Context
from govern.gtm.templates.build import ingredients, template
from govern.gtm.templates.sources import Source, source_of
from govern.gtm.templates.template import Template
from govern.platforms import load
from govern.source import packaged

FOLDER = Path(packaged.templates()) / "gtm"


def names(context: Context) -> list[str]:
    """The templates for a kind of container, by the folders of their sources."""
    return sorted(path.parent.name for path in FOLDER.glob(f"*/{context}.yaml"))


def named(name: str, context: Context) -> Template:
    """A template that knows our own facts."""
    return Template(name, context, load(name) if context == "server" else None)


def source(name: str, context: Context) -> Source:
    """All that a template's source may refer to."""
    return source_of(*ingredients(named(name, context)))


@cache
def built(name: str, context: Context) -> str:
    """A template, made anew."""
    return template(source(name, context), context)


def sections(text: str) -> dict[str, str]:
    """The sections of a template by name, in order."""
    parts = re.split(r"^___([A-Z_]+)___$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], (part.strip() for part in parts[2::2]), strict=True))


ES5 = {
    "ArrayExpression", "AssignmentExpression", "BinaryExpression", "BlockStatement", "BreakStatement",
    "CallExpression", "ConditionalExpression", "ContinueStatement", "DoWhileStatement", "EmptyStatement",
    "ExpressionStatement", "ForInStatement", "ForStatement", "FunctionDeclaration", "FunctionExpression", "Identifier",
    "IfStatement", "Literal", "LogicalExpression", "MemberExpression", "ObjectExpression", "Program", "Property",
    "ReturnStatement", "SequenceExpression", "SwitchCase", "SwitchStatement", "UnaryExpression", "UpdateExpression",
    "VariableDeclaration", "VariableDeclarator", "WhileStatement",
}  # fmt: skip
"""The syntax of ECMAScript 5 without what Tag Manager's sandbox lacks: `this`, `new`, `throw` and `try`."""


def not_es5(code: str) -> list[str]:
    """What a program has that is not ECMAScript 5, as the sandbox knows it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import esprima
    found: list[str] = []

    def look(node: Any, _meta: Any) -> None:
        odd = node.type not in ES5
        if node.type == "VariableDeclaration":
            odd = node.kind != "var"
        if node.type == "Property":
            odd = node.shorthand or node.method or node.computed or node.kind != "init"
        if node.type in ("FunctionExpression", "FunctionDeclaration"):
            odd = any(parameter.type != "Identifier" for parameter in node.params) or node.generator
        if odd:
            found.append(f"line {node.loc.start.line}: {node.type}")

    esprima.parseScript(f"(function() {{\n{code}\n}})", {"loc": True}, look)
    return found


def own_tests(template: str) -> Any:
    """What a template's own tests say, and which permissions they used."""
    job = {"do": "tests", "template": template, "tests": yaml.load(sections(template)["TESTS"], yaml.CSafeLoader)}
    return json.loads(node(Path(__file__).parent / "sandbox" / "web.js", json.dumps(job)))


def permitted(template: str) -> set[str]:
    """What a web template may do, in the words of the sandbox."""
    name = json.loads(sections(template)["INFO"])["displayName"]
    found: set[str] = set()
    for permission in json.loads(sections(template)["WEB_PERMISSIONS"]):
        if not (parameters := permission["instance"]["param"]):
            found.add(permission["instance"]["key"]["publicId"])
        for item in (item for parameter in parameters for item in parameter["value"]["listItem"]):
            if "string" in item:
                found.add(f"{item['string']} load")
                continue
            rights = [key["string"] for key in item["mapKey"]]
            key, *given = (value.get("string", value.get("boolean")) for value in item["mapValue"])
            found |= {f"{key} {right}" for right, is_given in zip(rights[1:], given, strict=True) if is_given}
    return {f"{name}: {what}" for what in found}
