"""Walks a case through frozen time on the real engine with a store in memory: for `homeward simulate` and for tests."""
