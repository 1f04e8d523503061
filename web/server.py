"""Serves the application from one process with threads: for the demonstration and for trying things out."""

import logging

from flask import Flask
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server


class Quiet(WSGIRequestHandler):
    """Tells nobody which versions serve the pages."""

    def version_string(self) -> str:
        return "Homeward"


def bind(app: Flask, host: str, port: int) -> BaseWSGIServer:
    """A server that listens; `serve_forever()` runs it. Raises OSError when the port is taken."""
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    return make_server(host, port, app, threaded=True, request_handler=Quiet)
