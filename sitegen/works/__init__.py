"""The works that are cited: their records, and how they are written and found."""
