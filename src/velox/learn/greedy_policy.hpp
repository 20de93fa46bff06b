// SPDX-License-Identifier: Apache-2.0
// Tries what has brought the most per second so far, by the mean of the strategy's past on a unit of this share (`estimate_of`). Stops
// where that is no more than the seconds cost. Adds to its memory within the session. Not thread-safe.
#pragma once

#include "velox/learn/policy.hpp"

namespace velox::learn {

class GreedyPolicy final : public Policy {
 public:
  explicit GreedyPolicy(Experience experience) : experience_(std::move(experience)) {}

  std::string name() const override { return "greedy"; }
  std::optional<std::size_t> choose(const Moment& moment) override;
  void learn(const Moment& moment, std::size_t action, const Outcome& outcome) override;

 private:
  Experience experience_;
};

}  // namespace velox::learn
