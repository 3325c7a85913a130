"""The pages: one file each; `pages` lists the pages there are, `view` makes what one of them shows."""
