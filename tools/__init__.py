"""What the project needs to make its own parts; none of it is in the wheel."""
