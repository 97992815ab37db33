"""Who is named: from candidates in a line to the people of a page."""
