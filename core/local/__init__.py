"""How days are typed, by language: what Django has of it is American in both."""
