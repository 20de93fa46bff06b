// SPDX-License-Identifier: Apache-2.0
#include "velox/learn/session.hpp"

#include <algorithm>
#include <cmath>

namespace velox::learn {

namespace {

constexpr double kLeastLeft = 1e-12;  ///< beyond any clock; keeps every logarithm finite, whatever a file says

/// workload_left after `unit` got faster by another exp(log_gain); as it is when `unit` is none of them.
double left_after(const std::vector<UnitState>& units, std::size_t unit, double log_gain) {
  double saved = 0, speedups = 0;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const double total = units[i].log_speedup + (i == unit ? log_gain : 0);
    const double original_share =
        std::min(units[i].cumulative_share / std::max(std::exp(-units[i].log_speedup), kLeastLeft), 1.0);
    saved += original_share * -std::expm1(-total);
    speedups += total;
  }
  return std::max({1 - saved, std::exp(-speedups), kLeastLeft});
}

}  // namespace

double workload_gain(double share, double log_gain) {
  return -std::log1p(std::clamp(share, 0.0, 1.0) * std::expm1(-log_gain));
}

double workload_left(const std::vector<UnitState>& units) { return left_after(units, units.size(), 0); }

double gain_in(const std::vector<UnitState>& units, std::size_t unit, double log_gain) {
  return std::log(workload_left(units) / left_after(units, unit, log_gain));
}

double reward_of(const Moment& moment, const Action& action, const Outcome& outcome) {
  return gain_in(moment.units, action.unit, outcome.log_gain) - outcome.seconds / moment.budget_s;
}

Action action_of(const model::Candidate& candidate, std::size_t unit) {
  Action action;
  action.strategy = candidate.strategy;
  action.unit = unit;
  action.assurance = candidate.assurance;
  action.judging = candidate.judging;
  action.changes_class = !candidate.cost_after.empty() && candidate.cost_before != candidate.cost_after;
  action.expected_factor = candidate.expected_factor;
  action.expected_saving = candidate.expected_saving;
  return action;
}

Outcome outcome_of(const model::Verdict& verdict) {
  Outcome outcome{verdict.kind, 0, verdict.seconds};
  if (verdict.accepted() && verdict.confirmed) outcome.log_gain = std::log(std::max(verdict.confirmed->estimate, 1.0));
  return outcome;
}

}  // namespace velox::learn
