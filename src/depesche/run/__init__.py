"""Runs over many articles: on this machine one by one, or in several processes."""
