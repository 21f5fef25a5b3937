"""The page of a brief and its style."""
