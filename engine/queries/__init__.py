"""The read side: what pages and the command line show, by index, without changing anything."""
