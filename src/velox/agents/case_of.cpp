// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/case_of.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>

#include "velox/agents/bundle_evidence.hpp"
#include "velox/knowledge/unit_vector.hpp"

namespace velox::agents {

int size_class(const model::ObservedUnit& observed) {
  int largest = -1;
  for (const auto& [name, value] : observed.params) {
    if (value.sizes.empty()) continue;
    const std::uint64_t usual = value.sizes[value.sizes.size() / 2];
    largest = std::max(largest, static_cast<int>(std::bit_width(usual)) - (usual > 0 ? 1 : 0));
  }
  return largest;
}

std::optional<model::Case> case_of(const Attempt& attempt, const source::ParsedModule& module,
                                   const model::ObservedUnit& observed, const profile::Interpreter& python) {
  const model::Unit* unit = module.find_unit(attempt.candidate.unit.qualname);
  if (unit == nullptr) return std::nullopt;
  model::Case known;
  known.unit = attempt.candidate.unit.text();
  known.strategy = attempt.candidate.strategy;
  known.verdict = attempt.verdict.kind;
  if (attempt.verdict.accepted() && attempt.verdict.confirmed)
    known.gain = std::log(attempt.verdict.confirmed->estimate);
  known.seconds = attempt.verdict.seconds;
  known.expected_saving = attempt.candidate.expected_saving;
  known.python = fmt::format("CPython {}.{}", python.major, python.minor);
  known.machine = describe_machine();
  known.size_class = size_class(observed);
  known.vector = knowledge::write_vector(knowledge::vector_of(module.definition(*unit)));
  known.vector_version = knowledge::kVectorVersion;
  return known;
}

}  // namespace velox::agents
