"""What travels in carry files and returns, in frozen versioned forms, and the plan by which a return is merged."""
