"""Foreign formats: an atlas written as JSON, tables, Mermaid and Markdown, and read from what was written so."""
