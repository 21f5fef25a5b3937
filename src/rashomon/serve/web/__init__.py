"""The reading room: pages and an API over one archive. HTTP is known here alone."""
