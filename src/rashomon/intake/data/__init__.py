"""Tables of stage 1."""
