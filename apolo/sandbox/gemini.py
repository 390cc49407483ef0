"""A Gemini on this machine: its REST address, its wire format, and faults on demand.

``python -m apolo.sandbox.gemini --port 8901`` runs it alone.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from dataclasses import dataclass
from typing import Final

import orjson
from aiohttp import web

from apolo.sandbox.gemini_faults import (
    Fault,
    FaultKind,
    invalid_key,
    invalid_request,
    refusal,
)
from apolo.sandbox.gemini_voice import coaching, language_of

_MAX_PROMPT: Final = 2**20
_HUGE: Final = 2**20
_THOUGHT: Final = "I should look at the deaths first: 999 of them would be a lot."
_PAGE: Final = "<!DOCTYPE html><html><body><h1>502. That's an error.</h1></body></html>"
_CATEGORIES: Final = {
    "HARM_CATEGORY_SEXUALLY_EXPLICIT": 7,
    "HARM_CATEGORY_HATE_SPEECH": 8,
    "HARM_CATEGORY_HARASSMENT": 9,
    "HARM_CATEGORY_DANGEROUS_CONTENT": 10,
}
_NUMBERED: Final = {
    **_CATEGORIES,
    "NEGLIGIBLE": 1,
    "HIGH": 4,
    "STOP": 1,
    "MAX_TOKENS": 2,
    "SAFETY": 3,
    "PROHIBITED_CONTENT": 4,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that was received: the model, all text of the prompt, the key."""

    model: str
    prompt: str
    key: str


class SandboxGemini:
    """A local server that answers ``models/{model}:generateContent`` as Google's does.

    Parameters
    ----------
    host, port : str, int
        Port 0 takes a free one.
    api_key : str or None
        The only key that is valid; None takes any.
    """

    def __init__(
        self, *, host: str = "127.0.0.1", port: int = 0, api_key: str | None = None
    ) -> None:
        self._host = host
        self._port = port
        self._key = api_key
        self._runner: web.AppRunner | None = None
        self._stopping = asyncio.Event()
        self._faults: list[Fault] = []
        self.requests: list[Asked] = []
        self.answer: str | None = None
        """Said instead of a text made from the facts."""

    @property
    def url(self) -> str:
        """What `GEMINI_URL` is to be."""
        return f"http://{self._host}:{self._port}"

    async def start(self) -> None:
        """Listen; returns when requests are answered."""
        app = web.Application(client_max_size=_MAX_PROMPT)
        app.add_routes([web.post("/{version:v1(?:beta)?}/models/{call}", self._generate)])
        self._stopping.clear()
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._host, self._port)
        await site.start()
        self._port = int(self._runner.addresses[0][1])

    async def stop(self) -> None:
        """Stop listening; `start` takes the same port again."""
        self._stopping.set()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def fail(
        self, kind: FaultKind | str, *, times: int | None = None, seconds: float = 30.0
    ) -> None:
        """Make requests fail; see `Fault`. Faults set first are met first."""
        self._faults.append(Fault(FaultKind(kind), times, seconds))

    def heal(self) -> None:
        """Take all faults back."""
        self._faults.clear()

    async def _generate(self, request: web.Request) -> web.StreamResponse:
        model, _, method = request.match_info["call"].partition(":")
        key = request.headers.get("x-goog-api-key") or request.query.get("key", "")
        if method != "generateContent":
            return _json(404, {"error": {"code": 404, "status": "NOT_FOUND", "message": method}})
        if not key or self._key not in (None, key):
            return _json(*invalid_key())
        prompt = _text_of(await request.read())
        if prompt is None:
            return _json(*invalid_request("contents are not specified"))
        self.requests.append(Asked(model, prompt, key))
        fault = next((fault for fault in self._faults if fault.hits()), None)
        # The named package asks for enums as numbers, as Google's generated clients do.
        numbered = "enum-encoding=int" in request.query.get("$alt", "")
        return await self._answer(request, model, prompt, fault, numbered=numbered)

    async def _answer(
        self, request: web.Request, model: str, prompt: str, fault: Fault | None, *, numbered: bool
    ) -> web.StreamResponse:
        kind = fault.kind if fault else None
        if fault is not None:
            refused = refusal(fault)
            if refused is not None:
                return _json(*refused)
        said = self.answer if self.answer is not None else coaching(prompt)
        body = orjson.dumps(_body(kind, model, said, prompt, numbered=numbered))
        if fault is None:
            return _raw(body)
        match kind:
            case FaultKind.SILENT:
                await self._pause(fault.seconds)
            case FaultKind.DRIP:
                return await self._drip(request, body, fault.seconds)
            case FaultKind.DOWN:
                if request.transport is not None:
                    request.transport.abort()
            case FaultKind.HTML_PAGE:
                return web.Response(text=_PAGE, content_type="text/html")
            case _:
                pass
        return _raw(body)

    async def _pause(self, seconds: float) -> None:
        """Wait, but no longer than the server lives."""
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            return

    async def _drip(self, request: web.Request, body: bytes, seconds: float) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": str(len(body))})
        response.content_type = "application/json"
        await response.prepare(request)
        try:
            for place in range(len(body)):
                if self._stopping.is_set():
                    break
                await response.write(body[place : place + 1])
                await asyncio.sleep(seconds / len(body))
        except ConnectionError:
            pass  # The client had enough, as it should.
        return response


def _body(
    kind: FaultKind | None, model: str, said: str, prompt: str, *, numbered: bool
) -> dict[str, object]:
    """Build the body of a 200, spoiled as the fault wants it."""
    parts: list[dict[str, object]] = [{"text": said}]
    finish = "STOP"
    match kind:
        case FaultKind.NOTHING:
            return {}
        case FaultKind.BLOCKED:
            return {
                "promptFeedback": {"blockReason": _enum("PROHIBITED_CONTENT", numbered=numbered)},
                "usageMetadata": {"promptTokenCount": 9, "totalTokenCount": 9},
                "modelVersion": model,
            }
        case FaultKind.SAFETY:
            parts, finish = [], "SAFETY"
        case FaultKind.MAX_TOKENS:
            parts, finish = [{"text": said[: len(said) // 2]}], "MAX_TOKENS"
        case FaultKind.EMPTY:
            parts = []
        case FaultKind.WRONG_NUMBERS:
            parts = [{"text": f"{said} 98765 - 43210."}]
        case FaultKind.OTHER_LANGUAGE:
            other = "en" if language_of(prompt) != "en" else "pt"
            parts = [{"text": coaching(prompt, other)}]
        case FaultKind.HTML:
            parts = [{"text": f"<div onclick='alert()'><p>{said}</p></div>"}]
        case FaultKind.PINGS:
            parts = [{"text": f"@everyone {said} [more](https://evil.invalid/x) <@&123456>"}]
        case FaultKind.HUGE:
            parts = [{"text": (said + "\n") * (_HUGE // (len(said) + 1) + 1)}]
        case FaultKind.THOUGHTS:
            parts = [{"text": _THOUGHT, "thought": True}, *parts]
        case _:
            pass
    return _response(parts, finish, model, numbered=numbered)


def _response(
    parts: list[dict[str, object]], finish: str, model: str, *, numbered: bool
) -> dict[str, object]:
    unsafe = finish == "SAFETY"
    candidate: dict[str, object] = {
        "finishReason": _enum(finish, numbered=numbered),
        "index": 0,
        "safetyRatings": [
            {
                "category": _enum(name, numbered=numbered),
                "probability": _enum("HIGH" if unsafe else "NEGLIGIBLE", numbered=numbered),
            }
            for name in _CATEGORIES
        ],
    }
    if not unsafe:
        candidate["content"] = {"parts": parts, "role": "model"} if parts else {"role": "model"}
    return {
        "candidates": [candidate],
        "usageMetadata": {
            "promptTokenCount": 512,
            "candidatesTokenCount": 128,
            "totalTokenCount": 640,
            "promptTokensDetails": [{"modality": "TEXT", "tokenCount": 512}],
        },
        "modelVersion": model,
        "responseId": "c2FuZGJveA",
    }


def _enum(name: str, *, numbered: bool) -> str | int:
    return _NUMBERED[name] if numbered else name


def _text_of(body: bytes) -> str | None:
    """Return all text of a request, or None where it is none that Google would take."""
    try:
        payload = orjson.loads(body)
        contents = payload["contents"]
        system = payload.get("systemInstruction") or payload.get("system_instruction") or {}
        texts = [part["text"] for part in system.get("parts", ())]
        texts += [part["text"] for content in contents for part in content["parts"]]
    except (orjson.JSONDecodeError, KeyError, TypeError, AttributeError):
        return None
    return "\n".join(texts) if contents else None


def _json(status: int, body: dict[str, object]) -> web.Response:
    return web.Response(body=orjson.dumps(body), status=status, content_type="application/json")


def _raw(body: bytes) -> web.Response:
    return web.Response(body=body, content_type="application/json", charset="utf-8")


async def _serve(arguments: argparse.Namespace) -> None:
    server = SandboxGemini(host=arguments.host, port=arguments.port, api_key=arguments.key)
    for given in arguments.fault:
        kind, _, seconds = given.partition(":")
        server.fail(kind, seconds=float(seconds or 30))
    await server.start()
    sys.stdout.write(f"{server.url}\n")
    sys.stdout.flush()
    try:
        await asyncio.Event().wait()
    finally:
        await server.stop()


def main() -> int:
    """Run the server until it is interrupted."""
    parser = argparse.ArgumentParser(prog="python -m apolo.sandbox.gemini", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8901)
    parser.add_argument("--key", default=None, help="refuse every other API key")
    parser.add_argument(
        "--fault",
        action="append",
        default=[],
        metavar="KIND[:SECONDS]",
        help=f"one of {', '.join(FaultKind)}",
    )
    try:
        asyncio.run(_serve(parser.parse_args()))
    except KeyboardInterrupt:
        return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
