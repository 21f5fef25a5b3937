"""Tables that more than one stage reads: `states.tsv` and `demonyms.tsv`, through `rashomon.tables.read_table`."""
