"""Files that people edit, as plain data with the place of every part."""
