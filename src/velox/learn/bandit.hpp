// SPDX-License-Identifier: Apache-2.0
// Thompson sampling (Agrawal and Goyal, "Thompson sampling for contextual bandits with linear payoffs", 2013; with unknown noise as
// Riquelme et al., "Deep Bayesian bandits showdown", 2018, section 3): draws what may be true of all candidates alike from what is
// believed, and does what would be best if it were.
//
// Three linear models over the features of an action instead of one of the reward. Most tries bring nothing and a few bring a factor of
// thirty: one line through both fits neither. So the chance of being accepted, the unit's log gain of those that are, and the logarithm
// of the seconds are learned apart, and what the unit's gain is worth to the workload is not learned at all, since it is known.
// Before anything was seen each model says what `estimate_of` says. Learns within the session. Not thread-safe.
#pragma once

#include <span>

#include "velox/learn/bayesian_regression.hpp"
#include "velox/learn/policy.hpp"

namespace velox::learn {

class Bandit final : public Policy {
 public:
  /// Uses setting.seed and experience, and goes on from setting.trained when there is any.
  /// Errors: invalid, unsupported (other features), naming the file.
  static Result<Bandit> create(PolicySetting setting);

  std::string name() const override { return "bandit"; }
  std::optional<std::size_t> choose(const Moment& moment) override;
  void learn(const Moment& moment, std::size_t action, const Outcome& outcome) override;
  /// From a decision of which only the chosen action's features were kept. The past of strategies stays as it is.
  void learn(std::span<const float> features, const Outcome& outcome);
  /// JSON, "velox.policy-statistics/1": the models' statistics, and the past of each strategy.
  std::string trained() const override;

  const Experience& experience() const { return experience_; }
  void set_experience(Experience experience) { experience_ = std::move(experience); }

 private:
  Bandit(std::uint64_t seed, Experience experience);
  Result<void> read(std::string_view text);

  Random random_;
  Experience experience_;
  BayesianRegression chance_, gain_, seconds_;
};

}  // namespace velox::learn
