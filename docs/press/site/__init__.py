"""Set the pages for MkDocs."""
