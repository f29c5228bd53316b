"""Mistakes made on purpose: would the tests find them?"""
