"""A running server on a free loopback port, whose clock begins on the day that a test wants."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from engine import clock
from engine.commands.move_clock import KEY
from engine.commands.services import Services
from engine.store.tables import SETTINGS
from engine.store.upsert import put
from tests.web.desk.town import SECRET, Town
from web.app import create_app
from web.config import WebConfig
from web.desk.engine_office import EngineOffice
from web.server import bind


@contextmanager
def serving(services: Services, begin: datetime) -> Iterator[tuple[str, Town, EngineOffice]]:
    """The address, and the town behind it; its clock says `begin` now, and runs on."""
    with services.database.transaction() as connection:
        put(connection, SETTINGS, {"key": KEY, "value": (begin - clock.now()).total_seconds()})
    office = EngineOffice(services)
    config = WebConfig(services.database.url, SECRET, demonstration=True, https=False)
    app = create_app(config, office)
    server = bind(app, "127.0.0.1", 0)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", Town(services, app), office
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        services.database.close()
