"""The steps that take one owed answer from the press to the channel; each may be taken again.

Whoever takes them sees to it that no two are under way for the same answer at once.
"""

from bot.steps.needs import DeliveryPolicy, Jobs
from bot.steps.walk import MAX_LOST, Steps

__all__ = ["MAX_LOST", "DeliveryPolicy", "Jobs", "Steps"]
