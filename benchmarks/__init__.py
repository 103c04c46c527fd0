"""The yardstick: what a request costs, and how that compares with the least it could cost on the same machine."""
