"""Views: exactly what one page, table, diagram or chart shows, chosen from the atlas and worded for its reader."""
