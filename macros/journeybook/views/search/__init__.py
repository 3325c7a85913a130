"""What a search finds: one document for each thing of a site, in the words of its views."""
