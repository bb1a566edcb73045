"""Speed: what must be quick, held against a baseline of the same run. Run by `make bench`."""
