"""The build: sources in, a checked site out."""
