"""What a domain brings with it; the application collects these from the one list of modules."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from fastapi import APIRouter

from backend.kernel.handover import HandoverWork
from backend.kernel.indicators import Indicator
from backend.kernel.interests import InterestCheck
from backend.kernel.roles import Office, Role
from backend.kernel.workflow import Workflow


@dataclass(frozen=True)
class Module:
    """A domain as a plug-in."""

    name: str
    label: str
    routers: Sequence[APIRouter] = ()
    grants: Mapping[Role, frozenset[str]] = field(default_factory=dict)
    #: what an office of the district adds to the grants of the district role
    office_grants: Mapping[Office, frozenset[str]] = field(default_factory=dict)
    #: permission -> what it allows, in Chinese (docs/permissions.md)
    permission_labels: Mapping[str, str] = field(default_factory=dict)
    workflows: Sequence[Workflow] = ()
    indicators: Sequence[Indicator] = ()
    parameters: Sequence[Any] = ()
    #: kinds of object that may carry files (kernel.files.AttachmentOwner)
    attachments: Sequence[Any] = ()
    #: job kind -> handler(JobContext)
    jobs: Mapping[str, Callable[[Any], None]] = field(default_factory=dict)
    #: kind -> (session, system actor of one district) -> how many things were done; once every business day
    daily: Mapping[str, Callable[[Any, Any], int]] = field(default_factory=dict)
    #: lists with persons that may be exported in large numbers (kernel.large_exports.registry.ExportableList)
    exports: Sequence[Any] = ()
    #: (session, district, union, occasion) -> what must be settled before the union is changed (A-R17)
    open_matters: Sequence[Any] = ()
    #: (session, district, union, day) -> whether the union's payers owe funds, None when not known
    owes_funds: Callable[[Any, Any, Any, Any], bool | None] | None = None
    #: what a domain does with its rows when unions move, merge or split
    carriers: Sequence[Any] = ()
    #: open work of one account that a successor takes over
    handover: Sequence[HandoverWork] = ()
    #: who may not decide about whom (kernel.interests)
    interest: InterestCheck | None = None
    #: (session, DemoWorld) -> None; called in module order by the demo loader
    demo: Callable[[Any, Any], None] | None = None
    #: (session) -> None; reference rows every installation needs; idempotent
    seed: Callable[[Any], None] | None = None
