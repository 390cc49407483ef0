"""The panel that is posted once and pressed for ever."""
