"""Open work of one account in the member register: lists that were read and wait for its confirmation."""

from backend.kernel.handover import HandoverWork, owned
from backend.members.codes import ImportState
from backend.members.list_imports.models import PersonList
from backend.members.models import RollImport

HANDOVER: tuple[HandoverWork, ...] = (
    owned("roll_imports", "待确认的花名册导入", RollImport, (ImportState.READY,)),
    owned("person_lists", "待确认的名单导入", PersonList, (ImportState.READY,)),
)
