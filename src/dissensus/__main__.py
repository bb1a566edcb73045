"""`python -m dissensus`: the command, where its script is not on the path."""

from dissensus.cli import main

if __name__ == "__main__":
    main(prog_name="dissensus")
