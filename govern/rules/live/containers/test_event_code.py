"""No tag carries a test event code.

A test event code marks every event of the tag as a test. TikTok does not store such events as live data; Meta shows
them under Test events, where the code belongs for the minutes of a test and no longer.

Remedy: empty the field, or fill it from a variable that has a value in preview mode only.

Source: https://github.com/stape-io/tiktok-tag (template.js) and https://github.com/facebook/facebook-python-business-sdk
(event_request.py), as the facts about both platforms have it, checked 2026-11-22.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from govern.core.regex import regex
from govern.gtm.container import label
from govern.gtm.tags import code_of, constant, firing, problem, text_of
from govern.gtm.texts import says
from govern.project import Project
from govern.rules import Problem, rule

KEYS = ("testEventCode", "test_event_code", "testCode", "testId", "testEventId")
WORDS = (*(key.lower() for key in KEYS), "test_eventcode", "testevent_code")
"""Where none of these stands, nothing is a test event code."""

CODE = regex(r"TEST[A-Za-z0-9]{1,20}")
IN_HTML = regex(
    r"test_?event_?code(?:['\"]?\s{0,9}[:=]\s{0,9}['\"]|=)(TEST[A-Za-z0-9]{1,20})(?=['\"&\s])", re.IGNORECASE
)
"""In an object, or in the address of an image."""


@rule(
    good="""
containers:
  - id: GTM-SRV1234
    context: server
    tags: [{name: CAPI, type: cvt_1, parameter: {testEventCode: '{{Only in preview}}'}, firingTrigger: [All Pages]}]
""",
    bad="""
containers:
  - id: GTM-SRV1234
    context: server
    tags: [{name: CAPI, type: cvt_1, parameter: {testEventCode: TEST12345}, firingTrigger: [All Pages]}]
""",
    level="warning",
    cost="numbers",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        if not says(container, *WORDS):
            continue
        for name, tag in firing(container).items():
            for key in KEYS:
                code = constant(container, text_of(tag, key))
                if CODE.fullmatch(code):
                    message = f'{label("tag", name)} always sends the test event code "{code}"'
                    yield problem(container, "tag", name, message, "parameter", help=f'empty "{key}"')
            written = IN_HTML.search(code_of(tag))
            if written is not None:
                message = f'{label("tag", name)} always sends the test event code "{written[1]}"'
                yield problem(container, "tag", name, message, "parameter", help="take it out of the code")
