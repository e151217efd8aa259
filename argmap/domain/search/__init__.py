"""What people ask for: words to look for, and questions on the structure of many maps at once."""
