"""The only room that knows MkDocs: turns our pages into files, navigation and edit links."""
