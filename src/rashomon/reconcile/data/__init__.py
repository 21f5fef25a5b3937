"""Tables of the stage: weights of the pair scorer and of the slots, and word lists."""
