"""A dead letter: the administrator sees why, the window corrects it and it arrives, or it is given up and ordered anew."""

import time

import psycopg
from playwright.sync_api import expect

from tests.browser import PATIENCE_SECONDS

DEAD = """SELECT row.id, row.subject, delivery.id, delivery.address FROM exchange_outgoing AS row
    JOIN delivery_delivery AS delivery ON delivery.id = (row.payload->>'delivery')::bigint
    WHERE row.state = 'dead' AND row.kind = 'courier.order' ORDER BY row.id LIMIT 1"""
WAITING = DEAD.replace("'dead'", "'waiting'")
WAYBILL = "SELECT state, waybill <> '' FROM delivery_delivery WHERE id = %s"
AGAIN = """SELECT again.state, again.waybill <> '' FROM delivery_delivery AS first
    JOIN delivery_delivery AS again USING (matter) WHERE first.id = %s AND again.id > first.id"""


def test_a_dead_letter_is_sent_again_once_the_window_corrects_the_address(signed_in, installation):
    with psycopg.connect(installation.database, autocommit=True) as connection:
        row, subject, delivery, address = connection.execute(DEAD).fetchone()
        admin = signed_in("guanli")
        admin.locator("a[href='/outbox/?state=dead']").first.click()
        admin.get_by_role("link", name=str(row), exact=True).click()
        expect(admin.locator("main")).to_contain_text("对方拒收")
        expect(admin.locator("main")).to_contain_text("快递不到该地址")
        expect(admin.locator("main")).to_contain_text(subject)
        assert address not in admin.content()

        clerk = signed_in("chuangkou")
        clerk.goto(f"/cases/{subject}/")
        expect(clerk.locator("main")).to_contain_text("快递公司拒接")
        clerk.get_by_role("link", name="更正地址").click()
        expect(clerk.get_by_label("地址")).to_have_value(address)
        clerk.get_by_label("地址").fill("苏州市姑苏区人民路1号")
        clerk.get_by_role("button", name="保存").click()

        expect(clerk.locator("main")).to_contain_text("地址已更正")
        assert _until(connection, WAYBILL, delivery) == ("to_collect", True)
        admin.reload()
        expect(admin.locator("main")).to_contain_text("已发送")
        installation.tongban("verify")


def test_an_order_that_waits_is_given_up_and_another_courier_is_asked_for(signed_in, installation):
    with psycopg.connect(installation.database, autocommit=True) as connection:
        row, subject, delivery, _address = connection.execute(WAITING).fetchone()
        clerk = signed_in("chuangkou")
        clerk.goto(f"/cases/{subject}/")
        expect(clerk.locator("main")).to_contain_text("等待快递接单")

        admin = signed_in("guanli")
        admin.goto(f"/outbox/{row}/")
        expect(admin.locator("main")).to_contain_text("对方没有应答")
        admin.get_by_label("理由").fill("快递公司线路故障，改约（示例）")
        admin.get_by_role("button", name="放弃发送").click()
        expect(admin.locator("main")).to_contain_text("已放弃")

        clerk.goto(f"/cases/{subject}/acts/order_courier/")
        clerk.get_by_label("地址").fill("苏州市姑苏区人民路1号")
        clerk.locator("main button[type=submit]").last.click()
        assert _until(connection, AGAIN, delivery) == ("to_collect", True)


def _until(connection, question, key):
    """Ask until the parcel has its waybill: the server sends within seconds."""
    ends = time.monotonic() + PATIENCE_SECONDS
    while True:
        answer = connection.execute(question, [key]).fetchone()
        if (answer and answer[1]) or time.monotonic() > ends:
            return answer
        time.sleep(0.5)
