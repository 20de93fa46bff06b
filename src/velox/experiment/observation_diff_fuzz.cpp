// SPDX-License-Identifier: Apache-2.0
// Two texts that a worker sent, cut at the first NUL byte: whatever they are, there is a sentence, and no crash.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "velox/experiment/observation_diff.hpp"

// The name is libFuzzer's. NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  const auto cut = all.find('\0');
  const std::string_view expected = all.substr(0, cut);
  const std::string_view actual = cut == std::string_view::npos ? std::string_view() : all.substr(cut + 1);
  if (velox::experiment::describe_difference(expected, actual, {"rows", "k"}).empty()) std::abort();
  velox::experiment::render_arguments(expected, {"rows"});
  velox::experiment::flags_of(expected);
  return 0;
}
