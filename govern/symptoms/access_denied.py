"""The API answers with 401 or 403, or somebody cannot open an account."""

from govern.symptoms import Cause

PHRASES = (
    "access denied",
    "401",
    "403",
    "permission",
    "unauthorized",
    "unauthorised",
    "unauthenticated",
    "forbidden",
    "not authorized",
    "invalid token",
    "token expired",
    "cannot login",
    "oauthexception",
    "lost access",
    "token no longer valid",
)

CAUSES = (
    Cause(
        "The token is over, was revoked, or was rotated without its holders.",
        ("tokens/expired", "tokens/rotation-overdue", "tokens/lives-too-short", "hits/refused"),
        "govern lint",
    ),
    Cause(
        "The token belongs to somebody who has left.",
        ("tokens/holder-left", "tokens/holder-leaves", "tokens/held-by-a-person", "access/departed-person"),
        "govern audit ACCESS-LIST",
    ),
    Cause(
        "The right was never given, or has ended.",
        ("access/declared-but-missing", "access/grant-past-until"),
        "govern audit ACCESS-LIST",
    ),
    Cause(
        "The token is for another platform or another site.",
        ("tokens/other-platform", "tokens/used-at-two-sites", "mappings/server-token-missing"),
        "govern lint",
    ),
)
