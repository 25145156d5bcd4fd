"""The return forms as the page reads them: items, definitions, checks."""
