"""Residents' issues and what belongs to them."""

from resident_affairs.models.categories import Category, DeadlineUnit, Route
from resident_affairs.models.issues import (
    Channel,
    Follower,
    Issue,
    IssuePhoto,
    Reporter,
    Visibility,
)
from resident_affairs.models.messages import Message
from resident_affairs.models.ratings import Rating

__all__ = [
    "Category",
    "Channel",
    "DeadlineUnit",
    "Follower",
    "Issue",
    "IssuePhoto",
    "Message",
    "Rating",
    "Reporter",
    "Route",
    "Visibility",
]
