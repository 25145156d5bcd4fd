"""Identity as a plug-in."""

from backend.identity import demo, permissions, structure
from backend.identity.accounts.routes import router as accounts_router
from backend.identity.delegations.routes import acting_router, rights_router
from backend.identity.delegations.routes import router as delegations_router
from backend.identity.delegations.rules import DELEGATION_WORKFLOW
from backend.identity.grants.routes import of_account_router as account_grants_router
from backend.identity.grants.routes import router as grants_router
from backend.identity.grants.rules import GRANT_WORKFLOW
from backend.identity.grants.standing import adopt_older_accounts, begin_all
from backend.identity.handover.routes import router as handover_router
from backend.identity.parameters import PARAMETERS
from backend.identity.relatives.interest import check_interest
from backend.identity.relatives.routes import router as relatives_router
from backend.identity.rules import ACCOUNT_WORKFLOW
from backend.identity.second_factor.routes import account_router as factor_reset_router
from backend.identity.second_factor.routes import router as second_factor_router
from backend.identity.sessions.counter_routes import router as sessions_router
from backend.identity.sessions.routes import auth_router, me_router
from backend.kernel.module import Module

MODULE = Module(
    name="identity",
    label="账号与登录",
    routers=(
        auth_router,
        me_router,
        second_factor_router,
        factor_reset_router,
        accounts_router,
        account_grants_router,
        grants_router,
        delegations_router,
        rights_router,
        acting_router,
        relatives_router,
        handover_router,
        sessions_router,
    ),
    grants=permissions.GRANTS,
    permission_labels=permissions.LABELS,
    workflows=(ACCOUNT_WORKFLOW, GRANT_WORKFLOW, DELEGATION_WORKFLOW),
    parameters=PARAMETERS,
    open_matters=(structure.open_matters,),
    carriers=(structure.AccountsCarrier(),),
    interest=check_interest,
    daily={"identity.begin_grants": begin_all},
    demo=demo.make,
    seed=adopt_older_accounts,
)
