"""What changed between two states of an atlas, in sentences that editors understand."""
