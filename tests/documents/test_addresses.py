"""Which addresses of a document are followed."""

from __future__ import annotations

import pytest

from documents.addresses import web_address


@pytest.mark.parametrize(
    "address", ["https://paper.example/mill?id=4#top", "http://[::1]:8080/a", "https://é.example/"]
)
def test_an_address_of_the_web_stays_as_written(address: str) -> None:
    assert web_address(address) == address


@pytest.mark.parametrize(
    "address",
    [
        None, "", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "file:///etc/passwd",
        "//paper.example/",
        "https://reader:word@paper.example/", "https://paper.example@other.example/", "https://paper.example/\u202egpj",
        "https://paper.example/a b", 'https://paper.example/"onload=x', "https://", "https://[x/", "http://a:99999/",
        "https://paper.example/\n", "https://paper.example/" + "a" * 2000,
    ],
)  # fmt: skip
def test_any_other_is_none(address: str | None) -> None:
    assert web_address(address) is None
