"""The rules of practice: one file each, found by being here. A rule's docstring is its page in the manual.

Its examples stand under `Good:` and `Bad:`, indented by four, and run as tests inside a small project. An example is keys of a map,
laid over a map that has its id, name, goal and owner; a line `# health/score.yml` begins a file of its own, and `# atlas.yml` more keys
of the atlas. A blank line stays part of its example; further `Good:` and `Bad:` examples may follow.
"""
