"""The faces of Rashomon: the command line; later the page and the API."""
