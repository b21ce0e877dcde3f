"""Content security policies as sites serve them, one file a kind of export."""
