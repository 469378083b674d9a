"""Who could deliver what: the rules, the model, the solver and its explanations; pure functions."""
