"""The common ground: divisions, people, roles, the record, notices, figures, files."""

from portal.models.accounts import User
from portal.models.calendar import CalendarOverride
from portal.models.clocks import Clock, ClockLevel, ClockMark
from portal.models.divisions import Division, DivisionAlias, DivisionProfile, Kind, Level, Scheme
from portal.models.duties import Duty, DutyBody, DutyList
from portal.models.exports import Export, ExportState
from portal.models.figures import ActiveResident, Figure, Gauge
from portal.models.files import Picture, PictureState
from portal.models.notices import Notice
from portal.models.papers import Paper
from portal.models.records import Record, RecordBatch, RecordReader, Remark
from portal.models.roles import Role, RoleAssignment
from portal.models.rules import BodyKind, RuleAdoption, RuleSet
from portal.models.subjects import Subject

__all__ = [
    "ActiveResident",
    "BodyKind",
    "CalendarOverride",
    "Clock",
    "ClockLevel",
    "ClockMark",
    "Division",
    "DivisionAlias",
    "DivisionProfile",
    "Duty",
    "DutyBody",
    "DutyList",
    "Export",
    "ExportState",
    "Figure",
    "Gauge",
    "Kind",
    "Level",
    "Notice",
    "Paper",
    "Picture",
    "PictureState",
    "Record",
    "RecordBatch",
    "RecordReader",
    "Remark",
    "Role",
    "RoleAssignment",
    "RuleAdoption",
    "RuleSet",
    "Scheme",
    "Subject",
    "User",
]
