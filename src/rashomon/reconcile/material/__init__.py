"""What every part of reconciling works on: reports, merged actors, terms, sentences with their clauses."""
