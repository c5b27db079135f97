"""What many people say in other words: clusters that are kept, named by their own words."""
