"""Text that people type never becomes markup: every way around escaping is known here, or found."""

import ast
import re

import pytest

from tests.guards.house import PRODUCT, ROOT, modules

MAY_MARK_SAFE = {
    "tongban/ground/kit/icons.py": 1,  # the icons' archive, made by set-up from the lock file
    "tongban/ground/kit/tables.py": 1,  # cells that were escaped one by one
    "tongban/account/evaluation/views/imports.py": 1,  # a page of the audit, which knows no Django and escapes itself
}
MAY_WRITE_TAGS = {
    "tongban/ground/kit/tables.py",
    "tongban/account/audit/render/page.py",
    "tongban/account/audit/render/tables.py",
    "tongban/account/audit/render/notes.py",
    "tongban/account/evaluation/papers/web.py",
}
TRUSTING = {"mark_safe", "SafeString", "SafeText", "SafeData", "html_safe", "from_string", "Template"}
BY_TEMPLATE = re.compile(r"\|\s*safe(seq)?\b|\{%-?\s*autoescape\s+off|\{%\s*filter\s+safe")
UNQUOTED = re.compile(r"\s[\w:@.-]+=\{[{%]")
BY_SCRIPT = re.compile(
    r"\.(inner|outer)HTML\b|insertAdjacentHTML|document\.write|createContextualFragment|setHTMLUnsafe|"
    r"parseHTMLUnsafe|parseFromString|\beval\(|new Function|setAttribute\(\s*[\"']on|\.srcdoc\b"
)
MAY_PARSE = {
    "tongban/ground/kit/static/kit/page.js": ["parseFromString"]
}  # an answer of this house to a form
TEMPLATES = sorted(PRODUCT.rglob("templates/**/*.html"))
SCRIPTS = sorted(
    path
    for path in PRODUCT.rglob("static/**/*.js")
    if "vendor" not in path.parts and "demo" not in path.parts
)
TAG = re.compile(
    r"(?<![P?])</?(a|abbr|article|aside|b|body|br|button|caption|code|dd|del|details|div|dl|dt|em|footer|form|h[1-6]|head|"
    r"header|hr|html|i|iframe|img|input|ins|label|legend|li|link|main|mark|meta|nav|object|ol|option|p|pre|script|"
    r"section|select|small|span|strong|style|sub|summary|sup|svg|table|tbody|td|textarea|tfoot|th|thead|time|title|"
    r"tr|u|ul|video)(?=[\s/>]|$)",
    re.IGNORECASE,
)


def trusted_in(tree):
    """Return the lines where a text is taken for markup as it is."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name == "__html__":
            yield node.lineno
        decorators = getattr(node, "decorator_list", ())
        yield from (each.lineno for each in decorators if _name(each) in TRUSTING)
        if isinstance(node, ast.Call):
            name = _name(node.func)
            if name in TRUSTING and (node.args or node.keywords):
                yield node.lineno
            pattern = {"format_html": 0, "format_html_join": 1}.get(name)
            if pattern is not None and not all(map(_is_literal, node.args[: pattern + 1])):
                yield node.lineno


def tags_written_in(tree):
    """Return the lines where markup is put together by hand instead of by `format_html` or a template."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            texts = [part.value for part in node.values if isinstance(part, ast.Constant)]
            if len(texts) < len(node.values) and any(TAG.search(str(text)) for text in texts):
                yield node.lineno
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod | ast.Add):
            if any(_is_literal(side) and TAG.search(str(side.value)) for side in (node.left, node.right)):
                yield node.lineno
        elif isinstance(node, ast.Call) and _name(node.func) == "format":
            pattern = getattr(node.func, "value", None)
            if _is_literal(pattern) and TAG.search(pattern.value):
                yield node.lineno


def _name(node):
    return getattr(node, "attr", getattr(node, "id", ""))


def _is_literal(node):
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def unquoted_in(template):
    """Return attributes whose value is written without quotes: a space in a text would begin another attribute."""
    return UNQUOTED.findall(re.sub(r"\{%(.*?)%\}", "{%%}", template))


def posting_without_token(template):
    """Return elements that htmx posts for and that carry no token of their own (kit/page.js asks for it)."""
    without_tags = re.sub(r"\{[{%](.*?)[%}]\}", "", template)
    elements = re.findall(r"<\w+[^>]*>", without_tags)
    return [
        each
        for each in elements
        if re.search(r"hx-(post|put|patch|delete)=", each) and "data-csrf" not in each
    ]


def test_no_text_is_taken_for_markup_outside_the_list():
    found = {}
    for module in modules():
        lines = [] if module.is_test else list(trusted_in(module.tree))
        if len(lines) > MAY_MARK_SAFE.get(module.shown, 0):
            found[module.shown] = lines

    assert found == {}


def test_the_list_of_what_may_be_trusted_is_no_longer_than_needed():
    seen = {module.shown for module in modules() if not module.is_test and list(trusted_in(module.tree))}

    assert seen == set(MAY_MARK_SAFE)


def test_markup_is_put_together_by_templates_and_format_html_only():
    found = {
        module.shown: lines
        for module in modules()
        if not module.is_test
        and module.shown not in MAY_WRITE_TAGS
        and (lines := list(tags_written_in(module.tree)))
    }

    assert found == {}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(PRODUCT)))
def test_a_template_escapes_everything(path):
    text = path.read_text("utf-8")

    assert not BY_TEMPLATE.search(text)
    assert not unquoted_in(text)
    assert not posting_without_token(text)
    assert "hx-headers" not in text


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_makes_no_markup_of_text(path):
    found = [match.group() for match in BY_SCRIPT.finditer(path.read_text("utf-8"))]

    assert found == MAY_PARSE.get(str(path.relative_to(ROOT)), [])


@pytest.mark.parametrize(
    "text",
    [
        "mark_safe(name)",
        "safestring.mark_safe(name)",
        "SafeString(name)",
        "SafeText(name)",
        "@html_safe\nclass A: pass",
        "class A:\n    def __html__(self): return self.name",
        "format_html(name)",
        "format_html(f'<b>{name}</b>')",
        "format_html('<b>%s</b>' % name)",
        "format_html('<b>' + name)",
        "format_html_join('', pattern, rows)",
        "engines['django'].from_string(text)",
        "Template(text)",
    ],
)
def test_trusting_a_text_is_recognised(text):
    assert list(trusted_in(ast.parse(text)))


@pytest.mark.parametrize(
    "text", ["format_html('<b>{}</b>', name)", "SafeString()", "x: SafeString = light(name)"]
)
def test_what_escapes_is_let_through(text):
    assert not list(trusted_in(ast.parse(text)))


@pytest.mark.parametrize(
    "text",
    ["f'<b>{name}</b>'", "'<a href=%s>' % url", "'<b>' + name", "name + '</b>'", "'<i>{}</i>'.format(x)"],
)
def test_markup_put_together_by_hand_is_recognised(text):
    assert list(tags_written_in(ast.parse(text)))


@pytest.mark.parametrize(
    "text",
    [
        "{{ x|safe }}",
        "{{ x|linebreaks | safe }}",
        "{{ x|safeseq|join:', ' }}",
        "{% autoescape off %}{{ x }}{% endautoescape %}",
        "{%- autoescape  off %}",
        "{% filter safe %}{{ x }}{% endfilter %}",
    ],
)
def test_a_template_that_does_not_escape_is_recognised(text):
    assert BY_TEMPLATE.search(text)


def test_attributes_without_quotes_are_recognised():
    assert unquoted_in("<p class={{ name }}>")
    assert unquoted_in("<p title={% translate 'x' %}>")
    assert not unquoted_in('<a href="?a={{ a }}&amp;b={{ b }}" {% include "x" with a=b %}>')


def test_an_element_that_posts_without_a_token_is_recognised():
    assert posting_without_token("<form hx-post=\"{% url 'x' %}\">")
    assert not posting_without_token('<form data-csrf="{{ csrf_token }}" hx-post="{{ url }}">')


@pytest.mark.parametrize(
    "text",
    [
        "box.innerHTML = text",
        "box.outerHTML=text",
        "box.insertAdjacentHTML('beforeend', text)",
        "document.write(text)",
        "eval(text)",
        "new Function(text)",
        "frame.srcdoc = text",
        "box.setAttribute('onclick', text)",
        "range.createContextualFragment(text)",
    ],
)
def test_a_script_that_makes_markup_is_recognised(text):
    assert BY_SCRIPT.search(text)
