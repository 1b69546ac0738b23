"""What a stranger tries, tour by tour. `tours.py ADDRESS TOUR`, more facts as JSON on stdin; prints one JSON object of what it saw."""

import json
import os
import sys
import traceback
import uuid

import websocket

from client import Connection, Problem, Server, new_id


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


def conversation(server, facts):
    """Sections 4 to 6: a customer and an agent talk; both see all of it."""
    signed_in = server.sign_in(facts["email"], facts["password"])
    staff = server.staff(signed_in["token"])
    seen = {"state": staff.call("accounts.state"), "account": signed_in["account"]}
    staff.call("feed.subscribe", {"subscription": "inbox"})
    seen["countsBefore"] = staff.call("chat.counts")
    first = staff.call("chat.conversations", {"view": "all", "limit": 3})
    seen["firstPage"] = first
    seen["secondPage"] = staff.call(
        "chat.conversations", {"view": "all", "limit": 3, "after": first["next"]}
    )

    visitor = server.visitor("demo")
    seen["session"] = visitor.session
    conversation_id = visitor.call("chat.start", {"id": new_id()})["conversationId"]
    about = {"conversationId": conversation_id}
    feed = f"conversation:{conversation_id}"
    seen["conversationId"] = conversation_id
    seen["startedAgain"] = visitor.call("chat.start", {"id": new_id()})["conversationId"]
    hello = {**about, "id": new_id(), "body": "Hello, is anybody there? 👋"}
    seen["hello"] = hello
    seen["sent"] = visitor.call("chat.send", hello)
    seen["sentAgain"] = visitor.call("chat.send", hello)

    staff.wait_for_frame("chat.inboxChanged", id=conversation_id, lastSeq=1)
    seen["summary"] = staff.call("chat.summary", about)
    seen["unassigned"] = staff.call("chat.conversations", {"view": "unassigned"})
    seen["countsAfter"] = staff.call("chat.counts")
    staff.call("feed.subscribe", {"subscription": feed})
    seen["staffHistory"] = staff.call("chat.history", about)
    staff.call("chat.delivered", {**about, "seq": 1})
    staff.call("chat.read", {**about, "seq": 1})
    visitor.wait_for(lambda: receipts(visitor, "staffRead") == 1, "staffRead 1")

    staff.call("chat.typing", about)
    seen["visitorSeesTyping"] = visitor.wait_for_frame("chat.typingChanged", typing=True)
    staff.call("chat.typing", {**about, "typing": False})
    seen["visitorSeesPause"] = visitor.wait_for_frame("chat.typingChanged", typing=False)
    visitor.call("chat.typing", about)
    seen["staffSeesTyping"] = staff.wait_for_frame("chat.typingChanged", typing=True)

    answer = {**about, "id": new_id(), "body": "Yes: how can I help?"}
    seen["answer"] = answer
    seen["answered"] = staff.call("chat.reply", answer)
    seen["answeredAgain"] = staff.call("chat.reply", answer)
    visitor.wait_for(lambda: answer["id"] in messages(visitor), "the answer")
    seen["takenOn"] = staff.call("chat.conversation", about)
    seq = seen["answered"]["seq"]
    visitor.call("chat.delivered", {**about, "seq": seq})
    visitor.call("chat.read", {**about, "seq": seq})
    staff.wait_for(lambda: receipts(staff, "visitorRead") == seq, "visitorRead")

    for name, more in (
        ("chat.assign", {"assigneeId": None}),
        ("chat.assign", {"assigneeId": signed_in["account"]["id"]}),
        ("chat.close", {}),
        ("chat.reopen", {}),
        ("chat.close", {}),
    ):
        staff.call(name, {**about, **more, "id": new_id()})
    seen["closed"] = visitor.call("chat.conversation", about)
    seen["closedView"] = staff.call("chat.conversations", {"view": "closed", "limit": 1})
    thanks = {**about, "id": new_id(), "body": "Thanks!"}
    seen["thanks"] = visitor.call("chat.send", thanks)
    staff.wait_for_frame("chat.inboxChanged", id=conversation_id, lastSeq=seen["thanks"]["seq"])
    staff.wait_for(lambda: thanks["id"] in messages(staff), "the thanks")
    seen["reopened"] = visitor.call("chat.conversation", about)

    seen["history"] = visitor.call("chat.history", about)
    seen["newest"] = visitor.call("chat.history", {**about, "limit": 2})
    seen["before"] = visitor.call("chat.history", {**about, "limit": 2, "before": 3})
    seen["colleagues"] = staff.call("accounts.colleagues")
    seen["sites"] = staff.call("accounts.sites")
    seen["customer"] = staff.call("customers.get", {"customerId": seen["summary"]["customer"]["id"]})
    seen["visitorFrames"], seen["visitorGaps"] = visitor.frames, visitor.gaps
    seen["staffFrames"], seen["staffGaps"] = staff.frames, staff.gaps
    visitor.close()
    staff.close()
    return seen


def refusals(server, facts):
    """Section 2: each code that a client can provoke, and ids used twice."""
    token = server.sign_in(facts["email"], facts["password"])["token"]
    staff = server.staff(token)
    finance = server.staff(server.sign_in(facts["financeEmail"], facts["password"])["token"])
    visitor, other = server.visitor("demo"), server.visitor("demo")
    mine = {"conversationId": visitor.call("chat.start", {"id": new_id()})["conversationId"]}
    start = {"id": new_id()}
    foreign = {"conversationId": other.call("chat.start", start)["conversationId"]}
    message = {**mine, "id": new_id(), "body": "Once"}
    closing = {**mine, "id": new_id()}
    visitor.shout("chat.send", {**mine, "id": new_id(), "body": "Into the void"})
    seen = {
        "sent": visitor.ask("chat.send", message),
        "same": visitor.ask("chat.send", message),
        "changed": visitor.ask("chat.send", {**message, "body": "Twice"}),
        "sameStart": other.ask("chat.start", start),
        "someoneElsesId": other.ask("chat.send", {**foreign, "id": message["id"], "body": "Once"}),
        "closed": staff.ask("chat.close", closing),
        "closedSame": staff.ask("chat.close", closing),
        "closedTwice": staff.ask("chat.close", {**mine, "id": new_id()}),
        "sameIdOtherCommand": staff.ask("chat.reopen", closing),
        "foreign": {
            name: visitor.ask(name, {**foreign, **more})
            for name, more in (
                ("chat.send", {"id": new_id(), "body": "Hello"}),
                ("chat.history", {}),
                ("chat.conversation", {}),
                ("chat.typing", {}),
                ("chat.delivered", {"seq": 1}),
                ("chat.read", {"seq": 1}),
            )
        },
        "foreignFeed": visitor.ask("feed.subscribe", {"subscription": f"conversation:{foreign['conversationId']}"}),
        "visitorsInbox": visitor.ask("feed.subscribe", {"subscription": "inbox"}),
        "missing": visitor.ask("chat.history", {"conversationId": new_id()}),
        "blank": visitor.ask("chat.send", {**mine, "id": new_id(), "body": "  "}),
        "long": visitor.ask("chat.send", {**mine, "id": new_id(), "body": "é" * 10_001}),
        "longest": visitor.ask("chat.send", {**mine, "id": new_id(), "body": "é" * 10_000}),
        "closedLate": staff.ask("chat.close", closing),
        "stillOpen": staff.ask("chat.conversation", mine),
        "surrogate": visitor.ask("chat.send", {**mine, "id": new_id(), "body": "\ud800"}),
        "unknownMember": visitor.ask("chat.start", {"id": new_id(), "more": 1}),
        "stateByVisitor": visitor.ask("accounts.state"),
        "notVersion7": visitor.ask("chat.start", {"id": str(uuid.uuid4())}),
        "unknownCall": visitor.ask("chat.nothing"),
        "staffCallByVisitor": visitor.ask("chat.counts"),
        "visitorCallByStaff": staff.ask("chat.start", {"id": new_id()}),
        "replyByFinance": finance.ask("chat.reply", {**mine, "id": new_id(), "body": "Hello"}),
        "readByFinance": finance.ask("chat.read", {**mine, "seq": 1}),
        "deliveredByFinance": finance.ask("chat.delivered", {**mine, "seq": 1}),
        "historyByFinance": finance.ask("chat.history", {**mine, "limit": 1}),
        "assigneeMissing": staff.ask("chat.assign", {**mine, "id": new_id(), "assigneeId": new_id()}),
        "readBeyond": staff.ask("chat.read", {**mine, "seq": 1_000}),
        "readLess": staff.ask("chat.read", {**mine, "seq": 1}),
        "receipts": staff.ask("chat.conversation", mine),
    }
    seen["history"] = visitor.call("chat.history", mine)

    # More than 64 KB in one frame: an emoji is twelve bytes when JSON escapes it.
    other.begin("chat.send", {**foreign, "id": new_id(), "body": "👋" * 10_000})
    other.wait_for(lambda: other.disconnected, "the end of the connection")
    return seen


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


def reconnect(server, facts):
    """Section 5: what was missed is told again, word for word as it was told to who stayed."""
    staff = server.staff(server.sign_in(facts["email"], facts["password"])["token"])
    staff_inbox = staff.call("feed.subscribe", {"subscription": "inbox"})
    visitor = server.visitor("demo")
    visitor_token = visitor.session["visitorToken"]
    seen = {"unknownToken": {"before": visitor.session, "again": server.visitor("demo", visitor_token).session}}
    about = visitor.call("chat.start", {"id": new_id()})
    feed = f"conversation:{about['conversationId']}"

    def say(body):
        staff.call("chat.reply", {**about, "id": new_id(), "body": body})

    say("one")
    visitor.wait_for(lambda: len(messages(visitor)) == 1, "one")
    last = visitor.cursors[feed]
    lost = {**about, "id": new_id(), "body": "Did this arrive?"}
    visitor.call("chat.send", lost)
    visitor.close()

    stayed = server.visitor("demo", visitor_token)
    seen["stayed"] = stayed.session
    stayed_from = stayed.cursors[feed]
    say("two")
    staff.call("chat.close", {**about, "id": new_id()})
    staff.call("chat.reopen", {**about, "id": new_id()})
    say("three")
    stayed.wait_for(lambda: len(messages(stayed)) == 4, "three")

    back = server.visitor("demo", visitor_token)
    seen["back"] = back.session
    seen["repeated"] = back.call("chat.send", lost)
    seen["resumed"] = back.call("feed.resume", {"subscription": feed, "after": last})
    seen["lost"], seen["last"], seen["stayedFrom"] = lost, last, stayed_from
    seen["stayedFrames"] = list(stayed.frames)
    seen["startedByBack"] = back.call("chat.start", {"id": new_id()})

    # Forgets what it was told since, as if the frames had been lost on the way.
    back.cursors[feed] = last
    say("four")
    back.wait_for(lambda: back.gaps, "a gap")
    seen["gaps"] = back.gaps
    seen["healed"] = back.call("feed.resume", {"subscription": feed, "after": last})
    seen["uptodate"] = back.call("feed.resume", {"subscription": feed, "after": seen["healed"]["cursor"]})
    seen["beyond"] = back.ask("feed.resume", {"subscription": feed, "after": 1_000_000})
    seen["negative"] = back.ask("feed.resume", {"subscription": feed, "after": -1})

    seen["staffResumed"] = staff.call("feed.resume", {"subscription": feed, "after": 0})
    seen["inboxResumed"] = staff.call("feed.resume", {"subscription": "inbox", "after": staff_inbox["cursor"]})
    seen["unsubscribed"] = staff.call("feed.unsubscribe", {"subscription": feed})
    heard = len([frame for frame in staff.frames if frame["subscription"] == feed])
    back.call("chat.send", {**about, "id": new_id(), "body": "five"})
    staff.wait_for_frame("chat.inboxChanged", lastSeq=8)
    seen["heardAfter"] = len([f for f in staff.frames if f["subscription"] == feed]) - heard

    # A thousand and one without waiting: more than the server tells again.
    many = [back.begin("chat.send", {**about, "id": new_id(), "body": f"{n}"}) for n in range(1_001)]
    back.wait_for(lambda: all(many), "a thousand answers")
    seqs = [answers[0]["value"]["seq"] for answers in many]
    seen["inOrder"] = seqs == list(range(seqs[0], seqs[0] + len(seqs)))
    seen["tooMuch"] = back.call("feed.resume", {"subscription": feed, "after": last})

    # Two pages of one visitor: what one begins, the other finds.
    staff.call("chat.close", {**about, "id": new_id()})
    anew = back.call("chat.start", {"id": new_id()})
    back.call("chat.send", {**anew, "id": new_id(), "body": "Something else"})
    seen["startedAnew"] = [about, anew, stayed.call("chat.start", {"id": new_id()})]
    anew_feed = f"conversation:{anew['conversationId']}"
    seen["anew"] = stayed.call("feed.resume", {"subscription": anew_feed, "after": 0})
    return seen


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


def receipts(connection, member):
    """The seq that this receipt reached, by the events; 0 before any."""
    told = [f["data"]["receipts"][member] for f in connection.frames if f["name"] == "chat.receiptsChanged"]
    return told[-1] if told else 0


def messages(connection):
    """The ids of the messages and events that came as frames."""
    return [f["data"]["message"]["id"] for f in connection.frames if f["data"].get("message")]


TOURS = {tour.__name__: tour for tour in (http, set_up, conversation, refusals, limits, reconnect, sessions)}

if __name__ == "__main__":
    try:
        print(json.dumps(TOURS[sys.argv[2]](Server(sys.argv[1]), json.load(sys.stdin))), flush=True)
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        # The Socket.IO client's threads would keep a failed tour alive.
        os._exit(1)
