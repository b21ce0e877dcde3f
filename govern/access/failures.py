"""Answers that are errors, in the words of many platforms: whoever takes one for a list believes that nobody has access."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from govern.access.entries import text_of
from govern.core.errors import GovernError
from govern.core.regex import regex
from govern.source.answers import WRAPPERS

SAYING = (
    "message", "Message", "display_message", "error_description", "errorSummary", "errorMessage", "errormessage", "error_message", "detail",
    "details", "messages", "sub_request_error_reason", "Detail", "description", "debug_message", "title", "reason", "msg", "status_message", "statusMessage",
)  # fmt: skip
"""Keys under which an error is told in words, the plainest first."""

LISTED = ("errors", "Errors", "OperationErrors", "BatchErrors", "errorDetails")
"""Keys under which several errors stand."""

STATUS = ("status", "http_status", "httpStatus", "statusCode", "status_code", "code", "error", "errorCode")
"""Keys under which the number of an HTTP answer stands."""

FAILED = frozenset({"error", "fail", "failed", "failure", "unauthorized", "forbidden", "denied"})
DEEP = 3
COMMANDS = regex(
    r"curl: \([0-9]{1,3}\)|gh: [^\n]{1,200}\(HTTP [0-9]{3}\)|(?:error|fatal)\b *(?:\([^)\n]{1,60}\))?:|error [a-z]{4,12}ing [^\n:]{1,200}: |an error occurred\b|traceback \(most recent",
    re.IGNORECASE,
)
"""How command-line tools begin to say what went wrong."""

GATEWAY = regex(
    r"HTTP/[0-9.]{1,3} [45][0-9]{2}\b[^\n]{0,100}|upstream connect error[^\n]{0,200}|no healthy upstream|"
    r"(?:error:? )?(?:[45][0-9]{2}[ :]{1,3})?(?:bad gateway|service (?:temporarily )?unavailable|gateway time-?out|internal server error|"
    r"too many requests|unauthori[sz]ed|forbidden|access denied|permission denied|not authori[sz]ed|not found)[.!]?",
    re.IGNORECASE,
)
"""What a server, or the one before it, says in one line instead of an answer."""

MOST_LINES = 40
FAULT = regex(r"<(?:\w{1,20}:)?(Message|faultstring|Reason|Text)\b[^<>]{0,200}>([^<]{1,300})<")


def error_in(data: Any, depth: int = 0) -> str:
    """What went wrong, in the words of a platform's answer; empty where the answer is not an error."""
    if isinstance(data, list):
        return error_in(data[0], depth + 1) if len(data) == 1 and depth < DEEP else ""
    if not isinstance(data, dict):
        return ""
    found = next((text for text in said(data) if text), "")
    if found or depth >= DEEP:
        return found
    inside = (error_in(data[key], depth + 1) for key in WRAPPERS if isinstance(data.get(key), dict))
    return next((text for text in inside if text), "")


def said(data: dict[str, Any]) -> Iterator[str]:
    """The forms in which platforms tell an error."""
    error = data.get("error")
    if isinstance(error, dict):  # Meta, Google, Microsoft Graph, Reddit
        yield words(error)
    elif isinstance(error, str) and error:  # OAuth, Slack
        yield words(data) or error
    if not any(isinstance(value, list) and value for key, value in data.items() if key not in LISTED):
        for key in LISTED:  # X, Vault, Microsoft Advertising, Yahoo
            if isinstance(data.get(key), list) and data[key]:
                first = data[key][0]
                yield words(first) if isinstance(first, dict) else text_of(first)
    rows = next((rows for rows in data.values() if isinstance(rows, list) and rows and isinstance(rows[0], dict)), [])
    if rows and all(isinstance(row, dict) and row.get("sub_request_status") == "ERROR" for row in rows):
        yield words(rows[0]) or "ERROR"  # Snapchat
    if has_failed(data):
        yield words(data)


def has_failed(data: dict[str, Any]) -> bool:
    """Whether an answer says of itself that it failed: by a number, a word, or the manual that it points to."""
    numbers = {key: int(text) for key in STATUS if (text := text_of(data.get(key))).isascii() and text.isdigit()}
    if any(number >= 400 for number in numbers.values()):
        return True
    refused = numbers.get("code", 0) not in (0, 200) and not any(isinstance(value, list) for value in data.values())
    states = (text_of(data.get(key)).casefold() for key in ("status", "request_status", "result"))
    marks = (
        data.get("success") is False or data.get("ok") is False or "errorCode" in data or "documentation_url" in data
    )
    return refused or marks or not FAILED.isdisjoint(states) or text_of(data.get("__type")).endswith("Exception")


def words(data: dict[str, Any]) -> str:
    """An error in words, or by its name or number where it has none."""
    found = next((text for key in SAYING if (text := first_of(data.get(key)))), "") or inside(data.get("body"))
    return found or next((text for key in ("status", "ErrorCode", "code") if (text := text_of(data.get(key)))), "")


def first_of(value: Any) -> str:
    """A text, or the first of several."""
    return text_of(value[0] if isinstance(value, list) and value else value)


def inside(body: Any) -> str:
    """The error in the body of one answer of several, which stands there as text."""
    if not isinstance(body, str) or not body.startswith("{"):
        return ""
    from govern.source import json

    try:
        return error_in(json.parse(body.encode(), "body"), DEEP)
    except GovernError:
        return ""


def error_in_text(text: str) -> str:
    """What went wrong, where a text is what a command-line tool or a server printed instead of a list, or a fault of SOAP."""
    if ("Fault" in text or "<Error>" in text) and text.lstrip()[:1] == "<" and (faults := FAULT.findall(text)):
        order = ("Message", "faultstring", "Text", "Reason")
        return str(min(faults, key=lambda fault: order.index(fault[0]))[1]).strip()
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if lines and GATEWAY.fullmatch(lines[0]) and (len(lines) == 1 or lines[0].startswith("HTTP/")):
        return lines[0]
    if not lines or len(lines) > MOST_LINES or not COMMANDS.match(lines[0]):
        return ""
    says_last = lines[0].casefold().startswith("traceback") or lines[-1].startswith("* ")  # Python, Vault
    return lines[-1].removeprefix("* ") if says_last else lines[0]
