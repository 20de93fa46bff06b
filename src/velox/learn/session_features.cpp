// SPDX-License-Identifier: Apache-2.0
#include "velox/learn/session_features.hpp"

#include <algorithm>
#include <cmath>

namespace velox::learn {

namespace {

/// Counts over many orders of magnitude: 0 at 0, 1 at about `most`.
float log_scaled(double count, double most) { return static_cast<float>(std::log1p(count) / std::log1p(most)); }

/// Unbounded numbers around 0 into (-1, 1), nearly as they are where they are small.
float squashed(double number) { return static_cast<float>(std::tanh(number)); }

float as_number(bool yes) { return yes ? 1.0F : 0.0F; }

}  // namespace

std::vector<float> state_features(const SessionState& state) {
  return {static_cast<float>(state.own_share),
          static_cast<float>(state.cumulative_share),
          log_scaled(static_cast<double>(state.calls), 1e7),
          log_scaled(state.lines, 1000),
          log_scaled(state.tried, 50),
          log_scaled(state.accepted, 10),
          squashed(state.log_speedup / 4),
          static_cast<float>(state.budget_left)};
}

std::vector<float> action_features(const model::Candidate& candidate, const StrategyPast& past) {
  // The rate of a strategy that was never tried is one half: one success and one failure are thought to have been seen.
  const double rate = (past.accepted + 1.0) / (past.tried + 2.0);
  return {0,  // not stopping
          static_cast<float>(candidate.expected_saving),
          // A saving of a tenth of a per cent and one of a half differ in kind as well as in size.
          log_scaled(candidate.expected_saving * 1e4, 1e4),
          squashed(std::log(std::max(candidate.expected_factor, 1e-3)) / 4),
          as_number(candidate.assurance == model::Assurance::proven),
          as_number(candidate.assurance == model::Assurance::tested),
          as_number(candidate.assurance == model::Assurance::observed),
          as_number(candidate.judging == model::Judging::sequence),
          as_number(candidate.judging == model::Judging::workload),
          as_number(!candidate.cost_after.empty() && candidate.cost_before != candidate.cost_after),
          static_cast<float>(rate), log_scaled(past.tried, 1000), squashed(past.mean_log_gain / 4),
          static_cast<float>(std::min(past.mean_cost, 1.0))};
}

std::vector<float> stop_features() {
  std::vector<float> features(kActionFeatures, 0);
  features.front() = 1;
  return features;
}

Situation situation_of(const SessionState& state, const std::vector<model::Candidate>& candidates,
                       const std::vector<StrategyPast>& pasts) {
  Situation situation{state_features(state), {}};
  const auto append = [&](const std::vector<float>& row) {
    situation.actions.insert(situation.actions.end(), row.begin(), row.end());
  };
  for (std::size_t i = 0; i < candidates.size(); ++i) append(action_features(candidates[i], pasts[i]));
  append(stop_features());
  return situation;
}

double reward_of(const model::Verdict& verdict, double budget_s) {
  const double gain = verdict.accepted() && verdict.confirmed ? std::log(verdict.confirmed->estimate) : 0;
  return gain - verdict.seconds / budget_s;
}

}  // namespace velox::learn
