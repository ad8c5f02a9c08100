"""Every component on one page, for whoever builds pages; served only while developing."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tongban.ground.kit.access import public
from tongban.ground.kit.charts import ChartData, Series
from tongban.ground.kit.steps import StepperStep
from tongban.ground.kit.tables import Column, Filters, Table

UNITS = ("局机关", "市政务服务中心", "市公共资源交易中心", "市便民服务中心", "市大数据中心")
LINES: list[dict[str, Any]] = [
    {
        "code": f"P{number:02}",
        "name": f"{UNITS[number % 5]}运行保障项目 {number:02}",
        "amount": Decimal("1253000.50") * (number + 1),
        "rate": None if number == 7 else Decimal("0.9873") - Decimal("0.031") * (number % 9),
        "due": date(2022, 12, 31) - timedelta(days=number),
        "state": ("green", "yellow", "red", "grey")[number % 4],
    }
    for number in range(23)
]


class LineFilters(Filters):
    """The filters of the gallery's list."""

    q = forms.CharField(label="名称", required=False)
    state = forms.ChoiceField(
        label="状态", required=False, choices=[("", "全部"), ("green", "达标"), ("red", "未达标")]
    )

    def narrow(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return the lines that fit."""
        asked = self.cleaned_data
        return [row for row in rows if asked["q"] in row["name"] and asked["state"] in ("", row["state"])]


class SampleForm(forms.Form):
    """One field of every kind."""

    name = forms.CharField(label="指标名称", max_length=20, help_text="与年初批复的绩效目标一致")
    target = forms.DecimalField(label="目标值", max_digits=12, decimal_places=2)
    kind = forms.ChoiceField(label="类型", choices=[("quantity", "数量"), ("quality", "质量")])
    direction = forms.ChoiceField(
        label="方向",
        choices=[("up", "越高越好"), ("down", "越低越好")],
        widget=forms.RadioSelect,
        initial="up",
    )
    cause = forms.CharField(label="偏差原因", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    confirmed = forms.BooleanField(label="已核对原始凭证")
    evidence = forms.FileField(label="佐证材料", help_text="PDF、Word、Excel 或图片，不超过 20 MB")


CHARTS = (
    ChartData(
        "execution",
        "各单位预算执行",
        UNITS,
        (
            Series("调整后预算", (4200, 3100, 1850, 960, 720)),
            Series("实际支出", (4105, 2890, 1700, 955, 610)),
        ),
        unit="万元",
    ),
    ChartData(
        "rates",
        "执行率（按项目）",
        [line["name"] for line in LINES[:8]],
        (Series("执行率", [line["rate"] and line["rate"] * 100 for line in LINES[:8]]),),
        kind="horizontal",
        unit="%",
        target=90,
        target_title="目标 90",
    ),
    ChartData(
        "months",
        "逐月办件量",
        [f"{month}月" for month in range(1, 13)],
        (
            Series("受理", (310, 280, 350, 390, 420, 410, 400, 380, 430, 450, 470, 490)),
            Series("办结", (300, 275, 352, 380, 415, 412, 398, 377, 428, 449, 460, 486)),
        ),
        kind="line",
        unit="件",
        places=0,
    ),
    ChartData(
        "share",
        "支出结构",
        ("人员", "公用", "项目"),
        (Series("支出", (3800, 900, 5560)),),
        kind="ring",
        unit="万元",
    ),
)
COLUMNS: tuple[Column[Any], ...] = (
    Column("code", "编码"),
    Column("name", "项目", link=lambda row: "#"),
    Column("amount", "预算（万元）", kind="money"),
    Column("rate", "执行率", kind="percent"),
    Column("due", "截止", kind="day"),
)
STEPS = (
    StepperStep("目标申报", "done", "2022-01-20"),
    StepperStep("中期监控", "done", "2022-08-15"),
    StepperStep("自评初稿", "current", "王晓芸"),
    StepperStep("处室复核"),
    StepperStep("财务审核"),
    StepperStep("领导签批"),
    StepperStep("财政复核"),
    StepperStep("公开"),
)
BEFORE = "全年受理办件 412,300 件，办结率 98.5%。\n群众满意度 99.2%。"
AFTER = "全年受理办件 415,800 件，按时办结率 98.5%。\n群众满意度 99.2%。\n投诉 12 件，均已办结。"


@public
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component; a POST shows the form with its errors, ?messages=1 the messages."""
    form = SampleForm(request.POST or None, request.FILES or None)
    if "messages" in request.GET:
        messages.success(request, "已保存。")
        messages.warning(request, "还有 2 项指标没有完成值。")
    table = Table(request, LINES, COLUMNS, code="lines", title="预算项目", filters=LineFilters, page_size=8)
    if table.is_export:
        return table.export()
    context = {
        "form": form,
        "table": table,
        "charts": CHARTS,
        "steps": STEPS,
        "before": BEFORE,
        "after": AFTER,
        "lines": LINES[:5],
        "facts": (("部门", "苏州市行政审批局"), ("年度", "2022"), ("状态", "自评初稿"), ("负责人", "王晓芸")),
    }
    return render(request, "kit/gallery.html", context)
