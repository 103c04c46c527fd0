"""What the tests of the programme stand on: a province with districts and communes, and rated products in it."""

from datetime import date

from catalog import services
from catalog.models.areas import AreaLevel
from catalog.models.producers import ProducerKind
from programme import services as programme
from programme.models import Metric, Precision, Unit
from tests import factories

REFORM = date(2025, 7, 1)


class Province:
    """Old Quảng Bình in small: one district with one commune, which became a commune of another province."""

    def __init__(self) -> None:
        self.source = factories.source()
        self.area = self._area(AreaLevel.PROVINCE, "44", None)
        self.district = self._area(AreaLevel.DISTRICT, "455", self.area)
        self.commune = self._area(AreaLevel.COMMUNE, "19096", self.district)
        self.today = self._area(AreaLevel.COMMUNE, "19075", None, REFORM, None)
        self.elsewhere = self._area(AreaLevel.COMMUNE, "20000", None, REFORM, None)
        services.succeed({(self.commune, self.today)})
        factories.star_rules()

    def _area(self, level, code, parent, valid_from=date(2004, 1, 1), valid_to=REFORM):
        kind = {"province": "Tỉnh", "district": "Huyện", "commune": "Xã"}[level]
        given = {"name_vi": f"{kind} {code}", "name_en": f"{level} {code}", "source": self.source}
        return services.put_area(
            level=level, code=code, valid_from=valid_from, valid_to=valid_to, parent=parent, **given
        )[0]

    def target(self, metric=Metric.PRODUCTS, dimension="", minimum=65, maximum=70, **values):
        given = {
            "area": self.area,
            "unit": Unit.COUNT,
            "period_from": date(2021, 1, 1),
            "period_to": date(2026, 1, 1),
            "source": factories.source(),
            **values,
        }
        return programme.put_target(metric=metric, dimension=dimension, minimum=minimum, maximum=maximum, **given)[0]

    def share(self, metric=Metric.SUBJECTS, dimension="enterprise", minimum=20, **values):
        return self.target(metric, dimension, minimum, None, unit=Unit.PERCENT, **values)

    def figure(self, value, dimension="", metric=Metric.PRODUCTS, day=date(2024, 1, 1), **values):
        given = {"area": self.area, "precision": Precision.YEAR, "source": self.source, **values}
        return programme.put_published_figure(metric=metric, dimension=dimension, value=value, day=day, **given)[0]

    def rated(self, stars=3, issued_on=date(2024, 3, 2), kind=ProducerKind.COOPERATIVE, place="commune", **values):
        """A product with its stars, of a maker of its own; `place` names an area of this province, or is None."""
        where = {"origin": getattr(self, place)} if place else {}
        given = {"producer": factories.producer(kind=kind), **where, **values}
        made = factories.product(**given)
        factories.confirmed(made, stars, issued_on)
        return made
