import zlib
from datetime import datetime
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from openpyxl import Workbook

from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry
from tongban.ground.people.tests.cast import MORNING
from tongban.ground.sandbox.tests.workbooks import AS_OTHERS_SAVE, of_rows
from tongban.work.logs.actions import log_import, uploads
from tongban.work.logs.models import Event, Log, Trace
from tongban.work.logs.parsers.mapping import ColumnMapping, guess_mapping
from tongban.work.logs.parsers.sources import UnreadableLog
from tongban.work.logs.parsers.times import SHANGHAI
from tongban.work.logs.tests.conftest import CSV, HEAD, XES, packed

pytestmark = pytest.mark.django_db


def told(log):
    """Return what a log keeps, as people would read it aloud."""
    events = Event.objects.filter(trace__log=log).order_by("trace__reference", "position")
    return [(event.trace.reference, event.activity, event.at, event.resource) for event in events]


def faults(take, content, name="history.csv", **how):
    with pytest.raises(log_import.FaultyLog) as error:
        take(content, name, **how)
    assert not Trace.objects.exists()
    assert not Event.objects.exists()
    assert not Entry.objects.filter(subject__startswith="LOG-").exists()
    return error.value.checked.faults


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_table_becomes_historical_cases_in_order_of_time(take, encoding):
    log = take(CSV, encoding=encoding)

    nine = datetime(2021, 3, 1, 9, tzinfo=SHANGHAI)
    assert told(log) == [
        ("A-1", "收件", nine, "窗口"),
        ("A-1", "办结", datetime(2021, 3, 3, 16, 5, tzinfo=SHANGHAI), "审批员"),
        ("A-2", "收件", datetime(2021, 3, 1, 9, 30, tzinfo=SHANGHAI), "窗口"),
    ]
    assert (log.traces_count, log.events_count, log.variants_count) == (2, 3, 2)
    assert log.first_at == nine
    assert Trace.objects.get(reference="A-2").area == "吴中区"
    entry = Entry.objects.get(subject=log.reference)
    assert (entry.move, entry.payload["events"], entry.payload["file"]) == ("import", 3, log.file_id)


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_the_delimiter_is_found_out(take, delimiter):
    log = take(CSV.replace(",", delimiter), "history.txt")

    assert log.events_count == 3


def test_what_is_in_no_chosen_column_is_not_kept(take, officer, upload):
    take(CSV)

    assert not Event.objects.filter(attributes__icontains="张三").exists()
    assert not Trace.objects.filter(attributes__icontains="张三").exists()


def test_further_columns_are_kept_when_chosen(upload, officer):
    log = upload(CSV)
    mapping = ColumnMapping(trace="办件编号", activity="环节", at="办理时间", kept=("区县",))

    log_import.import_log(log, mapping, by=officer, at=MORNING)

    assert {event.attributes["区县"] for event in Event.objects.all()} == {"姑苏区", "吴中区"}


@pytest.mark.parametrize(("content", "name"), [(XES, "log.xes"), (packed(XES), "log.xes.gz")])
def test_an_xes_log_becomes_historical_cases(take, content, name):
    log = take(content, name)

    assert [row[:2] for row in told(log)] == [("T-1", "file"), ("T-1", "grant"), ("T-2", "file")]
    assert told(log)[1][2] == datetime(2021, 3, 2, 9, tzinfo=SHANGHAI)
    assert Trace.objects.get(reference="T-1").area == "食品处"


def test_a_workbook_becomes_historical_cases(take, tmp_path):
    book = Workbook()
    book.active.append(["案件编号", "活动", "时间"])
    book.active.append(["B-1", "收件", datetime(2021, 3, 1, 9)])  # noqa: DTZ001
    book.active.append(["B-1", "办结", "2021年3月2日"])
    book.save(tmp_path / "b.xlsx")

    log = take((tmp_path / "b.xlsx").read_bytes(), "b.xlsx")

    assert [row[2].astimezone(SHANGHAI).day for row in told(log)] == [1, 2]


@pytest.mark.parametrize("saved", AS_OTHERS_SAVE)
def test_a_workbook_is_read_as_other_programs_save_it(take, saved):
    head, accepted = ["案件编号", "活动", "时间"], datetime(2021, 3, 1, 9)  # noqa: DTZ001
    content = of_rows(head, ["B-1", "收件", accepted], ["B-1", "办结", "2021-03-02"])

    log = take(saved(content), "b.xlsx")

    assert [row[:2] for row in told(log)] == [("B-1", "收件"), ("B-1", "办结")]


def test_a_workbook_of_charts_alone_is_told(upload):
    book = Workbook()
    book.create_chartsheet("图表", 0)
    book.remove(book.worksheets[0])
    buffer = BytesIO()
    book.save(buffer)

    with pytest.raises(UnreadableLog, match="工作簿中没有可见"):
        log_import.source_of(upload(buffer.getvalue(), "chart.xlsx"))


def test_an_unreadable_date_is_told_with_row_and_column(take):
    lines = [f"C-{number},收件,2021-03-01 09:00,窗口,姑苏区,某\n" for number in range(2, 20)]
    lines[15] = "C-17,收件,去年冬天,窗口,姑苏区,某\n"

    found = faults(take, HEAD + "".join(lines))

    assert [(fault.row, fault.column) for fault in found] == [(17, "3 · 办理时间")]
    assert "去年冬天" in found[0].text


def test_every_fault_of_a_file_is_told_at_once(take):
    found = faults(take, HEAD + ",收件,2021-03-01,窗口,姑苏区,某\nC-2,,昨天,窗口,姑苏区,某\n")

    assert [(fault.row, fault.column[0]) for fault in found] == [(2, "1"), (3, "2"), (3, "3")]


def test_an_identity_number_is_not_taken_in(take):
    found = faults(take, HEAD + "11010519491231002X,收件,2021-03-01,窗口,姑苏区,某\n")

    assert found[0].row == 2


@pytest.mark.parametrize(
    "said",
    [
        "11010519491231002x",
        "１１０１０５１９４９１２３１００２Ｘ",
        "110105 19491231 002X",
        "110105-19491231-002x",
        "申请人11010519491231002X",
        "身份证：11010519491231002X（本人）",
        "320503650112012",
        "旧证号320503650112012（本人）",
    ],
)
@pytest.mark.parametrize("column", ["办件编号", "岗位"])
def test_an_identity_number_is_found_anywhere_and_however_it_is_written(take, said, column):
    row = {"办件编号": "C-1", "岗位": "窗口", column: said}

    found = faults(take, f"{HEAD}{row['办件编号']},收件,2021-03-01,{row['岗位']},姑苏区,某\n")

    assert [(fault.row, column in fault.column) for fault in found] == [(2, True)]


@pytest.mark.parametrize(
    "said",
    ["SZ2022090500001", "202209050000123", "320500220915001", "91320500MA1XXXXX0X", "13812345678", "窗口3"],
)
def test_other_long_numbers_are_taken(take, said):
    assert take(f"{HEAD}{said},收件,2021-03-01,窗口,姑苏区,某\n").events_count == 1


@pytest.mark.parametrize("told", ["sep=;\n", "SEP=;\r\n", '"sep=;"\n', "sep=;;;;\n"])
def test_a_line_that_tells_the_delimiter_is_no_head(take, told):
    log = take(told + CSV.replace(",", ";"))

    assert log.events_count == 3
    found = log_import.check(log, guess_mapping(["办件编号"]))
    assert found.faults[0].row == 3


def test_a_workbook_with_dates_as_excel_keeps_them(take):
    content = of_rows(["案件编号", "活动", "时间"], ["B-1", "收件", 44928.375], ["B-1", "办结", 44929])

    log = take(content, "b.xlsx")

    at = [row[2].astimezone(SHANGHAI) for row in told(log)]
    assert [(each.day, each.hour) for each in at] == [(2, 9), (3, 0)]


AROUND = """<log xmlns="http://www.xes-standard.org/"><string key="concept:name" value="日志"/>
<event><string key="concept:name" value="启动"/><date key="time:timestamp" value="2022-09-01T08:00:00+08:00"/></event>
<trace><string key="concept:name" value="G-1"/>
<event><string key="concept:name" value="受理"/><date key="time:timestamp" value="2022-09-05T09:00:00+08:00"/></event></trace>
<event><string key="concept:name" value="备份"/><date key="time:timestamp" value="2022-09-05T10:00:00+08:00"/></event>
<trace><string key="concept:name" value="G-2"/>
<event><string key="concept:name" value="受理"/><date key="time:timestamp" value="2022-09-06T09:00:00+08:00"/></event></trace>
</log>"""


def test_events_outside_every_trace_belong_to_no_case(take):
    found = faults(take, AROUND, "around.xes")
    log = take(AROUND + "\n", "around.xes", leaves_out=True)

    assert {fault.row for fault in found} == {1, 3}
    assert [row[:2] for row in told(log)] == [("G-1", "受理"), ("G-2", "受理")]


def test_rows_with_faults_are_left_out_when_that_is_asked_for_and_their_numbers_are_kept(take):
    wrong = "A-3,收件,昨天,窗口,姑苏区,某\n,,2021-03-01,窗口,姑苏区,某\n"

    log = take(CSV + wrong, leaves_out=True)

    entry = Entry.objects.get(subject=log.reference)
    assert log.events_count == 3
    assert entry.payload["left_out"] == {"count": 2, "rows": [5, 6]}
    assert "5、6" in entry.note


@pytest.mark.parametrize(
    "content",
    [HEAD, HEAD + "A-3,收件,昨天,窗口,姑苏区,某\n", CSV + "A-3,收件,2021-03-01,窗口,姑苏区,张三,多了\n"],
)
def test_a_file_without_a_right_row_or_that_breaks_off_is_never_taken(take, content):
    assert faults(take, content, leaves_out=True)


def test_a_row_with_too_many_cells_is_told(take):
    found = faults(take, CSV + "A-3,收件,2021-03-01,窗口,姑苏区,张三,多了\n")

    assert found[0].row == 5


def test_a_file_with_a_head_only_has_no_events(take):
    assert faults(take, HEAD)[0].row == 1


def test_an_empty_file_is_told(upload):
    with pytest.raises(ValidationError, match=r"empty|空"):
        upload(b"")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"\xff\xff\xff,\xff\n1,2\n", "history.csv"),
        ("a,b\n1,2\n".encode("utf-16"), "history.csv"),
        (b"\x89PNG\r\n\x1a\n", "history.csv"),
    ],
)
def test_a_file_in_a_wrong_encoding_is_told_what_to_do(upload, content, name):
    with pytest.raises(ValidationError, match="UTF-8"):
        upload(content, name)

    assert not Log.objects.exists()


def test_a_missing_column_is_not_guessed(upload):
    log = upload("编号,说明\n1,收件\n")

    mapping = guess_mapping(log_import.source_of(log).columns)

    assert (mapping.trace, mapping.activity, mapping.at) == ("编号", "", "")


def test_two_columns_of_one_name_are_told(upload):
    with pytest.raises(UnreadableLog, match="编号") as error:
        log_import.source_of(upload("编号,编号\n1,2\n"))
    assert error.value.row == 1


BOMB = """<?xml version="1.0"?><!DOCTYPE log [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<log><trace><string key="concept:name" value="&b;"/></trace></log>"""
STEALING = """<?xml version="1.0"?><!DOCTYPE log [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<log><trace><string key="concept:name">&a;</string></trace></log>"""


@pytest.mark.parametrize("content", [BOMB, STEALING, BOMB.replace('"1.0"', '"1.0" encoding="UTF-8"')])
def test_entities_are_never_read(upload, content):
    log = upload(content, "bomb.xes")

    with pytest.raises(UnreadableLog, match="XES"):
        log_import.source_of(log)


@pytest.mark.parametrize("packing", [lambda text: text, packed])
def test_broken_xml_is_told_with_its_line(upload, packing):
    log = upload(packing(XES.replace("</trace>", "</trac>", 1)), "broken.xes")

    with pytest.raises(UnreadableLog, match="10"):
        log_import.source_of(log)


def test_xml_that_breaks_late_keeps_nothing(take):
    event = XES.split("</trace>")[0].split("<event>")[1].split("</event>")[0]
    many = XES.replace(
        "</log>", "<trace><string key='concept:name' value='T-3'/>" + f"<event>{event}</event>" * 2000
    )

    found = faults(take, many, "late.xes")

    assert len(found) == 1


def test_another_kind_of_xml_is_told(upload):
    with pytest.raises(UnreadableLog, match="svg"):
        log_import.source_of(upload("<?xml version='1.0'?><svg/>", "picture.xes"))


def test_a_damaged_pack_is_told(upload):
    with pytest.raises(UnreadableLog):
        log_import.source_of(upload(packed(XES)[:-30], "cut.xes.gz"))
    with pytest.raises(UnreadableLog):
        log_import.source_of(upload(b"\x1f\x8b" + zlib.compress(b"x"), "no.xes.gz"))


def test_a_pack_that_unpacks_to_too_much_is_not_unpacked(upload, settings):
    settings.EVENT_LOG_MOST_UNPACKED_BYTES = 1024 * 1024
    log = upload(packed(XES.replace("</log>", " " * 2_000_000 + "</log>")), "large.xes.gz")

    with pytest.raises(UnreadableLog, match="1 MB"):
        list(log_import.source_of(log).rows())


def test_more_events_than_agreed_are_not_imported(take, settings):
    settings.EVENT_LOG_MOST_EVENTS = 2

    assert "2" in faults(take, CSV)[0].text


def test_two_traces_of_one_name_do_not_run_into_one_another(take):
    found = faults(take, XES.replace("T-2", "T-1"), "twice.xes")

    assert "T-1" in found[0].text


def test_the_same_file_is_imported_once(take, upload):
    log = take(CSV)

    with pytest.raises(uploads.DuplicateLog, match=log.reference):
        upload(CSV, "the same under another name.csv")
    assert Log.objects.count() == 1


def test_an_upload_not_imported_yet_is_found_again_with_its_choice(upload):
    log = upload(CSV)
    log_import.map_columns(log, ColumnMapping(trace="办件编号"))

    again = upload(CSV)

    assert again.pk == log.pk
    assert again.mapping["trace"] == "办件编号"


def test_checking_keeps_nothing(upload):
    log = upload(CSV)

    checked = log_import.check(log, guess_mapping(log_import.source_of(log).columns))

    assert (checked.events, checked.faults_count, checked.first[0].trace) == (3, 0, "A-1")
    assert not Trace.objects.exists()


def test_a_removed_log_leaves_its_reason_and_no_events(take, officer, upload):
    log = uploads.remove(take(CSV), reason="含个人信息", by=officer, at=MORNING)

    assert not Trace.objects.exists()
    assert not Event.objects.exists()
    moves = Entry.objects.filter(subject=log.reference).order_by("number").values_list("move", "note")
    assert list(moves) == [("import", ""), ("remove", "含个人信息")]
    assert upload(CSV).pk != log.pk
    with pytest.raises(Refused):
        uploads.remove(log, reason="again", by=officer, at=MORNING)


def test_a_log_is_not_removed_without_a_reason(take, officer):
    log = take(CSV)

    with pytest.raises(Refused):
        uploads.remove(log, reason="  ", by=officer, at=MORNING)
    assert Event.objects.exists()


def test_a_log_is_not_imported_twice(take, officer):
    log = take(CSV)

    with pytest.raises(Refused):
        log_import.import_log(log, ColumnMapping(), by=officer, at=MORNING)


def test_a_log_that_goes_on_without_an_event_is_not_held_in_memory(upload):
    silent = f'<string key="a" value="{"b" * 1000}"/>' * 17_000
    log = upload(packed(XES.replace("<trace>", f"{silent}<trace>")), "silent.xes.gz")

    with pytest.raises(UnreadableLog, match="16 MB"):
        list(log_import.source_of(log).rows())
