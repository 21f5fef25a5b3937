"""On whose word a span rests, and how many independent voices a claim has."""
