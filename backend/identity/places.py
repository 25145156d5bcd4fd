"""Names of places in the union tree, as identity shows them beside accounts."""

from sqlmodel import Session

from backend.identity.models import Account
from backend.identity.schemas import DistrictOut, PlaceOut
from backend.kernel.authz import Actor
from backend.organisations import queries as organisations


def place_of(session: Session, account: Account | Actor) -> PlaceOut:
    """The union an account or caller belongs to."""
    org_id = account.org_id if isinstance(account, Actor) else account.organisation_id
    names = organisations.union_names(session, account.district_id, [org_id])
    return PlaceOut(id=org_id, name=names[org_id], org_path=account.org_path)


def district_of(session: Session, district_id: str) -> DistrictOut:
    """The district, named after its own union at the top of the tree."""
    path = f"{district_id}."
    return DistrictOut(id=district_id, name=organisations.names_by_path(session, district_id, [path])[path])
