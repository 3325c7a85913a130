"""What is made of a book is kept as long as the book, and no longer."""

import gc
import weakref

from sample_atlas import sample_checked

