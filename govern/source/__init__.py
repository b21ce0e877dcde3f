"""Text becomes plain data that remembers where each key and value stood."""
