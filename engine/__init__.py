"""Runs any diagram of the dialect: the clock, the store, commands, replay and releases. Knows nothing of reunification
and nothing of Flask.
"""
