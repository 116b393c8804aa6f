"""The log book, its sentences, and secrets taken out."""
