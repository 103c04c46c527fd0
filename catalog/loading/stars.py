"""Who certifies stars and for how long, and what the sources' star classes say without a doubt."""

import re
from calendar import monthrange
from datetime import date

from catalog.loading.report import Report
from catalog.models import Certificate, StarReport
from catalog.models.certificates import STARS, CertificateStatus, CertifierLevel, DayPrecision, ShortMonth
from catalog.models.sources import Confidence
from catalog.services import put_certificate, put_certifier_rule, put_source, put_validity_rule
from catalog.services.certificates import PrintedDay
from core.transitions import SYSTEM

CRITERIA_2019 = "Quyết định 1048/QĐ-TTg ngày 21/8/2019 (bộ tiêu chí OCOP)"
CRITERIA_2023 = "Quyết định 148/QĐ-TTg ngày 24/2/2023 (bộ tiêu chí và quy trình OCOP)"
TWO_LEVELS = "Quyết định 1489/QĐ-TTg ngày 6/7/2025 (sửa đổi Quyết định 148/QĐ-TTg)"
CIVIL_CODE = "Bộ luật Dân sự 91/2015/QH13, Điều 148 khoản 3"

FIRST_CRITERIA, DISTRICTS, NO_DISTRICTS = date(2019, 8, 21), date(2023, 2, 24), date(2025, 7, 6)

# stars, level, first day, day it ends, document, confidence
CERTIFIERS = (
    (3, CertifierLevel.PROVINCE, FIRST_CRITERIA, DISTRICTS, CRITERIA_2019, Confidence.LIKELY),
    (3, CertifierLevel.DISTRICT, DISTRICTS, NO_DISTRICTS, CRITERIA_2023, Confidence.SURE),
    (3, CertifierLevel.PROVINCE, NO_DISTRICTS, None, TWO_LEVELS, Confidence.SURE),
    (4, CertifierLevel.PROVINCE, FIRST_CRITERIA, None, CRITERIA_2019, Confidence.LIKELY),
    (5, CertifierLevel.CENTRE, FIRST_CRITERIA, None, CRITERIA_2019, Confidence.LIKELY),
)
MONTHS = 36

FIGURE = re.compile(r"[345]")
YEAR = re.compile(r"(\d{4})")
DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
BY_MONTH = re.compile(r"by (\d{2})/(\d{4})")
BY_YEAR = re.compile(r"by (?:early )?(\d{4})")


def load_star_rules(report: Report) -> None:
    """The levels that certify and the months of validity, from the first criteria on."""
    for stars, level, valid_from, valid_to, document, confidence in CERTIFIERS:
        source, _ = put_source(document=document, confidence=confidence)
        rule = put_certifier_rule(stars=stars, valid_from=valid_from, valid_to=valid_to, level=level, source=source)
        report.of("star rules", rule)
    source, _ = put_source(
        document=CIVIL_CODE,
        confidence=Confidence.LIKELY,
        note="36 tháng theo bộ tiêu chí; quyết định ngày 29 đến 31 tính theo điều này",
    )
    for stars in STARS:
        rule_of_months = put_validity_rule(
            stars=stars,
            valid_from=FIRST_CRITERIA,
            valid_to=None,
            months=MONTHS,
            short_month=ShortMonth.LAST_DAY,
            source=source,
        )
        report.of("star rules", rule_of_months)


def load_reported_stars(report: Report) -> None:
    """A reported certificate for every star class of one figure and a year; ranges and remarks stay as printed.

    A product whose stars an officer has settled is left to the officer.
    """
    settled = Certificate.objects.exclude(status=CertificateStatus.REPORTED).values("product_id")
    reports = StarReport.objects.exclude(product_id__in=settled).select_related("product", "source").order_by("pk")
    for printed in reports:
        issued = printed_day(printed.year_printed)
        if issued is None or not FIGURE.fullmatch(printed.stars_printed):
            continue
        certificate = put_certificate(
            product=printed.product,
            stars=int(printed.stars_printed),
            source=printed.source,
            by=SYSTEM,
            issued=issued,
        )
        report.of("reported certificates", certificate)


def printed_day(text: str) -> PrintedDay | None:
    """What a source's "2019", "14/11/2023", "by 03/2024" or "by early 2023" says; None for anything else.

    "By" a month or a year is by its last day, early or not.
    """
    if found := YEAR.fullmatch(text):
        return PrintedDay(date(int(found[1]), 1, 1), DayPrecision.YEAR)
    if found := DAY.fullmatch(text):
        return PrintedDay(date(int(found[3]), int(found[2]), int(found[1])), DayPrecision.DAY)
    if found := BY_MONTH.fullmatch(text):
        year, month = int(found[2]), int(found[1])
        return PrintedDay(date(year, month, monthrange(year, month)[1]), DayPrecision.BY)
    if found := BY_YEAR.fullmatch(text):
        return PrintedDay(date(int(found[1]), 12, 31), DayPrecision.BY)
    return None
