"""Where things live on the site and who names whom: addresses, anchors, occurrences and back-references."""
