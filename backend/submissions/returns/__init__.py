"""The return forms in use; a new form is a file here and one line below."""

from backend.submissions.returns.form import Form, registry
from backend.submissions.returns.monthly_pack import MONTHLY_PACK

#: the code of the monthly pack
MONTHLY = MONTHLY_PACK.code
FORMS: tuple[Form, ...] = registry((MONTHLY_PACK,))


def form_of(code: str, version: int | None = None) -> Form | None:
    """A form by code, its newest version unless one is named."""
    found = [form for form in FORMS if form.code == code and version in (None, form.version)]
    return max(found, key=lambda form: form.version, default=None)


def active_form(code: str, period: str) -> Form | None:
    """The version of a form for one period."""
    return next((form for form in FORMS if form.code == code and form.is_active(period)), None)
