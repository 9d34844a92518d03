"""Promises out of Jira: an issue whose assignee and reporter are two people is a promise between them.

    a file -> files        bytes, bounded, as text
           -> table, rest  issues and their changes, read by a map
           -> telling      promise stories, act by act
           -> matching     who is who here
           -> rules        the same rules as every other act, in one book

A map is a TOML file that says which column is which and what a resolution means; three are bundled, and one's
own is laid over the one that fits.
"""
