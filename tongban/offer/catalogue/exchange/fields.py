"""The fields of an exchange, sheet by sheet: their national names, official titles, and what may stand in them.

The national names (task_code, anticipate_day, by_law, cd_batch …) are those of the exchange tables that
provinces and cities publish; names without a national counterpart are ours.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tongban.ground.kit.file_faults import FileFault

ITEMS, QUESTIONS, MATERIALS, STEPS = "事项", "情形", "材料", "步骤"
KEY = "task_handle_item"
YES_NO = {"1": True, "0": False}
UNITS = {"workday": "working", "naturalday": "calendar", "hour": "hours", "atonce": "at_once"}
PROJECT_TYPES = {"1": "at_once", "2": "ordinary", "3": "commitment"}
SERVE_TYPES = {"1": "person", "2": "enterprise", "3": "both"}
NECESSITIES = {"1": "required", "2": "optional", "3": "may_follow"}
FORMS = {"1": "paper", "2": "electronic", "3": "either"}
SOURCES = {"10": "applicant", "20": "government", "99": "other"}
EXEMPTIONS = {"": "", "1": "licence", "2": "data", "3": "promise", "4": "assistance"}
KINDS = {"1": "yes_no", "2": "choice", "3": "number"}
OPERATIONS = {"I": "new", "U": "changed"}


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its name in the exchange, its title, the model's field, and how a value is written."""

    name: str
    title: str
    ours: str = ""
    codes: Mapping[str, object] = field(default_factory=dict)
    kind: str = "text"
    is_needed: bool = False


_HANDLE = Field(KEY, "业务办理项编码", is_needed=True)
SHEETS: dict[str, tuple[Field, ...]] = {
    ITEMS: (
        Field("catalog_code", "基本编码", is_needed=True),
        Field("task_code", "实施编码"),
        _HANDLE,
        Field("task_name", "事项名称", is_needed=True),
        Field("task_type", "事项类型", is_needed=True),
        Field("task_version", "版本", kind="read"),
        Field("use_level", "行使层级", kind="read"),
        Field("division", "承办处室", is_needed=True),
        Field("project_type", "办件类型", "mode", PROJECT_TYPES, is_needed=True),
        Field("serve_type", "服务对象", "audience", SERVE_TYPES, is_needed=True),
        Field("anticipate_day", "法定时限", "statutory_length", kind="whole", is_needed=True),
        Field("anticipate_type", "法定时限单位", "statutory_unit", UNITS, is_needed=True),
        Field("anticipate_law", "法定时限依据", "statutory_basis"),
        Field("promise_day", "承诺时限", "promised_length", kind="whole", is_needed=True),
        Field("promise_type", "承诺时限单位", "promised_unit", UNITS, is_needed=True),
        Field("by_law", "设定依据", "legal_basis", kind="law", is_needed=True),
        Field("accept_condition", "受理条件", "conditions"),
        Field("special_procedure", "特别程序", "special_procedures", kind="procedures"),
        Field("limit_scene_num", "到办事现场次数", kind="read"),
        Field("is_fee", "是否收费", kind="read"),
        Field("fee_amount", "收费金额", "fee_yuan"),
        Field("fee_basis", "收费依据", "fee_basis"),
        Field("result_name", "办理结果", "result_name"),
        Field("licence_type", "核发证照", "licence_type"),
        Field("validity_months", "有效期（月）", "validity_months", kind="whole"),
        Field("delivery_ways", "送达方式", "delivery_ways", kind="words"),
        Field("is_tolerant", "是否容缺", "tolerates", YES_NO),
        Field("tolerance_days", "容缺期限", "tolerance_days", kind="whole"),
        Field("summary", "简介", "summary"),
        Field("keywords", "群众说法", "words"),
        Field("handle_place", "办理地点时间电话", "office"),
        Field("form_schema", "表单", "form_schema", kind="json"),
        Field("faq", "常见问题", "faq", kind="faq"),
        Field("cd_batch", "批次号", kind="read"),
        Field("cd_operation", "操作", kind="operation"),
        Field("cd_time", "时间", kind="read"),
    ),
    QUESTIONS: (
        _HANDLE,
        Field("code", "代号", "code", is_needed=True),
        Field("question", "问题", "question", is_needed=True),
        Field("kind", "类型", "kind", KINDS, is_needed=True),
        Field("choices", "选项", "choices", kind="words"),
        Field("hint", "提示", "hint"),
    ),
    MATERIALS: (
        _HANDLE,
        Field("material_name", "材料名称", "name", is_needed=True),
        Field("is_need", "必要性", "necessity", NECESSITIES),
        Field("material_form", "材料形式", "form", FORMS),
        Field("is_original", "是否原件", "is_original", YES_NO),
        Field("page_num", "份数", "copies", kind="whole"),
        Field("source_type", "来源渠道", "source", SOURCES),
        Field("exempt_type", "免提交方式", "exemption", EXEMPTIONS),
        Field("licence_type", "对应电子证照", "licence_type"),
        Field("condition", "所需条件", "condition"),
        Field("condition_text", "条件说明", "condition_text"),
        Field("template_name", "空白表格", kind="read"),
        Field("template_digest", "空白表格摘要（SHA-256）", "template", kind="file"),
        Field("sample_name", "示例样表", kind="read"),
        Field("sample_digest", "示例样表摘要（SHA-256）", "sample", kind="file"),
        Field("page_format", "填报须知", "notes"),
        Field("accept_stand", "审查要点", "review_points"),
        Field("by_law", "要求依据", "basis"),
    ),
    STEPS: (
        _HANDLE,
        Field("link_name", "环节名称", "name", is_needed=True),
        Field("link_stage", "阶段", "stage", kind="whole"),
        Field("division", "承办处室", "division"),
        Field("link_days", "工作日", "days", kind="whole"),
        Field("is_site_check", "是否现场勘验", "on_site", YES_NO),
        Field("condition", "仅当", "condition"),
    ),
}
PART_OF = {QUESTIONS: "situations", MATERIALS: "materials", STEPS: "steps"}
TITLES = {(sheet, told.name): told.title for sheet, fields in SHEETS.items() for told in fields}
SHEET_OF = {"": ITEMS, **{part: sheet for sheet, part in PART_OF.items()}}


def fault_at(sheet: str, row: int, name: str, text: str) -> FileFault:
    """Return what is wrong at a field of the exchange; who reads it knows the column by its title."""
    return FileFault(sheet, row, TITLES.get((sheet, name), name), text)
