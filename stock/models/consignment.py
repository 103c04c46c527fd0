"""On what terms a producer's goods stand on a shop's shelf."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.models import Producer
from core import dated
from stock.models.points import SalesPoint

WHOLE_BP = 10_000


class ConsignmentAgreement(dated.Dated):
    """A producer's goods stand at a sales point and stay theirs until sold ("ký gửi"); at most one on a day."""

    producer = models.ForeignKey(Producer, models.PROTECT, related_name="agreements")
    point = models.ForeignKey(SalesPoint, models.PROTECT, related_name="agreements")
    commission_bp = models.PositiveSmallIntegerField(help_text="The shop's share of the price, in basis points.")
    number = models.CharField(max_length=60, blank=True, help_text="The contract's.")
    is_demonstration = models.BooleanField(default=False, help_text="There is no such contract.")

    class Meta(dated.Dated.Meta):
        verbose_name = _("hợp đồng ký gửi")
        verbose_name_plural = _("hợp đồng ký gửi")
        constraints = [
            *dated.Dated.Meta.constraints,
            models.CheckConstraint(
                name="consignmentagreement_share_of_the_price", condition=Q(commission_bp__lte=WHOLE_BP)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.producer_id} at {self.point_id} from {self.valid_from}"


dated.one_at_a_time(ConsignmentAgreement, "producer", "point")
