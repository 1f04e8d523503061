"""Diagrams as data: reads BPMN files of the dialect into plain elements, and says by name what it refuses."""
