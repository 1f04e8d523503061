"""The verbs: what a person, a timer or the command line does to a case. One file, one function, one transaction each."""
