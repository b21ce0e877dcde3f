"""Web containers: what the browser sends. One file a platform, as `govern.derive` describes it."""
