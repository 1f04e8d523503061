"""The only code that runs SpiffWorkflow: builds its specs from our elements, runs a case to its next wait, packs and
unpacks its state.
"""
