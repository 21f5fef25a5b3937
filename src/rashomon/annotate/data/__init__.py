"""Word lists and tables of this stage."""
