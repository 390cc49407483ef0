"""Gemini through ``google-genai``, the successor package of the same vendor."""

from __future__ import annotations

import asyncio
import functools
import os
import ssl
from typing import TYPE_CHECKING, Final

from jobs.actors.coaching.errors import AnswerRejected, ModelSilent, ModelUnavailable
from jobs.actors.coaching.model import MAX_OUTPUT_TOKENS, Prompt, refusal, whole_text

if TYPE_CHECKING:
    from google.genai.types import GenerateContentResponse

#: The one that the other package speaks too.
_API_VERSION: Final = "v1beta"


class GenAiModel:
    """A model of Gemini's API; parameters as those of `GenerativeAiModel`."""

    name = "google-genai"

    def __init__(self, api_key: str, url: str, model: str) -> None:
        self._api_key = api_key
        self._url = url
        self._model = model

    def ask(self, prompt: Prompt, timeout: float) -> str:
        """Ask once; see `Model.ask`."""
        try:
            # The package's timeout is per read; a coroutine can be ended at any point.
            response = asyncio.run(asyncio.wait_for(self._generate(prompt), timeout))
        except TimeoutError as error:
            raise ModelSilent("no answer in time") from error
        feedback = response.prompt_feedback
        blocked = feedback.block_reason if feedback else None
        candidate = next(iter(response.candidates or ()), None)
        finish = candidate.finish_reason if candidate else None
        content = candidate.content if candidate else None
        parts = (content.parts if content else None) or ()
        return whole_text(
            blocked.value if blocked else None,
            (finish.value if finish else "UNSPECIFIED") if candidate else None,
            [part.text for part in parts if part.text and not part.thought],
        )

    async def _generate(self, prompt: Prompt) -> GenerateContentResponse:
        import aiohttp
        from google import genai
        from google.genai import errors, types
        from pydantic import ValidationError

        config = types.GenerateContentConfig(
            system_instruction=prompt.system, max_output_tokens=MAX_OUTPUT_TOKENS
        )
        try:
            # A session of ours: the package's own is one that aiohttp warns of.
            async with aiohttp.ClientSession() as session:
                tls = _tls()
                options = types.HttpOptions(
                    base_url=self._url,
                    api_version=_API_VERSION,
                    aiohttp_client=session,
                    client_args={"verify": tls},
                    async_client_args={"verify": tls, "ssl": tls},
                    retry_options=types.HttpRetryOptions(attempts=1),
                )
                client = genai.Client(api_key=self._api_key, vertexai=False, http_options=options)
                async with client.aio as models:
                    return await models.models.generate_content(
                        model=self._model, contents=prompt.user, config=config
                    )
        except errors.APIError as error:
            raise refusal(error.code, str(error.message), _details(error.details)) from error
        except (errors.UnknownApiResponseError, ValidationError, ValueError) as error:
            raise AnswerRejected("no response of the API") from error
        except TimeoutError:
            raise
        except (aiohttp.ClientError, OSError) as error:
            raise ModelUnavailable(type(error).__name__) from error


@functools.cache
def _tls() -> ssl.SSLContext:
    """The certificates that the package would read, three times and for each client, itself."""
    import certifi

    return ssl.create_default_context(
        cafile=os.environ.get("SSL_CERT_FILE", certifi.where()),
        capath=os.environ.get("SSL_CERT_DIR"),
    )


def _details(body: object) -> object:
    """Return ``error.details`` of the body, which is what the package calls the details."""
    error = body.get("error", body) if isinstance(body, dict) else None
    return error.get("details") if isinstance(error, dict) else None
