"""A customer and an agent talk, and what neither may do."""

import uuid

from client import messages, new_id, receipts


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
