"""Vendors' public status pages."""
