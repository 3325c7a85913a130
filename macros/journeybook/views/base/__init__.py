"""What every view stands on: the book it reads, the elements it is made of, and the interface's words."""
