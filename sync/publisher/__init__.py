"""Sources to checked, compiled, signed packages.

``checking`` reads and checks, ``compiler`` packs, ``metadata`` signs, ``publication`` does it all in a safe order.
"""

from sync.publisher.problems import Problem, RejectedSourcesError
from sync.publisher.publication import InitResult, PublishResult, ScopeResult, init_keys, publish

__all__ = ["InitResult", "Problem", "PublishResult", "RejectedSourcesError", "ScopeResult", "init_keys", "publish"]
