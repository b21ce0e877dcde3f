"""Tag Manager containers as its exports and its API write them, one file a kind of export."""
