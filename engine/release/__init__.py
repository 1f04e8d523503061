"""Diagrams, forms, settings, calendar and the handlers they call, published together and never changed (`design`:
releases).
"""
