"""The demonstration: made-up people, and cases walked to different stages by the commands that people use."""
