"""How the shop is found by those who are not looking at it: maps of the site, feeds, linked data, pictures of pages."""
