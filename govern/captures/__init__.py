"""Captured traffic: what was really sent to whom, read from recordings, logs and exports."""
