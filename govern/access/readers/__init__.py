"""Access lists as platforms and spreadsheets write them, one file a kind of export."""
