"""What a stranger who was away learns."""

from client import messages, new_id


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
    # Those so far: what comes while a part is asked for below need not come in its order.
    seen["gaps"] = list(back.gaps)
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

    # A thousand and one without waiting: the answer brings the first, the rest comes as ordinary events.
    many = [back.begin("chat.send", {**about, "id": new_id(), "body": f"{n}"}) for n in range(1_001)]
    back.wait_for(lambda: all(many), "a thousand answers")
    seqs = [answers[0]["value"]["seq"] for answers in many]
    seen["inOrder"] = seqs == list(range(seqs[0], seqs[0] + len(seqs)))
    before = len(back.frames)
    part = back.call("feed.resume", {"subscription": feed, "after": last})
    def told():
        frames = part["events"] + [f for f in back.frames[before:] if f["subscription"] == feed]
        return [f["data"]["message"]["body"] for f in frames if f["name"] == "chat.messageAdded"]
    back.wait_for(lambda: "1000" in told(), "the rest of what was missed")
    seen["muchMissed"] = {"snapshot": part["snapshot"], "isPart": len(part["events"]) < 1_001, "all": told()[-1_001:] == [f"{n}" for n in range(1_001)]}

    # Two pages of one visitor: what one begins, the other finds.
    staff.call("chat.close", {**about, "id": new_id()})
    anew = back.call("chat.start", {"id": new_id()})
    back.call("chat.send", {**anew, "id": new_id(), "body": "Something else"})
    seen["startedAnew"] = [about, anew, stayed.call("chat.start", {"id": new_id()})]
    anew_feed = f"conversation:{anew['conversationId']}"
    seen["anew"] = stayed.call("feed.resume", {"subscription": anew_feed, "after": 0})
    return seen
