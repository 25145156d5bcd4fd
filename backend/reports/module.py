"""Figures and board as a plug-in."""

from backend.kernel.module import Module
from backend.reports.permissions import GRANTS, LABELS
from backend.reports.routes import router

MODULE = Module(name="reports", label="统计", routers=(router,), grants=GRANTS, permission_labels=LABELS)
