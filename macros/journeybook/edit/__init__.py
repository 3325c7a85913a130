"""Changes in authors' files: what is added to a project, in the words of its atlas, without touching what stands there."""
