"""A made-up year for three made-up services, so that every page can be tried."""
