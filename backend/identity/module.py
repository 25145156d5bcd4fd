"""Identity as a plug-in."""

from backend.identity import demo, permissions
from backend.identity.accounts.routes import router as accounts_router
from backend.identity.grants.standing import adopt_older_accounts
from backend.identity.rules import ACCOUNT_WORKFLOW
from backend.identity.sessions.routes import auth_router, me_router
from backend.kernel.module import Module

MODULE = Module(
    name="identity",
    label="账号与登录",
    routers=(auth_router, me_router, accounts_router),
    grants=permissions.GRANTS,
    permission_labels=permissions.LABELS,
    workflows=(ACCOUNT_WORKFLOW,),
    demo=demo.make,
    seed=adopt_older_accounts,
)
