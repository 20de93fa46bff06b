// SPDX-License-Identifier: Apache-2.0
// Any bytes as a module: every rule of the catalogue looks at every unit of it, and what it proposes can be applied and parses.
#include <cstddef>
#include <cstdint>

#include "velox/rules/fuzz_findings.hpp"

// The name is libFuzzer's. NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto kRules = velox::rules::builtin_rules();
  const auto module = velox::source::ParsedModule::parse({reinterpret_cast<const char*>(data), size}, "x.py");
  if (!module || module->syntax_error()) return 0;
  velox::rules::check_rules(kRules, *module);
  return 0;
}
