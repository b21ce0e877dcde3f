"""Rules about what `govern.yaml` says about rules."""

ABOUT = ("settings",)
