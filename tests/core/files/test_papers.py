"""A paper is a document that only shows, kept byte for byte, or a photograph of one."""

import zlib
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from core.files import papers
from core.files.refusals import (
    PaperActive,
    PaperLocked,
    PaperTooLong,
    PictureTooSmall,
    UploadDamaged,
    UploadKindRefused,
    UploadRefused,
    UploadTooLarge,
)
from tests.pictures import drawn, opened, upload, written


def document(pages=1, change=None) -> bytes:
    writer = PdfWriter()
    for _number in range(pages):
        writer.add_blank_page(width=210, height=297)
    if change:
        change(writer)
    held = BytesIO()
    writer.write(held)
    return held.getvalue()


def judged(content):
    return papers.judged(upload(content, name="giay.pdf"), field="scan")


def action(**values):
    return DictionaryObject({NameObject(f"/{name}"): value for name, value in values.items()})


def test_a_document_is_kept_byte_for_byte():
    content = document(3)
    assert judged(content) == (content, "pdf")
    assert judged(content + b"\r\n") == (content + b"\r\n", "pdf")


def test_a_photograph_of_a_sheet_is_kept_as_a_picture_is():
    kept = judged(written(drawn(700, 900), "PNG"))
    assert kept.extension == "png"
    assert opened(kept.content).size == (700, 900)
    with pytest.raises(PictureTooSmall):
        judged(written(drawn(599, 900)))


def test_it_may_open_at_a_page_and_link_to_another():
    def change(writer):
        there = ArrayObject([writer.pages[0].indirect_reference, NameObject("/Fit")])
        writer.root_object[NameObject("/OpenAction")] = there
        writer.pages[0][NameObject("/AA")] = action(O=action(S=NameObject("/GoTo"), D=there))

    assert judged(document(change=change)).extension == "pdf"


def launching(writer):
    writer.root_object[NameObject("/OpenAction")] = action(S=NameObject("/Launch"), F=TextStringObject("a.exe"))


def scripted(writer):
    script = action(S=NameObject("/JavaScript"), JS=TextStringObject("app.alert(1)"))
    writer.root_object[NameObject("/OpenAction")] = script


def scripted_deep_inside(writer):
    inner = ArrayObject([ArrayObject([action(S=NameObject("/JavaScript"), JS=TextStringObject("app.alert(1)"))])])
    writer.pages[0][NameObject("/Annots")] = ArrayObject([action(A=action(Next=inner))])


def sending(writer):
    writer.pages[0][NameObject("/AA")] = action(O=action(S=NameObject("/SubmitForm"), F=TextStringObject("http://a")))


def with_a_form_in_xml(writer):
    writer.root_object[NameObject("/AcroForm")] = action(XFA=ArrayObject([]))


@pytest.mark.parametrize(
    "change",
    [
        scripted,
        lambda writer: writer.add_attachment("a.exe", b"MZ"),
        launching,
        scripted_deep_inside,
        sending,
        with_a_form_in_xml,
    ],
)
def test_one_that_would_do_something_is_refused(change):
    with pytest.raises(PaperActive) as refusal:
        judged(document(change=change))
    assert refusal.value.field == "scan"


def test_a_script_whose_name_is_disguised_is_seen():
    content = document(change=scripted)
    assert content.count(b"/JavaScript") > 0
    disguised = content.replace(b"/JavaScript", b"/J#61vaScript").replace(b"/JS ", b"/J#53 ")
    assert disguised != content
    with pytest.raises(PaperActive):
        judged(disguised)


def test_a_script_in_a_packed_object_is_seen():
    with pytest.raises(PaperActive):
        judged(packed(b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (1) >> >>"))
    assert judged(packed(b"<< /Type /Catalog /Pages 2 0 R >>")).extension == "pdf"


def test_a_locked_one_is_refused():
    with pytest.raises(PaperLocked):
        judged(document(change=lambda writer: writer.encrypt("secret", algorithm="RC4-128")))


def test_what_follows_a_document_is_not_carried_along():
    for tail in (b"<script>alert(1)</script>", b"PK\x03\x04 and more"):
        with pytest.raises(UploadDamaged):
            judged(document() + tail)
    with pytest.raises(PaperActive):
        judged(document() + b"PK\x05\x06" + b"\0" * 16 + b"\x05\0%%EOF")
    with pytest.raises(UploadKindRefused):
        judged(b"#!/bin/sh\n" + document())


def test_lengths_are_bounded(monkeypatch):
    with pytest.raises(PaperTooLong):
        judged(document(papers.MOST_PAGES + 1))
    monkeypatch.setattr(papers, "MOST_OBJECTS", 3)
    with pytest.raises(PaperTooLong):
        judged(document(2))
    monkeypatch.setattr(papers, "LARGEST_BYTES", 100)
    with pytest.raises(UploadTooLarge):
        judged(document())


def test_a_kilobyte_that_unpacks_to_half_a_gigabyte_is_refused():
    packer = zlib.compressobj(9)
    body = b"".join(packer.compress(b" " * (1 << 20)) for _ in range(512)) + packer.flush()
    twice = zlib.compress(body, 9)
    assert len(twice) < 5000
    content = packed(b"<< /Type /Catalog /Pages 2 0 R >>", data=twice, filters=b"[/FlateDecode /FlateDecode]")
    with pytest.raises(UploadDamaged):
        judged(content)


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n%%EOF",
        b"%PDF-1.7\nstartxref\n0\n%%EOF",
        b"%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 1 0 R >> endobj trailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF",
        b"%PDF-1.7\n1 0 obj " + b"[" * 50_000 + b" endobj trailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF",
        b"%PDF-1.7\ntrailer << /Prev 9 /Root 1 0 R >>\nstartxref\n9\n%%EOF",
    ],
)
def test_what_is_no_document_is_refused(content):
    with pytest.raises(UploadRefused):
        judged(content)


WHOLE = document(2)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_whatever_is_broken_about_it_it_is_kept_as_it_is_or_refused(data):
    content = bytearray(WHOLE)
    for _change in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(5, len(content) - 1))
        if data.draw(st.booleans()):
            content[place] = data.draw(st.integers(0, 255))
        else:
            del content[place : place + data.draw(st.integers(1, 40))]
    try:
        kept = judged(bytes(content))
    except UploadRefused:
        return
    assert kept == (bytes(content), "pdf")


def packed(catalog: bytes, data: bytes | None = None, filters: bytes = b"/FlateDecode") -> bytes:
    """A document whose catalog is object 5, within the packed object 4."""
    data = zlib.compress(b"5 0 " + catalog) if data is None else data
    head = b"<< /Type /ObjStm /N 1 /First 4 /Filter %s /Length %d >>" % (filters, len(data))
    out = b"%PDF-1.7\n"
    places = {}
    for number, body in (
        (2, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"),
        (3, b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"),
        (
            4,
            b"<< /Type /ObjStm /N 1 /First 4 /Filter %s /Length %d >> stream\n%s\nendstream"
            % (filters, len(data), data),
        ),
    ):
        places[number] = len(out)
        out += b"%d 0 obj %s endobj\n" % (number, body)
    places[6] = len(out)
    rows = [(0, 0, 0), (0, 0, 0), *((1, places[number], 0) for number in (2, 3, 4)), (2, 4, 0), (1, places[6], 0)]
    table = b"".join(bytes([kind]) + place.to_bytes(4, "big") + bytes([rest]) for kind, place, rest in rows)
    head = b"<< /Type /XRef /Size 7 /W [1 4 1] /Root 5 0 R /Length %d >>" % len(table)
    return out + b"6 0 obj %s stream\n%s\nendstream endobj\nstartxref\n%d\n%%%%EOF\n" % (head, table, places[6])
