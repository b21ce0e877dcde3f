"""Logs at scale: the checks of a log of hits as queries, written once and run where the data is."""
