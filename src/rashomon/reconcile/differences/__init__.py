"""Points on which the reports part: values, ages, places, offices, sources, wordings."""
