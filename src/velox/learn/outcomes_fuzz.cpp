// SPDX-License-Identifier: Apache-2.0
// Any bytes as a file of outcomes, or as what a policy has learned: refused or read; what was read is written and read again alike, and
// a session over it ends.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "velox/learn/outcome_table.hpp"
#include "velox/learn/policy.hpp"
#include "velox/learn/replay_session.hpp"

namespace {

std::string written(const velox::learn::OutcomeTable& table) {
  std::string text;
  for (const auto& project : table) text += velox::learn::write_outcomes(project);
  return text;
}

}  // namespace

// The name is libFuzzer's. NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace velox::learn;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  auto policy = make_policy({"bandit", 1, {}, std::string(bytes), "input"});
  if (!policy) policy = make_policy({"bandit", 1, {}, {}, {}});
  const auto table = read_outcomes(bytes, "input");
  if (!table) return 0;
  const std::string text = written(*table);
  const auto again = read_outcomes(text, "written");
  if (!again || written(*again) != text) std::abort();
  Experience experience;
  for (const auto& project : *table) run_session(**policy, project, experience, {});
  return 0;
}
