"""The Django project that every observed program lives in."""
