// SPDX-License-Identifier: Apache-2.0
// Two texts, cut at the first NUL byte: the edits between them turn one into the other, the diff is empty exactly when they
// are equal, and a module that parses keeps its bytes.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "velox/source/edits.hpp"
#include "velox/source/parsed_module.hpp"

// The name is libFuzzer's. NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  const auto cut = all.find('\0');
  const std::string_view before = all.substr(0, cut);
  const std::string_view after = cut == std::string_view::npos ? std::string_view() : all.substr(cut + 1);
  const auto made = velox::source::apply_edits(before, velox::source::edits_between(before, after));
  if (!made || *made != after) std::abort();
  if (velox::source::unified_diff("x.py", before, after).empty() != (before == after)) std::abort();
  const auto module = velox::source::ParsedModule::parse(std::string(before), "x.py");
  if (module && module->bytes() != before) std::abort();
  return 0;
}
