"""The vocabulary: frozen values, standard library and attrs only."""
