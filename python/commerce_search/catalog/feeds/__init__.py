"""Where do records come from: files of several formats, Arrow tables, and rows that are a merchant's own."""
