// SPDX-License-Identifier: Apache-2.0
// Any bytes as a file of weights: refused or read, and what was read comes back the same when it is written again.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "velox/learn/q_function.hpp"
#include "velox/learn/safetensors.hpp"

// The name is libFuzzer's. NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto file = velox::learn::TensorFile::decode(bytes, "input");
  if (file) {
    const std::string written = file->encode();
    const auto again = velox::learn::TensorFile::decode(written, "written");
    if (!again || again->encode() != written) std::abort();
  }
  const auto policy = velox::learn::QFunction::decode(bytes, "input");
  if (policy) {
    velox::learn::Situation situation;
    situation.state.resize(policy->shape().state_size);
    if (!policy->values(situation)) std::abort();
  }
  return 0;
}
