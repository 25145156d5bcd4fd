"""Receipts, refunds, returns and the accounts they go to: what they add to the module of the funds."""

from backend.funds.bank_accounts import models as _accounts
from backend.funds.bank_accounts.routes import router as _account_router
from backend.funds.bank_accounts.rules import ACCOUNT_WORKFLOW
from backend.funds.receipts import models as _receipts
from backend.funds.receipts.book_routes import router as _book_router
from backend.funds.receipts.routes import router as _receipt_router
from backend.funds.receipts.rules import BOOK_WORKFLOW, RECEIPT_WORKFLOW
from backend.funds.refunds import models as _refunds
from backend.funds.refunds.routes import router as _refund_router
from backend.funds.refunds.rules import REFUND_WORKFLOW
from backend.funds.share_returns import models as _returns
from backend.funds.share_returns.parameters import PARAMETERS as RETURN_PARAMETERS
from backend.funds.share_returns.routes import router as _return_router
from backend.funds.share_returns.rules import RETURN_WORKFLOW
from backend.funds.share_returns.small_routes import router as _small_router

TABLES = (_accounts, _receipts, _refunds, _returns)
ROUTERS = (_book_router, _receipt_router, _refund_router, _return_router, _small_router, _account_router)
WORKFLOWS = (BOOK_WORKFLOW, RECEIPT_WORKFLOW, REFUND_WORKFLOW, RETURN_WORKFLOW, ACCOUNT_WORKFLOW)
PARAMETERS = RETURN_PARAMETERS
