"""The union tree as a plug-in."""

from sqlmodel import Session

from backend.kernel.demo import DemoWorld
from backend.kernel.module import Module
from backend.organisations import demo, reference, routes
from backend.organisations.drive import demo as drive_demo
from backend.organisations.drive import indicators as drive_indicators
from backend.organisations.drive import routes as drive_routes
from backend.organisations.drive.rules import DRIVE_WORKFLOW
from backend.organisations.employers import demo as employer_demo
from backend.organisations.employers import parameters as employer_parameters
from backend.organisations.employers import routes as employer_routes
from backend.organisations.evaluations import demo as evaluation_demo
from backend.organisations.evaluations import indicators as evaluation_indicators
from backend.organisations.evaluations import parameters as evaluation_parameters
from backend.organisations.evaluations import routes as evaluation_routes
from backend.organisations.founding import demo as founding_demo
from backend.organisations.founding import parameters as founding_parameters
from backend.organisations.founding import routes as founding_routes
from backend.organisations.founding.rules import FOUNDING_WORKFLOW, UNION_WORKFLOW
from backend.organisations.homes import demo as home_demo
from backend.organisations.homes import indicators as home_indicators
from backend.organisations.homes import parameters as home_parameters
from backend.organisations.homes import routes as home_routes
from backend.organisations.homes.rules import WORKFLOW as HOME_WORKFLOW
from backend.organisations.indicators import INDICATORS
from backend.organisations.legal import demo as legal_demo
from backend.organisations.legal import parameters as legal_parameters
from backend.organisations.legal import routes as legal_routes
from backend.organisations.legal.rules import LEGAL_WORKFLOW
from backend.organisations.permissions import GRANTS, LABELS, OFFICE_GRANTS
from backend.organisations.six_have import demo as six_have_demo
from backend.organisations.six_have import indicators as six_have_indicators
from backend.organisations.six_have import parameters as six_have_parameters
from backend.organisations.six_have import routes as six_have_routes
from backend.organisations.six_have.evidence import ATTACHMENTS as SIX_HAVE_FILES
from backend.organisations.six_have.rules import WORKFLOW as SIX_HAVE_WORKFLOW
from backend.organisations.standing_checks import routes as check_routes
from backend.organisations.structure import routes as structure_routes
from backend.organisations.structure.rules import WORKFLOW as STRUCTURE_WORKFLOW
from backend.organisations.structure.settling import settle_due
from backend.organisations.terms import case_routes as term_case_routes
from backend.organisations.terms import demo as term_demo
from backend.organisations.terms import indicators as term_indicators
from backend.organisations.terms import parameters as term_parameters
from backend.organisations.terms import routes as term_routes
from backend.organisations.terms.following import follow_terms
from backend.organisations.terms.workflows import WORKFLOWS as TERM_WORKFLOWS


def _demo(session: Session, world: DemoWorld) -> None:
    """The tree first; then what hangs on it."""
    for part in (
        demo.make,
        term_demo.make,
        drive_demo.make,
        founding_demo.make,
        employer_demo.make,
        legal_demo.make,
        evaluation_demo.make,
        six_have_demo.make,
        home_demo.make,
    ):
        part(session, world)


MODULE = Module(
    name="organisations",
    label="工会组织",
    routers=(
        routes.router,
        routes.divisions_router,
        term_routes.router,
        term_routes.list_router,
        term_case_routes.reelection_router,
        term_case_routes.extension_router,
        legal_routes.router,
        legal_routes.certificates_router,
        legal_routes.union_router,
        check_routes.router,
        structure_routes.router,
        structure_routes.lineage_router,
        founding_routes.router,
        drive_routes.router,
        employer_routes.router,
        employer_routes.union_router,
        six_have_routes.router,
        home_routes.router,
        evaluation_routes.router,
    ),
    grants=GRANTS,
    office_grants=OFFICE_GRANTS,
    permission_labels=LABELS,
    workflows=(
        *TERM_WORKFLOWS,
        LEGAL_WORKFLOW,
        STRUCTURE_WORKFLOW,
        FOUNDING_WORKFLOW,
        UNION_WORKFLOW,
        DRIVE_WORKFLOW,
        SIX_HAVE_WORKFLOW,
        HOME_WORKFLOW,
    ),
    indicators=(
        *INDICATORS,
        *term_indicators.INDICATORS,
        *drive_indicators.INDICATORS,
        *six_have_indicators.INDICATORS,
        *home_indicators.INDICATORS,
        *evaluation_indicators.INDICATORS,
    ),
    parameters=(
        *term_parameters.PARAMETERS,
        *founding_parameters.PARAMETERS,
        *legal_parameters.PARAMETERS,
        *employer_parameters.PARAMETERS,
        *six_have_parameters.PARAMETERS,
        *home_parameters.PARAMETERS,
        *evaluation_parameters.PARAMETERS,
    ),
    attachments=(SIX_HAVE_FILES,),
    daily={"organisations.follow_terms": follow_terms, "organisations.settle_structure": settle_due},
    demo=_demo,
    seed=reference.seed,
)
