"""Rules about exports; all of them are asked of live state."""
