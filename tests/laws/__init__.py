"""Laws of the library that hold on a whole shop."""
