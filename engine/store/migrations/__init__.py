"""Alembic's migrations: one file a step, run by `engine.store.migrate`."""
