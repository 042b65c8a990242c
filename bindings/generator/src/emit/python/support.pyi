__version__: str

def set_log_level(level: int) -> None:
    """Collects lines that are at least as important as `level`, a number of Python's `logging`."""

def take_log_lines() -> list[tuple[int, str, str]]:
    """The lines that wait: level, target, text. The first says how many were lost, if any."""

@final
class Platform:
    """What endpoints live on: the threads of the library and the queue of their events."""

    @staticmethod
    def start(settings: PlatformSettings) -> Platform:
        """Starts the internal threads."""

    def shut_down(self) -> None:
        """Terminates every endpoint and ends the threads. Blocks for a few seconds at most; Ctrl-C ends the wait."""

    def descriptor(self) -> int:
        """A descriptor that is readable while something waits for `drain`. It belongs to the platform."""

    def drain(
        self, limit: int
    ) -> tuple[list[tuple[int, Any, BaseException | None]], list[int], bool]:
        """Takes at most `limit` items out of the queue: the outcomes of operations, the tokens of inboxes that got
        something, and whether log lines wait. Never blocks.
        """

    def cancel(self, operation: int) -> None:
        """Cancels an operation. Its outcome comes all the same."""

    @property
    def arrived(self) -> int:
        """How many events came: the place of the last one."""

    @property
    def running_operations(self) -> int:
        """How many operations run."""

@final
class Inbox:
    """Bounded room for events of some kinds."""

    @property
    def token(self) -> int:
        """The number that `Platform.drain` tells when something came."""

    def pop(self, up_to: int = ...) -> Any:
        """The oldest event's value, or None: also when the event came after the place `up_to`."""

    @property
    def place(self) -> int | None:
        """The place of the oldest event in the order in which events came to the platform, or None."""

    def clear(self) -> None:
        """Forgets what waits."""

    @property
    def dropped(self) -> int:
        """How many events were dropped because the reader was too slow."""

    def __len__(self) -> int: ...
