"""What speaks against a claim: denials, dismissals, refusals to comment, values that cannot also hold."""
