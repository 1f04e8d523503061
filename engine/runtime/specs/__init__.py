"""SpiffWorkflow's task specs, made lean: no predicted branches, no data in tasks, joins that need no past."""

from engine.runtime import spiff

spiff.install()
