// SPDX-License-Identifier: Apache-2.0
#include "velox/base/digest.hpp"

#include <sodium.h>

namespace velox {

static_assert(kDigestSize >= crypto_generichash_BYTES_MIN);

std::string digest(std::string_view bytes) {
  [[maybe_unused]] static const int kReady = sodium_init();  // it then uses the processor's vector instructions
  std::string out(kDigestSize, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(out.data()), out.size(),
                     reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), nullptr, 0);
  return out;
}

}  // namespace velox
