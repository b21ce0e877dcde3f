"""Where else than in its consent settings a tag may wait for consent: in its template's code, or in its triggers."""

from __future__ import annotations

from govern.core.memo import memo
from govern.gtm.container import Body, Container
from govern.gtm.tags import code_of, consent_of, names_in, template_of
from govern.source.texts import texts
from govern.spec.pattern import matcher

IN_CODE = r"access_consent|isConsentGranted|addConsentListener|gtag\(\s*['\"]consent['\"]"
IN_WORDS = (
    "consent|cookie|gdpr|opt.?in|dsgvo|lgpd|einwilligung|consentement|onetrust|usercentrics|cookiebot|didomi"
    "|marketing.?(?:granted|allowed|accepted)"
)
SETS = r"setDefaultConsentState|gtag\(\s*['\"]consent['\"]\s*,\s*['\"]default['\"]"


def fits(expression: str, text: str) -> bool:
    """Whether an expression fits somewhere in a text, in whatever case."""
    match = matcher(f"(?i){expression}")
    return match is not None and bool(text) and match(text)


def sets_consent(container: Container, tag: Body) -> bool:
    """Whether the code of a tag or of its template sets the consent default."""
    return fits(SETS, code_of(tag) or template_of(container, tag))


def asks_consent(container: Container, tag: Body) -> bool:
    """Whether the code of a tag or of its template asks for the consent state."""
    return fits(IN_CODE, code_of(tag) or template_of(container, tag))


@memo
def tag_asks_consent(container: Container, name: str) -> bool:
    """The same of a tag by its name, remembered: one tag may tell thousands of events."""
    return asks_consent(container, container.bodies("tag")[name])


def speaks_of_consent(container: Container, tag: Body) -> bool:
    """Whether a tag waits for consent, asks for it, or says that it needs none."""
    return bool(consent_of(tag)) or asks_consent(container, tag) or waits_elsewhere(container, tag)


def waits_elsewhere(container: Container, tag: Body) -> bool:
    """Whether a trigger that fires or blocks the tag speaks of consent."""
    for name in (*names_in(tag.get("firingTrigger")), *names_in(tag.get("blockingTrigger"))):
        if name.startswith("Consent Initialization"):
            continue
        if has_words(container, name):
            return True
    return False


@memo
def has_words(container: Container, trigger: str) -> bool:
    """Whether something in a trigger, its name included, speaks of consent."""
    words = (trigger, *(text for _, text in texts(container.bodies("trigger").get(trigger, {}))))
    return fits(IN_WORDS, "\n".join(words))  # no word goes over the end of a line
