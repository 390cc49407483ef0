"""Gemini through ``google-generativeai``, over REST.

The package gets no more updates, and three of its habits have to be met from outside: it waits
per read and not in all, it retries for ten minutes where it isn't told not to, and its types
have no field for "this part is a thought", so thoughts would come out as text. A response hook
of its HTTP session reads the body within the deadline and takes the thoughts out.
"""

from __future__ import annotations

import threading
import time
import warnings
from typing import TYPE_CHECKING, Any, Final

import orjson

from jobs.actors.coaching.errors import AnswerRejected, ModelSilent, ModelUnavailable
from jobs.actors.coaching.model import (
    MAX_OUTPUT_TOKENS,
    MAX_RESPONSE_BYTES,
    Prompt,
    refusal,
    whole_text,
)

if TYPE_CHECKING:
    import requests

_OK: Final = 200
_READ: Final = 16 * 1024


class GenerativeAiModel:
    """A model of Gemini's API.

    Parameters
    ----------
    api_key : str
    url : str
        Scheme and host of the API.
    model : str
        The model's name.

    Notes
    -----
    The package keeps its key and address per process, so a process has one of these. It is
    imported when the first question is asked: it takes a second and 80 MiB.
    """

    name = "google-generativeai"

    def __init__(self, api_key: str, url: str, model: str) -> None:
        self._api_key = api_key
        self._url = url
        self._model = model
        self._loading = threading.Lock()
        self._package: Any = None
        self._asking = threading.local()

    def ask(self, prompt: Prompt, timeout: float) -> str:
        """Ask once; see `Model.ask`."""
        self._asking.until = time.monotonic() + timeout
        package = self._loaded()
        import requests
        from google.api_core.exceptions import GoogleAPICallError, GoogleAPIError
        from google.protobuf.json_format import ParseError  # type: ignore[import-untyped]

        model = package.GenerativeModel(self._model, system_instruction=prompt.system)
        try:
            response = model.generate_content(
                prompt.user,
                generation_config={"max_output_tokens": MAX_OUTPUT_TOKENS},
                request_options={"timeout": self._left(), "retry": None},
            )
        except GoogleAPICallError as error:
            raise refusal(int(error.code or 0), error.message, error.details) from error
        except requests.exceptions.Timeout as error:
            raise ModelSilent("no answer in time") from error
        except (GoogleAPIError, requests.exceptions.RequestException) as error:
            raise ModelUnavailable(type(error).__name__) from error
        except ParseError as error:
            raise AnswerRejected("no response of the API") from error
        blocked = response.prompt_feedback.block_reason
        candidate = next(iter(response.candidates), None)
        return whole_text(
            blocked.name if blocked else None,
            candidate.finish_reason.name if candidate else None,
            [part.text for part in candidate.content.parts] if candidate else [],
        )

    def _left(self) -> float:
        left: float = self._asking.until - time.monotonic()
        if left <= 0:
            raise ModelSilent("no answer in time")
        return left

    def _loaded(self) -> Any:
        """Import and configure the package, once."""
        with self._loading:
            if self._package is None:
                # Known, and recorded in docs/decisions: the support of the package has ended.
                message = r"\s*All support for the `google.generativeai` package has ended"
                warnings.filterwarnings("ignore", message, FutureWarning)
                warnings.filterwarnings("ignore", "You are using a Python version", FutureWarning)
                import google.generativeai as package
                from google.generativeai.client import configure, get_default_generative_client

                configure(
                    api_key=self._api_key,
                    transport="rest",
                    client_options={"api_endpoint": self._url},
                )
                # Private, and the only way in; the package's last version is pinned.
                transport: Any = get_default_generative_client().transport
                session = transport._session  # noqa: SLF001
                session.hooks["response"].append(self._received)
                self._package = package
            return self._package

    def _received(
        self, response: requests.Response, *args: object, **kwargs: object
    ) -> requests.Response:
        """Read the body within the deadline, and take thoughts out of it."""
        body = bytearray()
        while chunk := response.raw.read1(_READ, decode_content=True):
            body += chunk
            if len(body) > MAX_RESPONSE_BYTES:
                response.close()
                raise AnswerRejected("too long")
            try:
                self._left()
            except ModelSilent:
                response.close()
                raise
        content = bytes(body)
        if response.status_code == _OK:
            content = without_thoughts(content)
        response._content = content  # noqa: SLF001 - what `Response.content` gives
        response._content_consumed = True  # noqa: SLF001
        return response


def without_thoughts(body: bytes) -> bytes:
    """Return a response's body without the parts that are thoughts; unchanged if it has none."""
    try:
        payload = orjson.loads(body)
        removed = False
        for candidate in payload.get("candidates", ()):
            content = candidate.get("content", {})
            kept = [part for part in content.get("parts", ()) if not part.get("thought")]
            if len(kept) < len(content.get("parts", ())):
                content["parts"] = kept
                removed = True
    except (orjson.JSONDecodeError, AttributeError, TypeError):
        return body
    return orjson.dumps(payload) if removed else body
