"""Stage 6 of 6: Synopses become text, Markdown, HTML or JSON."""
