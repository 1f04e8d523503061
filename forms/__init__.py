"""What practitioners fill in: one form-js JSON file a user task, and what reads, checks and renders them."""
