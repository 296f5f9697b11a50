"""Markup walked once into leaves and spans: what every rich format goes through."""
