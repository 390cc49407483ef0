"""A proxy in front of Redis that loses answers, as a network does."""

from __future__ import annotations

import socket
from contextlib import suppress
from threading import Lock, Thread
from urllib.parse import unquote


class ReplyDropper:
    """Passes everything on, but for every second script: that is run, and its answer is lost.

    A call that is repeated therefore succeeds at its second attempt.

    Parameters
    ----------
    url : str
        ``unix://`` URL of the server.
    """

    def __init__(self, url: str) -> None:
        self._server = unquote(url.removeprefix("unix://"))
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._lock = Lock()
        self._sockets: list[socket.socket] = []
        self._seen = 0
        self.dropped: list[str] = []
        Thread(target=self._accept, daemon=True).start()

    @property
    def url(self) -> str:
        """Where clients find it."""
        return f"redis://127.0.0.1:{self._listener.getsockname()[1]}"

    def close(self) -> None:
        """End it, and all connections through it."""
        self._listener.close()
        with self._lock:
            for one in self._sockets:
                one.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                server = socket.socket(socket.AF_UNIX)
                server.connect(self._server)
                with self._lock:
                    self._sockets += [client, server]
                Thread(target=self._serve, args=(client, server), daemon=True).start()

    def _serve(self, client: socket.socket, server: socket.socket) -> None:
        lost: list[bytes] = []
        Thread(target=self._answer, args=(client, server, lost), daemon=True).start()
        with suppress(OSError):
            while data := client.recv(65_536):
                words = data.split(b"\r\n", 6)
                script = words[4] if len(words) > 4 and words[2] in {b"EVALSHA", b"EVAL"} else None
                if script is not None and self._is_unlucky():
                    lost.append(script)
                server.sendall(data)
        _end(client, server)

    def _answer(self, client: socket.socket, server: socket.socket, lost: list[bytes]) -> None:
        with suppress(OSError):
            while data := server.recv(65_536):
                if lost:
                    self.dropped.append(lost[0].decode())
                    break
                client.sendall(data)
        _end(client, server)

    def _is_unlucky(self) -> bool:
        with self._lock:
            self._seen += 1
            return self._seen % 2 == 1


def _end(*sockets: socket.socket) -> None:
    for one in sockets:
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
