"""What a chat is told of findings: a message for Slack, for Teams or as plain JSON, and its way to a webhook."""

from __future__ import annotations

import json
import os
from typing import Any, Literal

from govern.core.errors import GovernError
from govern.core.report import Finding, Report

Form = Literal["slack", "teams", "json"]
VARIABLE = "GOVERN_WEBHOOK"
"""The environment variable with the address, which is a secret: it is never printed, in no message."""

SHOWN = 10
SECONDS = 10


def message(report: Report, form: Form, root: str | None) -> str:
    """The body of a message about what was found in a project, credentials covered."""
    from govern.platforms.masking import covered

    report, name = covered(report), name_of(root)
    loud = [finding for finding in report.findings if finding.level != "note"]
    title = (
        f"{name}: {len(loud)} finding{'s' * (len(loud) != 1)} of govern monitor"
        if loud
        else f"{name}: govern monitor found nothing"
    )
    told = [line(finding) for finding in loud[:SHOWN]]
    if len(loud) > SHOWN:
        told.append(f"and {len(loud) - SHOWN} more")
    return json.dumps(body(form, title, told, loud), ensure_ascii=False)


def name_of(root: str | None) -> str:
    """The project's name, as messages have it."""
    from govern.project.load import config_of

    return (config_of(root).name if root is not None else None) or os.path.basename(os.path.abspath(root or "."))


def line(finding: Finding) -> str:
    """A finding in a line, without characters that break it."""
    return "".join(char if char.isprintable() else " " for char in f"{finding.level}: {finding.message}")[:500]


def body(form: Form, title: str, told: list[str], loud: list[Finding]) -> dict[str, Any]:
    """The message as its reader wants it."""
    if form == "slack":
        return {"text": "\n".join((f"*{slack(title)}*", *(f"• {slack(one)}" for one in told)))}
    if form == "teams":
        blocks = [{"type": "TextBlock", "text": title, "weight": "bolder", "wrap": True}]
        blocks += [{"type": "TextBlock", "text": one, "wrap": True} for one in told]
        card = {"type": "AdaptiveCard", "version": "1.4", "body": blocks}
        return {
            "type": "message",
            "attachments": [{"contentType": "application/vnd.microsoft.card.adaptive", "content": card}],
        }
    findings = [{"rule": one.rule, "level": one.level, "message": line(one)} for one in loud[:SHOWN]]
    return {"title": title, "findings": findings}


def slack(text: str) -> str:
    """Text in which Slack finds no mention and no link."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def webhook() -> str:
    """The address in the environment. It is asked for before anything is looked at: an alarm is not a moment to learn that it is not there."""
    address = os.environ.get(VARIABLE, "")
    if not address.startswith("https://"):
        raise GovernError(
            f"--send takes the address of a webhook from {VARIABLE}, which is not set to one that starts with https://"
        )
    return address


def send(body: str) -> None:
    """Send a message to the address in the environment. What goes wrong is said without the address."""
    from http.client import HTTPException
    from urllib.error import HTTPError
    from urllib.request import HTTPRedirectHandler, Request, build_opener

    address = webhook()

    class Stay(HTTPRedirectHandler):
        def redirect_request(self, *_: Any) -> None:
            return None

    request = Request(address, body.encode(), {"Content-Type": "application/json"})  # noqa: S310 - https alone, see above
    try:
        with build_opener(Stay).open(request, timeout=SECONDS):
            return
    except HTTPError as error:
        raise GovernError(f"the webhook answered {error.code}, so nobody was told") from None
    except (OSError, HTTPException, ValueError):
        raise GovernError("the webhook cannot be reached, so nobody was told", help=f"look at {VARIABLE}") from None
