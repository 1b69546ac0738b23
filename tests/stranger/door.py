"""How a stranger comes in, and is kept out: HTTP, handshakes, sessions, limits."""

import json

import websocket

from client import Connection, Problem, new_id


def http(server, facts):
    """Section 3."""
    origin, sign_in = server.address, {"email": facts["email"], "password": facts["password"]}

    def ask(*request, **headers):
        status, value, _ = server.request(*request, **headers)
        return {"status": status, "value": value}

    seen = {
        "healthz": ask("GET", "/healthz"),
        "readyz": ask("GET", "/readyz"),
        "nobody": ask("GET", "/api/v1/session"),
        "wrongPassword": ask("POST", "/api/v1/session", {**sign_in, "password": "wrong password"}),
        "wrongEmail": ask("POST", "/api/v1/session", {**sign_in, "email": "nobody@demo.test"}),
        "unknownMember": ask("POST", "/api/v1/session", {**sign_in, "more": 1}),
        "notJson": ask("POST", "/api/v1/session", "{", content_type="application/json"),
        "form": ask("POST", "/api/v1/session", "a=b", content_type="application/x-www-form-urlencoded"),
        "tooLong": ask("POST", "/api/v1/session", {**sign_in, "more": "x" * 70_000}),
        "foreignHost": ask("GET", "/healthz", Host="shop.example"),
        "foreignOrigin": ask("GET", "/api/v1/session", Origin="https://shop.example"),
        "unknownPath": ask("GET", "/api/v1/nothing"),
        "unknownMethod": ask("PUT", "/api/v1/session", {}),
        "polling": ask("GET", "/socket.io/?EIO=4&transport=polling"),
        "strangeToken": ask("GET", "/api/v1/session", Authorization="Bearer nobody"),
    }

    status, value, headers = server.request("POST", "/api/v1/session", sign_in)
    seen["signedIn"] = {"status": status, "value": value}
    seen["cookieAttributes"] = headers["set-cookie"].split("; ")[1:]
    cookie = headers["set-cookie"].split(";")[0]
    seen["cookieName"] = cookie.split("=")[0]
    seen["byToken"] = ask("GET", "/api/v1/session", Authorization=f"Bearer {value['token']}")
    seen["byCookie"] = ask("GET", "/api/v1/session", Cookie=cookie)
    seen["postWithoutOrigin"] = ask("POST", "/api/v1/session", sign_in, Cookie=cookie)
    seen["deleteWithoutOrigin"] = ask("DELETE", "/api/v1/session", Cookie=cookie)
    seen["deleted"] = ask("DELETE", "/api/v1/session", Cookie=cookie, Origin=origin)
    seen["afterDelete"] = ask("GET", "/api/v1/session", Authorization=f"Bearer {value['token']}")
    seen["deletedAgain"] = ask("DELETE", "/api/v1/session", Authorization=f"Bearer {value['token']}")

    token = server.sign_in(**sign_in)["token"]
    seen["deletedByToken"] = ask("DELETE", "/api/v1/session", Authorization=f"Bearer {token}")
    return seen


def set_up(server, facts):
    """A workspace from nothing, with the code that the server printed."""
    given = {**facts["setUp"], "id": new_id()}

    def ask(**changed):
        status, value, _ = server.request("POST", "/api/v1/setup", {**given, **changed})
        return {"status": status, "value": value}

    return {
        "before": server.request("GET", "/api/v1/session")[1],
        "wrongCode": ask(code="0000-0000"),
        "done": ask(),
        "same": ask(),
        "again": ask(id=new_id()),
        "after": server.request("GET", "/api/v1/session")[1],
    }


def limits(server, facts):
    """Too much of it: messages on Socket.IO, sign-ins on HTTP."""
    visitor = server.visitor("demo")
    about = visitor.call("chat.start", {"id": new_id()})
    tried = [visitor.ask("chat.send", {**about, "id": new_id(), "body": f"{n}"}) for n in range(21)]
    wrong = {"email": facts["email"], "password": "wrong password"}
    for _ in range(facts["signIns"]):
        server.request("POST", "/api/v1/session", wrong)
    status, value, headers = server.request("POST", "/api/v1/session", wrong)
    return {
        "accepted": sum(answer["ok"] for answer in tried),
        "refused": tried[-1],
        "signIn": {"status": status, "value": value, "retryAfter": headers["retry-after"]},
    }


def sessions(server, facts):
    """Section 4's handshakes, and what ends a session."""

    def refused(act):
        try:
            act()
        except Problem as problem:
            return problem.error
        return None

    sign_in = {"email": facts["email"], "password": facts["password"]}
    _, signed_in, headers = server.request("POST", "/api/v1/session", sign_in)
    cookie = headers["set-cookie"].split(";")[0]
    first = server.staff(signed_in["token"])
    by_cookie = server.staff(Cookie=cookie)
    second = server.staff(server.sign_in(**sign_in)["token"])
    seen = {
        "strangeToken": refused(lambda: server.staff("nobody")),
        "noToken": refused(lambda: server.staff()),
        "strangeSite": refused(lambda: server.visitor("nothing")),
        "noSite": refused(lambda: Connection(server.address, "/visitor", {})),
        "noNamespace": refused(lambda: Connection(server.address, "/", {})),
        "byCookie": by_cookie.call("accounts.state")["account"],
        "foreignOrigin": raw_handshake(server, signed_in["token"], "https://shop.example"),
        "ownOrigin": raw_handshake(server, signed_in["token"], server.address),
    }
    held = second.call("accounts.sessions")["sessions"]
    seen["sessions"] = held
    other = max((s for s in held if not s["current"]), key=lambda s: s["createdAt"])
    seen["revoked"] = second.call("accounts.revokeSession", {"sessionId": other["id"]})
    for connection in (first, by_cookie):
        connection.wait_for(lambda c=connection: c.signed_out and c.disconnected, "signedOut")
    seen["revokedToken"] = refused(lambda: server.staff(signed_in["token"]))
    seen["revokeAgain"] = second.ask("accounts.revokeSession", {"sessionId": other["id"]})
    seen["signOut"] = second.call("accounts.signOut")
    second.wait_for(lambda: second.signed_out and second.disconnected, "signedOut")
    return seen


def raw_handshake(server, token, origin):
    """The packets by hand, with an Origin of our own: what the server says to the namespace's connect, and its upgrade headers."""
    address = server.address.replace("http", "ws") + "/socket.io/?EIO=4&transport=websocket"
    line = websocket.create_connection(address, origin=origin, timeout=20)
    line.recv()
    line.send("40/console," + json.dumps({"token": token}))
    answer = line.recv()
    line.close()
    return {"answer": answer, "extensions": line.headers.get("sec-websocket-extensions")}
