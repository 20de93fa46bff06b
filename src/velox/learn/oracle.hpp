// SPDX-License-Identifier: Apache-2.0
// What a session could have brought had all outcomes been known before: the measure of regret. Pure functions.
#pragma once

#include <cstddef>
#include <vector>

#include "velox/learn/outcome_table.hpp"
#include "velox/learn/replay_session.hpp"

namespace velox::learn {

/// A try by its place in the table.
struct PlannedTry {
  std::size_t unit = 0, base = 0, try_index = 0;

  bool operator==(const PlannedTry&) const = default;
};

/// The tries with the largest sum of rewards, in the order of what they save per second. Exact without a limit (oracle.cpp says why);
/// where the budget is too short for all that pays, the best of what fits step by step, which may be less than the best there is.
std::vector<PlannedTry> best_plan(const RecordedProject& project, double budget_s);

/// The session that makes them.
Trajectory run_oracle(const RecordedProject& project, double budget_s);

/// Log gain of the workload when each unit takes its fastest recorded path, whatever it costs.
double best_known_gain(const RecordedProject& project);

/// Seconds of trying everything in the order of the catalogue, without a limit.
double whole_cost(const RecordedProject& project);

}  // namespace velox::learn
