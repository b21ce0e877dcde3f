"""Tag Manager containers: read, checked, written, derived from events, taken into specs."""
