"""Times, dates and sums of money in running text."""
