"""What a stranger tries, tour by tour.

`tours.py ADDRESS TOUR`, with more facts (sign-ins among them) as JSON on stdin, prints one JSON object of what it saw.
"""

import json
import os
import sys
import traceback

from client import Server
from door import http, limits, sessions, set_up
from feed import reconnect
from talk import conversation, refusals

TOURS = {tour.__name__: tour for tour in (http, set_up, conversation, refusals, limits, reconnect, sessions)}

if __name__ == "__main__":
    try:
        print(json.dumps(TOURS[sys.argv[2]](Server(sys.argv[1]), json.load(sys.stdin))), flush=True)
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        # The Socket.IO client's threads would keep a failed tour alive.
        os._exit(1)
