// SPDX-License-Identifier: Apache-2.0
#include "velox/base/hash.hpp"

#include <sodium.h>

#include <array>

namespace velox {

std::string sha256_hex(std::string_view bytes) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
  crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  std::array<char, crypto_hash_sha256_BYTES * 2 + 1> hex{};
  sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
  return hex.data();
}

std::string short_hash(std::string_view bytes, int digits) {
  return sha256_hex(bytes).substr(0, static_cast<std::size_t>(digits));
}

}  // namespace velox
