"""Keeps the promises of `web.office` with the engine: the one place where pages and cases meet."""
