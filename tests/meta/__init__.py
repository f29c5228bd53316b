"""Guards of the house: what a reader may rely on without looking. Each asserts that it looked at enough."""
