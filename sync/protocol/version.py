"""The one protocol version.

Raise ``PROTOCOL_VERSION`` when a terminal of the previous version could no longer read what is published. Adding
a field or a record kind does not: both ends accept what they do not know.
"""

PROTOCOL_VERSION = 1
