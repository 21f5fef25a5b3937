"""Pictures of a story as plain geometry; the templates draw it, so that the words in it are escaped like all others."""
