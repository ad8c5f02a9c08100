"""Who imports logs, and small files of events."""

import gzip

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tongban.ground.people.tests import cast
from tongban.work.logs.actions import log_import, uploads
from tongban.work.logs.parsers.mapping import guess_mapping

HEAD = "办件编号,环节,办理时间,岗位,区县,申请人\n"
ROWS = (
    "A-1,收件,2021-03-01 09:00,窗口,姑苏区,张三\n"
    "A-2,收件,2021年3月1日 9时30分,窗口,吴中区,李四\n"
    "A-1,办结,2021/3/3 下午4:05,审批员,姑苏区,张三\n"
)
CSV = HEAD + ROWS
XES = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849.2016" xmlns="http://www.xes-standard.org/">
<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
<global scope="event"><string key="concept:name" value=""/></global>
<string key="concept:name" value="a log"/>
<trace><string key="concept:name" value="T-1"/><string key="division" value="食品处"/>
<event><string key="concept:name" value="file"/><date key="time:timestamp" value="2021-03-01T09:00:00+08:00"/>
<string key="org:resource" value="window"/><list key="more"><values><string key="x" value="y"/></values></list></event>
<event><string key="concept:name" value="grant"/><date key="time:timestamp" value="2021-03-02T01:00:00Z"/></event>
</trace>
<trace><string key="concept:name" value="T-2"/>
<event><string key="concept:name" value="file"/><date key="time:timestamp" value="2021-03-01T10:00:00+08:00"/></event>
</trace>
</log>
"""


@pytest.fixture(autouse=True)
def files_elsewhere(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture
def officer(db):
    return cast.staff("shuju", "data_officer", department=cast.bureau())


@pytest.fixture
def upload(officer):
    """Return a way to upload a text or bytes under a name."""

    def give(content, name="history.csv", encoding="utf-8"):
        content = content if isinstance(content, bytes) else content.encode(encoding)
        return uploads.upload(SimpleUploadedFile(name, content), by=officer, at=cast.MORNING)

    return give


@pytest.fixture
def take(upload, officer):
    """Return a way to upload a file and import it with the guessed columns."""

    def give(content, name="history.csv", encoding="utf-8", **how):
        log = upload(content, name, encoding)
        mapping = guess_mapping(log_import.source_of(log).columns)
        log_import.import_log(log, mapping, by=officer, at=cast.MORNING, **how)
        log.refresh_from_db()
        return log

    return give


def packed(text):
    return gzip.compress(text.encode())
