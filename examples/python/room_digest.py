"""room_digest.py SERVER USER PASSWORD [CA-FILE]: who wrote how much lately, in each room that the user finds.

A script without asyncio.
"""

import collections
import sys

import pchat.sync


def main(server: str, user: str, password: str, ca_file: str | None = None) -> None:
    with pchat.sync.Endpoint(user, server=server, password=password, ca_file=ca_file) as endpoint:
        for found in endpoint.services.browse_by_criteria():
            with endpoint.join(found.room_uri) as room:
                messages = room.recent_history(100)
            print(f"{found.name}: {len(messages)} messages")
            authors = collections.Counter(message.author_name or message.author_uri for message in messages)
            for author, count in authors.most_common():
                print(f"  {author}: {count}")
            if messages:
                last = messages[-1]
                print(f"  last, {last.timestamp:%Y-%m-%d}: {last.content}")


if __name__ == "__main__":
    main(*sys.argv[1:])
