"""Tables that the bytes of an archive are written with: never changed, but followed by new ones."""
