"""One file a subject. A view turns a request into a question or a command, and its answer into a page."""
