"""The rows of a consumer pane: kept, filtered, searched, exported."""
