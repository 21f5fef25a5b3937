"""Tables of stage 2."""
