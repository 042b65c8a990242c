"""Composing messages: the same for asyncio and without."""

from . import _plain_objects


class MessageBuilder(_plain_objects.MessageBuilderMethods):
    __doc__ = _plain_objects.MessageBuilderMethods.__doc__
