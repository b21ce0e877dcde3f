"""Good files made bad, one small change at a time, and what must come of each: findings and refusals with a place."""
