"""What every room stands on: records, reports, errors, the clock, the cache."""
