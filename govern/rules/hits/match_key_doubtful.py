"""A match key has the form in which its platform finds people.

A hash in capitals, of another kind, or of nothing at all is taken and matches nobody: match quality falls, and no
error says why.

Remedy: normalise first, then hash with SHA-256 and write 64 small hexadecimal digits; leave out what is empty.

Source: the facts of the platforms (`docs/platforms`), each with its page and its day.
"""

from collections.abc import Iterator

from govern.captures.told import complaints, known, on_leg, problem
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    level="warning",
    cost="numbers",
    good="""
capture:
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Lead&ud[em]=a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4'}
""",
    bad="""
capture:
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Lead&ud[em]=A1B2C3D4A1B2C3D4A1B2C3D4A1B2C3D4A1B2C3D4A1B2C3D4A1B2C3D4A1B2C3D4'}
""",
)
def check(project: Project) -> Iterator[Problem]:
    yield from complaints(project, "warning", "hash")
    for hit in on_leg(project, "browser"):
        platform = known(project, hit)
        for name, key in hit.keys.items() if platform is not None else ():
            fact = platform.match_keys.get(name) if platform is not None else None
            if fact is not None and fact.hash == "required" and key.form not in ("sha256", "empty"):
                form = "not hashed" if key.form == "plain" else f"sent as {key.form}"
                message = f"sends {name} {form}, expected SHA-256 in small hexadecimal digits"
                yield problem(hit, message, once=f"{name} {key.form}")
