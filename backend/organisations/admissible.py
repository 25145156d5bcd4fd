"""Which levels, forms, types, classes and endings go together (national code sets and the registration form)."""

from backend.organisations.codes import (
    EconomicType,
    OrgForm,
    OrgLevel,
    OrgType,
    ReportClass,
    UnitCategory,
)

CHILD_LEVELS: dict[OrgLevel, frozenset[OrgLevel]] = {
    OrgLevel.DISTRICT: frozenset(
        {OrgLevel.INDUSTRY, OrgLevel.PARK, OrgLevel.BUREAU, OrgLevel.STREET, OrgLevel.BASE}
    ),
    OrgLevel.INDUSTRY: frozenset({OrgLevel.BASE}),
    OrgLevel.PARK: frozenset({OrgLevel.BASE}),
    OrgLevel.BUREAU: frozenset({OrgLevel.BASE}),
    OrgLevel.STREET: frozenset({OrgLevel.COMMUNITY, OrgLevel.COMMUNITY_FLEXIBLE, OrgLevel.BASE}),
    OrgLevel.COMMUNITY: frozenset({OrgLevel.COMMUNITY_FLEXIBLE, OrgLevel.BASE}),
    OrgLevel.COMMUNITY_FLEXIBLE: frozenset({OrgLevel.BASE}),
    OrgLevel.BASE: frozenset({OrgLevel.BASE}),
}
LEVEL_FORMS: dict[OrgLevel, frozenset[OrgForm]] = {
    OrgLevel.DISTRICT: frozenset({OrgForm.GENERAL}),
    OrgLevel.INDUSTRY: frozenset({OrgForm.FEDERATION, OrgForm.UNION, OrgForm.COMMITTEE}),
    OrgLevel.PARK: frozenset({OrgForm.FEDERATION, OrgForm.UNION, OrgForm.COMMITTEE}),
    OrgLevel.BUREAU: frozenset({OrgForm.FEDERATION, OrgForm.UNION, OrgForm.COMMITTEE}),
    OrgLevel.STREET: frozenset({OrgForm.GENERAL, OrgForm.FEDERATION, OrgForm.UNION, OrgForm.COMMITTEE}),
    OrgLevel.COMMUNITY: frozenset(
        {OrgForm.FEDERATION, OrgForm.UNION, OrgForm.COMMITTEE, OrgForm.JOINT_COMMITTEE}
    ),
    OrgLevel.COMMUNITY_FLEXIBLE: frozenset({OrgForm.FEDERATION, OrgForm.JOINT_COMMITTEE}),
    OrgLevel.BASE: frozenset(
        {OrgForm.UNION, OrgForm.COMMITTEE, OrgForm.JOINT_COMMITTEE, OrgForm.BRANCH, OrgForm.GROUP}
    ),
}
LEVEL_TYPES: dict[OrgLevel, frozenset[OrgType]] = {
    OrgLevel.DISTRICT: frozenset({OrgType.LOCAL}),
    OrgLevel.INDUSTRY: frozenset({OrgType.INDUSTRY}),
    OrgLevel.PARK: frozenset({OrgType.PARK}),
    OrgLevel.BUREAU: frozenset({OrgType.SYSTEM}),
    OrgLevel.STREET: frozenset({OrgType.STREET}),
    OrgLevel.COMMUNITY: frozenset({OrgType.STREET}),
    OrgLevel.COMMUNITY_FLEXIBLE: frozenset({OrgType.JOINT_BASE}),
    OrgLevel.BASE: frozenset(
        {OrgType.INDEPENDENT_BASE, OrgType.JOINT_BASE, OrgType.GROUP_COMPANY, OrgType.BRANCH}
    ),
}
#: Names end in the form's own words; the joint committee also ends like a committee.
FORM_ENDINGS: dict[OrgForm, tuple[str, ...]] = {
    OrgForm.GENERAL: ("总工会",),
    OrgForm.UNION: ("工会",),
    OrgForm.FEDERATION: ("工会联合会", "联合工会"),
    OrgForm.COMMITTEE: ("工会委员会",),
    OrgForm.JOINT_COMMITTEE: ("联合工会委员会",),
    OrgForm.BRANCH: ("分会",),
    OrgForm.GROUP: ("小组",),
}
CLASSES_OF_ECONOMY: dict[EconomicType, frozenset[ReportClass]] = {
    **{kind: frozenset({ReportClass.NON_PUBLIC}) for kind in EconomicType},
    EconomicType.INSTITUTION: frozenset({ReportClass.PUBLIC}),
    EconomicType.ORGAN: frozenset({ReportClass.PUBLIC}),
    EconomicType.STATE_OWNED: frozenset({ReportClass.STATE_OWNED}),
    EconomicType.STATE_SOLE: frozenset({ReportClass.STATE_OWNED}),
    EconomicType.STATE_CONTROLLED: frozenset({ReportClass.STATE_OWNED}),
    EconomicType.JOINT_OPERATION: frozenset({ReportClass.STATE_OWNED, ReportClass.NON_PUBLIC}),
    EconomicType.OTHER_LIMITED: frozenset({ReportClass.STATE_OWNED, ReportClass.NON_PUBLIC}),
}
CATEGORIES_OF_ECONOMY: dict[EconomicType, frozenset[UnitCategory]] = {
    **{kind: frozenset({UnitCategory.ENTERPRISE}) for kind in EconomicType},
    EconomicType.INSTITUTION: frozenset({UnitCategory.INSTITUTION}),
    EconomicType.ORGAN: frozenset({UnitCategory.ORGAN}),
    EconomicType.SELF_EMPLOYED: frozenset({UnitCategory.SELF_EMPLOYED}),
    EconomicType.PRIVATE_NON_ENTERPRISE: frozenset({UnitCategory.PRIVATE_NON_ENTERPRISE}),
    EconomicType.OTHER_DOMESTIC: frozenset(
        {UnitCategory.ENTERPRISE, UnitCategory.SOCIAL_GROUP, UnitCategory.SELF_GOVERNING}
    ),
}
