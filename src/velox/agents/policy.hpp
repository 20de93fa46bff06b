// SPDX-License-Identifier: Apache-2.0
// Chooses which candidate to try next, or to stop. One instance per run; not thread-safe.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "velox/base/error.hpp"
#include "velox/model/candidate.hpp"

namespace velox::agents {

class Policy {
 public:
  virtual ~Policy() = default;
  virtual std::string name() const = 0;
  /// Index into `legal` (never empty) of the next candidate; nullopt stops the unit.
  virtual std::optional<std::size_t> choose(const std::vector<model::Candidate>& legal) = 0;
};

/// "expected" (largest expected saving of the workload's time first; stops where it is below a hundredth of a per cent),
/// "catalogue" (the order of the catalogue), "random" (seeded); "auto" is "expected". Errors: usage for other names.
Result<std::unique_ptr<Policy>> make_policy(const std::string& name, std::uint64_t seed);

}  // namespace velox::agents
