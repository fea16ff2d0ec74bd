"""Quotations, direct and indirect, and who speaks."""
