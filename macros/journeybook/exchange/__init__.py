"""Foreign formats in and out: readers yield plain data with the place of each text, writers take an atlas."""
