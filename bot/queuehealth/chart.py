"""Has the queues' chart drawn by a worker, while an operator already reads the figures."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.answers import MAX_ALT
from jobs.api import InvalidJob, JobState, JobsUnavailable, health_chart_request
from jobs.payloads import HealthChartPayload
from jobs.queues import CHART_GENERATION

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.steps import Jobs
    from jobs.health import HealthReport
    from locales import Locale

FILENAME: Final = "queues.png"
_WITHIN: Final = 20.0
_LOOK_EVERY: Final = 0.25


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawn chart; ``alt`` says it in words."""

    data: bytes
    alt: str


class NoChart(Exception):
    """There is none.

    Parameters
    ----------
    message_id
        Says why.
    """

    def __init__(self, message_id: str) -> None:
        super().__init__(message_id)
        self.message_id = message_id


def hopeless(report: HealthReport) -> str | None:
    """Why nobody is asked for a chart, as a message's id; None where somebody may draw one.

    A job that nobody takes would itself be what is wrong with its queue.
    """
    for queue in report.queues:
        if queue.queue == CHART_GENERATION:
            if queue.counts.paused:
                return "health-chart-paused"
            return None if queue.workers else "health-chart-no_worker"
    return "health-chart-away"


class Charts:
    """Asks for charts.

    Parameters
    ----------
    jobs
        The job system.
    within
        Seconds that a worker has to draw one.
    """

    def __init__(self, jobs: Jobs, *, within: float = _WITHIN) -> None:
        self._jobs = jobs
        self._within = within

    async def draw(self, locale: Locale, job_id: str) -> Chart:
        """Have a chart drawn.

        Parameters
        ----------
        job_id
            The asker's own.

        Raises
        ------
        NoChart
        """
        request = health_chart_request(HealthChartPayload(locale=locale.value), job_id=job_id)
        try:
            async with asyncio.timeout(self._within):
                drawing = (await self._jobs.enqueue(request)).job_id
                result = await self._result(drawing)
                return await self._chart(result)
        except TimeoutError:
            raise NoChart("health-chart-late") from None
        except JobsUnavailable:
            raise NoChart("health-chart-away") from None
        except InvalidJob:
            raise NoChart("health-chart-failed") from None

    async def _result(self, job_id: str) -> Mapping[str, object]:
        while True:
            (status,) = await self._jobs.statuses([(CHART_GENERATION, job_id)])
            if status is not None and status.state is JobState.COMPLETED:
                return status.result if isinstance(status.result, dict) else {}
            if status is not None and status.state in (JobState.FAILED, JobState.UNKNOWN):
                raise NoChart("health-chart-failed")
            await asyncio.sleep(_LOOK_EVERY)

    async def _chart(self, result: Mapping[str, object]) -> Chart:
        ref, alt = result.get("picture"), result.get("alt")
        data = await self._jobs.picture(ref) if isinstance(ref, str) else None
        if data is None:
            raise NoChart("health-chart-failed")
        return Chart(data, alt[:MAX_ALT] if isinstance(alt, str) else "")
