// SPDX-License-Identifier: Apache-2.0
// Content hashes (libsodium's SHA-256), used for ids, change detection and caches. Thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace velox {

/// SHA-256 as 64 lower-case hex digits.
std::string sha256_hex(std::string_view bytes);

/// The first `digits` hex digits of the SHA-256, for ids that people type.
std::string short_hash(std::string_view bytes, int digits = 12);

}  // namespace velox
