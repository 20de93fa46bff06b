// SPDX-License-Identifier: Apache-2.0
#include "velox/learn/greedy_policy.hpp"

#include "velox/learn/estimate.hpp"

namespace velox::learn {

std::optional<std::size_t> GreedyPolicy::choose(const Moment& moment) {
  std::optional<std::size_t> best;
  // A second costs 1 / budget, so that a reward is positive exactly where the gain per second is above that.
  double most = 1 / moment.budget_s;
  for (std::size_t i = 0; i < moment.actions.size(); ++i) {
    const Estimate estimate = estimate_of(moment, moment.actions[i], experience_);
    const double gain_per_second = expected_gain(moment, moment.actions[i], estimate) / estimate.seconds;
    if (gain_per_second <= most) continue;
    most = gain_per_second;
    best = i;
  }
  return best;
}

void GreedyPolicy::learn(const Moment& moment, std::size_t action, const Outcome& outcome) {
  experience_.add(moment.actions[action].strategy, outcome);
}

}  // namespace velox::learn
