"""Long texts as EditorJS documents."""

import json

import pytest

from catalog.richtext import editorjs, editorjs_of_marks, is_safe, with_quotes

TEXT = """## Giao hàng

Chúng tôi gửi từ <Đồng Hới>.
Xem [đổi trả](/trang/doi-tra/).

- Gói kín
- Có [biên nhận](https://vidu.example/?a=1&b=2)

### Hỏi thêm"""


def blocks(document):
    return [(block["type"], block["data"]) for block in json.loads(document)["blocks"]]


def test_marks_become_headings_lists_paragraphs_and_links():
    assert blocks(editorjs_of_marks(TEXT)) == [
        ("header", {"text": "Giao hàng", "level": 2}),
        (
            "paragraph",
            {"text": 'Chúng tôi gửi từ &lt;Đồng Hới&gt;.\nXem <a href="/trang/doi-tra/">đổi trả</a>.'},
        ),
        (
            "list",
            {
                "style": "unordered",
                "items": ["Gói kín", 'Có <a href="https://vidu.example/?a=1&amp;b=2">biên nhận</a>'],
            },
        ),
        ("header", {"text": "Hỏi thêm", "level": 3}),
    ]


def test_plain_text_has_no_marks():
    assert blocks(editorjs("## Một\r\n\r\n[a](/b)")) == [
        ("paragraph", {"text": "## Một"}),
        ("paragraph", {"text": "[a](/b)"}),
    ]
    assert editorjs("") is editorjs(None) is editorjs_of_marks(" \n\n ") is None


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "//vidu.example", "/\\vidu.example", "http://vidu.example", 'https://a"b', "x"]
)
def test_an_address_that_may_lead_astray_stays_text(address):
    assert not is_safe(address)
    assert "<a" not in editorjs_of_marks(f"[bấm]({address})")


def test_markup_in_words_and_addresses_is_escaped():
    ((_kind, data),) = blocks(editorjs_of_marks("[<b>](https://vidu.example/'x)<script>"))
    assert data["text"] == '<a href="https://vidu.example/&#x27;x">&lt;b&gt;</a>&lt;script&gt;'


def test_quotes_take_the_facts_of_the_operator():
    assert with_quotes("Gọi {operator:phone}.", {"phone": "0123"}) == "Gọi 0123."
    with pytest.raises(KeyError):
        with_quotes("{operator:seat}", {})
