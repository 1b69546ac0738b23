"""A client of OptimaliQ Console that was written from docs/protocol.md alone.

`Server` is the HTTP side, `Connection` is one Socket.IO connection, a visitor's or a staff member's.
Needs python3-socketio and python3-websocket (Debian's names).
"""

import json
import secrets
import threading
import time
import urllib.error
import urllib.request
import uuid

import socketio

PATIENCE = 20  # seconds until an answer that does not come is an error


def new_id():
    """A UUIDv7 (RFC 9562): 48 bits of milliseconds, then chance."""
    bits = (time.time_ns() // 1_000_000) << 80 | secrets.randbits(80)
    bits = bits & ~(0xF << 76) | 0x7 << 76
    bits = bits & ~(0x3 << 62) | 0x2 << 62
    return str(uuid.UUID(int=bits))


class Problem(Exception):
    """An error of section 2."""

    def __init__(self, error):
        super().__init__(error)
        self.error = error


class Server:
    def __init__(self, address):
        self.address = address

    def request(self, method, path, body=None, **headers):
        """One HTTP request: (status, value or None, headers). A str body is sent as it stands."""
        data = body if isinstance(body, (str, type(None))) else json.dumps(body)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if data is not None:
            named.setdefault("content-type", "application/json")
        asked = urllib.request.Request(
            self.address + path, data and data.encode(), named, method=method
        )
        try:
            answer = urllib.request.urlopen(asked, timeout=PATIENCE)
        except urllib.error.HTTPError as refused:
            answer = refused
        with answer:
            text = answer.read().decode()
            try:
                value = json.loads(text)
            except ValueError:
                value = None
            return answer.status, value, answer.headers

    def sign_in(self, email, password):
        """The token and what comes with it."""
        status, value, _ = self.request(
            "POST", "/api/v1/session", {"email": email, "password": password}
        )
        if status != 200:
            raise Problem(value["error"])
        return value

    def staff(self, token=None, **headers):
        return Connection(self.address, "/console", token and {"token": token}, headers)

    def visitor(self, site_key, visitor_token=None):
        auth = {"siteKey": site_key}
        if visitor_token is not None:
            auth["visitorToken"] = visitor_token
        connection = Connection(self.address, "/visitor", auth)
        connection.wait_for(lambda: connection.session is not None, "session")
        return connection


class Connection:
    """Keeps every frame in `frames`, the place in each feed in `cursors` and what was missed in `gaps`."""

    def __init__(self, address, namespace, auth, headers=None):
        self.namespace = namespace
        self.session = None
        self.signed_out = False
        self.disconnected = False
        self.frames = []
        self.cursors = {}
        self.gaps = []
        self._connected = False
        self._refusal = None
        self._news = threading.Condition()
        self._io = socketio.Client(reconnection=False)
        for event in ("connect", "connect_error", "disconnect", "session", "events", "signedOut"):
            self._io.on(event, getattr(self, f"_on_{event}"), namespace=namespace)
        # Its own `wait` goes on waiting after a refusal; ours does not.
        self._io.connect(
            address,
            auth=auth,
            headers=headers or {},
            transports=["websocket"],
            namespaces=[namespace],
            wait=False,
        )
        self.wait_for(lambda: self._connected or self._refusal is not None, "connect")
        if self._refusal is not None:
            self.close()
            raise Problem(self._refusal.get("data"))

    def begin(self, name, given=None):
        """Makes a call and does not wait: a list that will hold the acknowledgement, { ok, value | error }."""
        answers = []

        def answered(answer):
            # Here, on the reading thread, so that the frame after the answer finds the cursor kept.
            with self._news:
                if answer["ok"]:
                    self._keep_cursor(name, given, answer["value"])
                answers.append(answer)
                self._news.notify_all()

        self._io.emit("call", (name, given or {}), namespace=self.namespace, callback=answered)
        return answers

    def ask(self, name, given=None):
        """The acknowledgement of a call."""
        answers = self.begin(name, given)
        self.wait_for(lambda: answers, f"answer to {name}")
        return answers[0]

    def call(self, name, given=None):
        answer = self.ask(name, given)
        if not answer["ok"]:
            raise Problem(answer["error"])
        return answer["value"]

    def shout(self, name, given):
        """A call without an acknowledgement."""
        self._io.emit("call", (name, given), namespace=self.namespace)

    def wait_for(self, happened, what):
        with self._news:
            if not self._news.wait_for(happened, PATIENCE):
                raise TimeoutError(f"{self.namespace}: {what} did not come; frames: {self.frames}")

    def wait_for_frame(self, name, **data):
        """The first frame of that name whose data has these members."""

        def found():
            return [
                frame
                for frame in self.frames
                if frame["name"] == name and data.items() <= frame["data"].items()
            ]

        self.wait_for(found, f"{name} {data}")
        return found()[0]

    def close(self):
        self._io.disconnect()

    def _keep_cursor(self, name, given, value):
        if name in ("feed.subscribe", "feed.resume"):
            self.cursors[given["subscription"]] = value["cursor"]
        elif name == "chat.start":
            self.cursors.setdefault(f"conversation:{value['conversationId']}", 0)

    def _on_connect(self):
        with self._news:
            self._connected = True
            self._news.notify_all()

    def _on_connect_error(self, refusal=None):
        with self._news:
            self._refusal = refusal if isinstance(refusal, dict) else {"data": refusal}
            self._news.notify_all()

    def _on_disconnect(self):
        with self._news:
            self.disconnected = True
            self._news.notify_all()

    def _on_signedOut(self, *_):
        with self._news:
            self.signed_out = True
            self._news.notify_all()

    def _on_session(self, session):
        with self._news:
            if session["conversationId"] is not None:
                self.cursors[f"conversation:{session['conversationId']}"] = session["cursor"]
            self.session = session
            self._news.notify_all()

    def _on_events(self, frames):
        with self._news:
            for frame in frames:
                if frame["name"] != "feed.cursor":
                    self.frames.append(frame)
                if frame["cursor"] is None:
                    continue
                kept = self.cursors.get(frame["subscription"])
                if kept is not None and frame["previous"] != kept:
                    self.gaps.append({"kept": kept, "previous": frame["previous"]})
                self.cursors[frame["subscription"]] = frame["cursor"]
            self._news.notify_all()


def receipts(connection, member):
    """The seq that this receipt reached, by the events; 0 before any."""
    told = [f["data"]["receipts"][member] for f in connection.frames if f["name"] == "chat.receiptsChanged"]
    return told[-1] if told else 0


def messages(connection):
    """The ids of the messages and events that came as frames."""
    return [f["data"]["message"]["id"] for f in connection.frames if f["data"].get("message")]
