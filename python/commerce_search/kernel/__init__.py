"""What every other room counts and names things with: money, texts, instants, ids, problems."""
