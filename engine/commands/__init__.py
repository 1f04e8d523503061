"""The verbs: what a person or a timer does to a case. One file, one function, one transaction each."""
