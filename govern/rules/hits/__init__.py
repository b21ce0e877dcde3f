"""Rules about captured traffic: what was really sent."""
