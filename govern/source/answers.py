"""What answers of APIs have in common, whoever is asked: what stands around their rows, pages, forms, and how a value is shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from govern.core.regex import regex
from govern.core.report import Route

WRAPPERS = (
    "data", "result", "results", "response", "body", "items", "value", "business_users", "pending_users", "system_users",
    "assigned_users", "agencies",
)  # fmt: skip
"""Keys under which scripts and connectors put an answer of an API, and the Graph API what a field has expanded."""

NEXT = {"nextPageToken": "", "next_page_token": "", "bookmark": "items", "next_cursor": "data"}
"""Keys that say that another page follows, and the list that has to stand beside one."""

FORM = regex(r"(?:Long|Int|Date|String)?ValueHere")


def next_page(page: dict[str, Any], route: Route) -> Route | None:
    """Where a page says that another one follows."""
    for key, listed in NEXT.items():
        if page.get(key) and (not listed or isinstance(page.get(listed), list)):
            return (*route, key)
    pagination = page.get("pagination")
    if isinstance(pagination, dict) and pagination.get("next_url"):
        return (*route, "pagination", "next_url")
    paging, info = page.get("paging"), page.get("page_info")
    if isinstance(paging, dict):
        for key in ("next", "next_link"):
            if paging.get(key):
                return (*route, "paging", key)
        if number(paging, "total") > number(paging, "start") + len(page.get("elements") or ()):
            return (*route, "paging", "total")
    if isinstance(info, dict) and number(info, "total_page") > number(info, "page"):
        return (*route, "page_info", "total_page")
    return None


def number(values: dict[str, Any], key: str) -> int:
    """A number in an answer; 0 where there is none."""
    value = values.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def is_form(data: Any) -> bool:
    """Whether JSON is the form of an answer, as Microsoft's manual prints them, with words such as `LongValueHere` for values."""
    return any(FORM.fullmatch(text) for text in texts(data, 5))


def texts(value: Any, depth: int) -> Iterator[str]:
    """The texts in JSON, not deeper than some levels."""
    if isinstance(value, str):
        yield value
    elif depth and isinstance(value, dict | list):
        for inside in value.values() if isinstance(value, dict) else value:
            yield from texts(inside, depth - 1)


def numbered(route: Route) -> str:
    """`entry 3`, counted as people count."""
    last = next((step for step in reversed(route) if isinstance(step, int)), 0)
    return f"entry {last + 1}"


def shown(value: Any) -> str:
    """A value as messages show it, short."""
    if isinstance(value, str):
        return f'"{value if len(value) <= 60 else value[:57] + "..."}"'
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return (
        f"the number {value}"
        if isinstance(value, int | float)
        else "a list"
        if isinstance(value, list)
        else "an object"
    )
