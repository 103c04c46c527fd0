"""What a sales point is held against: the places and the goods that Decision 950/QĐ-BCT names, as a checklist."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Criterion(models.TextChoices):
    """One line of the checklist. A place of one of the kinds is enough; of the goods each is asked."""

    STATION = "station", _("Nằm ở nhà ga, sân bay, bến xe hoặc bến tàu")
    ROAD_STOP = "road_stop", _("Nằm ở trạm dừng nghỉ của đường cao tốc hoặc quốc lộ")
    MARKET = "market", _("Nằm ở trung tâm thương mại, siêu thị hoặc chợ")
    TOURISM = "tourism", _("Nằm ở khu, điểm du lịch, nhà hàng hoặc khách sạn")
    CRAFT_VILLAGE = "craft_village", _("Nằm ở làng nghề, cụm công nghiệp hoặc trung tâm dịch vụ")
    FAIR_CENTRE = "fair_centre", _("Nằm ở trung tâm hội chợ, triển lãm")
    POST_OFFICE = "post_office", _("Nằm ở bưu điện")
    OCOP_GOODS = "ocop_goods", _("Bày sản phẩm OCOP từ 3 sao")
    KEY_GOODS = "key_goods", _("Bày sản phẩm chủ lực của tỉnh")
    INDUSTRIAL_GOODS = "industrial_goods", _("Bày sản phẩm công nghiệp nông thôn tiêu biểu")
    LOCAL_GOODS = "local_goods", _("Bày đặc sản địa phương")
