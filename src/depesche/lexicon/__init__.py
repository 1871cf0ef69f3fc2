"""The lexicon: tables a person can edit, checked on loading. See docs/lexicon.md."""
