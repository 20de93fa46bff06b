// SPDX-License-Identifier: Apache-2.0
// The use case `learn status`: which policy is in use, what there is to learn from, and what has been learned.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "velox/agents/memory.hpp"
#include "velox/agents/policy_shelf.hpp"
#include "velox/base/json.hpp"

namespace velox::agents {

/// A policy on the shelf, and how it fared the last time that it was compared with the one in use.
struct ShelvedPolicy {
  TrainedPolicy policy;
  std::string problem;  ///< why it cannot be used; empty when it can
  std::optional<ComparedPolicies> last;
};

/// How a strategy has fared in all experiments that are remembered.
struct StrategyRecord {
  std::string strategy;
  int tried = 0, accepted = 0;
  double log_gain = 0;  ///< of the unit, mean over the accepted ones
  double seconds = 0;   ///< mean of an experiment
};

struct PolicyStatus {
  std::string in_use;
  std::optional<std::string> since;   ///< none when nothing was promoted
  std::optional<std::string> before;  ///< what a rollback would bring back
  std::int64_t sessions = 0;
  std::size_t experiments = 0;
  std::vector<ShelvedPolicy> trained;      ///< oldest first
  std::vector<StrategyRecord> strategies;  ///< the most often tried first
};

/// Errors: the store's.
Result<PolicyStatus> policy_status(Memory& memory);

/// `velox.learn-status/1`.
Json to_json(const PolicyStatus& status);

}  // namespace velox::agents
