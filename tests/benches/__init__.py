"""The benches run on small data of the real shape: what they say is right, how fast they are is not looked at."""
