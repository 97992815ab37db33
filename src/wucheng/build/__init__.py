"""From the raw pages to the tables of the corpus."""
