"""The end-to-end checks, one module a subject."""
