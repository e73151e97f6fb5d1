"""Two runs over each other on the Step axis, and the list of what differs."""
