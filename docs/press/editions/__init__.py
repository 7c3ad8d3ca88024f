"""Make the other editions of the built site: a zip that opens from disk, a PDF, a picture."""
