"""Speed and memory, side by side with peers; nothing here is a test."""
