"""Bodies that servers send, held against what is known of their platform."""
