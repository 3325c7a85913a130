"""The rules of practice: one file each, found by being here. A rule's docstring is its manual, in the form of every `FindingRule`."""
