"""Importers: one file per layout. A new source adds its file here and its word in ``StatementLayout``."""

from backend.funds.statements.codes import StatementLayout
from backend.funds.statements.importers import bank, fiscal, tax, treasury
from backend.funds.statements.importers.base import Importer

IMPORTERS: dict[StatementLayout, Importer] = {
    item.layout: item for item in (tax.IMPORTER, treasury.IMPORTER, fiscal.IMPORTER, bank.IMPORTER)
}
