"""What a reader is told beside the claims: headline, timeline, figures, places, positions, statements, sources."""
