// SPDX-License-Identifier: Apache-2.0
// A quick content hash (libsodium's BLAKE2b) for files that only this program reads. Thread-safe. For ids that people see, and for
// what leaves the machine, see base/hash.hpp.
#pragma once

#include <string>
#include <string_view>

namespace velox {

constexpr std::size_t kDigestSize = 16;

/// kDigestSize bytes, not text, that tell contents apart.
std::string digest(std::string_view bytes);

}  // namespace velox
