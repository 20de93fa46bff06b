// SPDX-License-Identifier: Apache-2.0
// An optimisation session as numbers: the state of a unit under work, each candidate that may be tried next, stopping, and
// what a try was worth. All features lie in about [-1, 1]. A policy is trained for one version of them. Pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "velox/learn/situation.hpp"
#include "velox/model/candidate.hpp"
#include "velox/model/verdict.hpp"

namespace velox::learn {

/// Raised whenever a feature changes its meaning or place.
constexpr int kFeaturesVersion = 1;
constexpr std::size_t kStateFeatures = 8;
constexpr std::size_t kActionFeatures = 14;

/// What is known of the unit and the session when the next try is chosen.
struct SessionState {
  double own_share = 0, cumulative_share = 0;  ///< of the workload's time, 0..1, now
  std::uint64_t calls = 0;
  std::uint32_t lines = 0;  ///< of the unit
  int tried = 0, accepted = 0;
  double log_speedup = 0;  ///< of the unit so far: sum of ln(before / after)
  double budget_left = 1;  ///< 0..1
};

/// What became of earlier tries of a strategy, anywhere.
struct StrategyPast {
  int tried = 0, accepted = 0;
  double mean_log_gain = 0;  ///< of the accepted ones
  double mean_cost = 0;      ///< share of a budget
};

std::vector<float> state_features(const SessionState& state);
std::vector<float> action_features(const model::Candidate& candidate, const StrategyPast& past);
std::vector<float> stop_features();

/// The situation with these candidates to choose from, and stopping as the last action. REQUIRES: a past for each candidate.
Situation situation_of(const SessionState& state, const std::vector<model::Candidate>& candidates,
                       const std::vector<StrategyPast>& pasts);

/// ln(before / after) of a confirmed gain, 0 otherwise, less the share of the budget that it took. REQUIRES: budget_s > 0.
double reward_of(const model::Verdict& verdict, double budget_s);

}  // namespace velox::learn
