"""Messages, packages and limits shared by both ends. Agent and platform share nothing else."""
