"""An independent brute force of every point value, and random cases to hold the measures against it."""
