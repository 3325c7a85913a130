"""What a book says, as closed and frozen values."""
