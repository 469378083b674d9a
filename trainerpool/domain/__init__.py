"""The field's words and rules: standing, policy, working days; standard library only."""
