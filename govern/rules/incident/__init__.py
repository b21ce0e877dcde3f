"""Rules about the days of an incident: what is missing, and whether it is over."""
