"""Attribution windows and conversions: what is counted as what, and how long after."""
