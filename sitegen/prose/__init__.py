"""The prose lint, and what else reads the words of a page."""
