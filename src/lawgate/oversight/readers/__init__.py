"""Files of past cases as they exist, each opened as one typed table; told apart by their columns."""
