"""Rules about what a team adds to the tool: platforms and rules of its own."""

ABOUT = ("team",)
