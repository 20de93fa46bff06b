# SPDX-License-Identifier: Apache-2.0
"""The part of Velox that runs inside the target's Python. See docs/design/runtime-protocol.md."""
