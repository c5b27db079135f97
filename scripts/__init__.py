"""What sets the project up and checks it; nothing here runs on a server."""
