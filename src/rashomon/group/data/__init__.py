"""Tables of the stage: how common English words are, and the news agencies."""
