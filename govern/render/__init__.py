"""Renderers: what is deployed, from the specs. Each module has `artifacts(project)`; what it lays out is in `templates/`."""

TARGETS = ("gtm", "csp", "types", "schemas", "plan")
