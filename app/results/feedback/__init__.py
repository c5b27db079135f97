"""What people are saying, counted: views of people, summed into cells, shown through the gate."""
