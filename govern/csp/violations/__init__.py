"""Reports of violations: read as browsers and collectors write them, counted, and judged."""
