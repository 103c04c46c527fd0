"""What a price is made of: arithmetic in whole minor units, no database.

Vietnamese law wants prices shown with tax and fees, so list prices are gross and the tax is taken out of them.
"""

WHOLE = 10_000
GRAMS_A_KILOGRAM = 1000


def net_of(gross_minor: int, rate_bp: int) -> int:
    """The price without tax, rounded half up to a whole minor unit; the tax is what remains, so both add up.

    `rate_bp` in basis points. Raises ValueError for a negative price or rate.
    """
    if gross_minor < 0 or rate_bp < 0:
        raise ValueError("Neither a price nor a rate is negative.")
    divisor = WHOLE + rate_bp
    return (2 * gross_minor * WHOLE + divisor) // (2 * divisor)


def tax_in(gross_minor: int, rate_bp: int) -> int:
    """The tax inside a gross price."""
    return gross_minor - net_of(gross_minor, rate_bp)


def per_kilogram(price_minor: int, weight_g: int) -> int:
    """What a kilogram costs at that price for that weight, rounded half up to a whole minor unit.

    Raises ValueError for a negative price or no weight.
    """
    if price_minor < 0 or weight_g < 1:
        raise ValueError("A price is not negative, and what is weighed weighs something.")
    return (2 * price_minor * GRAMS_A_KILOGRAM + weight_g) // (2 * weight_g)
