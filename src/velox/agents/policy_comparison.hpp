// SPDX-License-Identifier: Apache-2.0
// The use cases `learn compare`, `promote` and `rollback`. A policy comes into use only when it was surely better than the one in use, on
// recorded projects that neither of them was trained on; there is no other way in.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "velox/agents/memory.hpp"
#include "velox/agents/policy_shelf.hpp"
#include "velox/base/json.hpp"
#include "velox/learn/evaluation.hpp"

namespace velox::agents {

struct CompareSetting {
  std::string challenger;  ///< empty: the newest that was trained
  std::string champion;    ///< empty: the one in use
  fs::path outcomes;       ///< of `learn collect`
  double budget_s = 60;    ///< of a replayed session
  int seeds = 5;           ///< sessions on each project
};

/// A policy by itself, over projects where something is to be gained.
struct Performance {
  learn::Interval gain_share;  ///< of the best known gain, at the end of a session
  learn::Interval
      cost;  ///< seconds to nearly all of it (learn::kNearlyAll); those who never get there pay for everything
  double reached = 0;  ///< share of the sessions that get there
};

struct PolicyComparison {
  ComparedPolicies kept;       ///< as it is remembered; the difference is that of the reward
  learn::Comparison replayed;  ///< in detail
  Performance challenger, champion;
};

/// Replays sessions of both on the same projects, and remembers what came of it. Errors: usage (no such policies; no project left),
/// invalid (a policy's file, or that of the outcomes).
Result<PolicyComparison> compare_policies(Memory& memory, const CompareSetting& setting);

/// Puts a policy into use. The last comparison of this very policy with the one in use has to say that it is better. Errors: conflict,
/// with what is missing; usage.
Result<void> promote_policy(Memory& memory, const std::string& name);

/// The one before comes into use again; its name. Error conflict when nothing was promoted.
Result<std::string> roll_back_policy(Memory& memory);

/// `velox.comparison/1`.
Json to_json(const PolicyComparison& comparison);

}  // namespace velox::agents
