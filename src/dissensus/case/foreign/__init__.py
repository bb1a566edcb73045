"""Files of other programs: what they hold becomes part of a case, and what cannot is named with its place."""
