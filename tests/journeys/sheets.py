"""Forms of the product's pages, read and sent with the session of the person at the page."""

from collections.abc import Mapping
from typing import Any

from lxml import html
from playwright.sync_api import APIResponse, Page


def form_at(
    page: Page, address: str, action: str = "", headers: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Return what stands in the form at an address: the one that posts to `action`, else to the address itself."""
    answer = page.request.get(address, headers=dict(headers or {}))
    assert answer.ok, f"{address}: {answer.status}"
    tree: Any = html.document_fromstring(answer.text())
    fitting = [
        form
        for form in tree.forms
        if form.method == "POST" and (form.action or address) == (action or address)
    ]
    assert fitting, f"{address} has no form to {action or address}"
    return {str(name): value for name, value in fitting[0].form_values()}


def send(
    page: Page, address: str, values: Mapping[str, Any], headers: Mapping[str, str] | None = None
) -> APIResponse:
    """Post a form; the redirect after it is not followed."""
    written: dict[str, str | float | bool] = {name: str(value) for name, value in values.items()}
    return page.request.post(address, form=written, max_redirects=0, headers=dict(headers or {}))


def fill(page: Page, address: str, changes: Mapping[str, Any], *, action: str = "") -> None:
    """Change fields of a form at an address and send it; what the product finds wrong fails the journey."""
    answer = send(page, action or address, form_at(page, address, action) | dict(changes))
    assert answer.status == 302, f"{action or address}: {answer.status} {faults_in(answer)}"


def fill_sheet(page: Page, address: str, cells: Mapping[str, Any]) -> None:
    """Change cells of the sheet of indicators and save it once."""
    kept = {name: value for name, value in form_at(page, address).items() if value is not None}
    answer = send(page, address, kept | dict(cells))
    assert answer.status == 302, f"{address}: {answer.status} {faults_in(answer)}"


def faults_in(answer: APIResponse) -> str:
    """Return what an answer says is wrong."""
    tree: Any = html.document_fromstring(answer.text())
    said = tree.xpath(
        "//*[contains(@class, 'field-error') or contains(@class, 'sheet-error') or contains(@class, 'alert')]"
    )
    return "；".join(" ".join(each.text_content().split()) for each in said)
