"""What the runs with other people's clients and servers share."""
