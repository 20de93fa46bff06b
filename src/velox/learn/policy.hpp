// SPDX-License-Identifier: Apache-2.0
// Chooses which experiment to make next, or to stop. Every policy sits behind this interface, in live sessions and in replayed
// ones. One instance per session; not thread-safe.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "velox/base/error.hpp"
#include "velox/base/json.hpp"
#include "velox/learn/experience.hpp"
#include "velox/learn/session.hpp"

namespace velox::learn {

class Policy {
 public:
  virtual ~Policy() = default;
  virtual std::string name() const = 0;
  /// Index into moment.actions; nullopt stops the session.
  virtual std::optional<std::size_t> choose(const Moment& moment) = 0;
  /// What came of the choice, for policies that learn within a session. `moment` is the one that was chosen in.
  virtual void learn(const Moment& moment, std::size_t action, const Outcome& outcome) {
    (void)moment, (void)action, (void)outcome;
  }
  /// The bytes of its file after what it has learned so far; empty for one that learns nothing.
  virtual std::string trained() const { return {}; }
};

/// The kinds of policies by name:
///   catalogue  the order of the profile and of the catalogue; never stops by itself
///   random     any, with equal chance; never stops by itself
///   expected   the largest expected saving by the pages' measured effects; stops where no saving is worth an experiment
///   greedy     the largest mean gain per second in the past (Experience), the pages' figures where there is none
///   bandit     contextual Thompson sampling: Bayesian linear models of chance, gain and cost over the features
///   dqn        the largest Q of a trained network, whose features include stopping
/// What a policy has learned is its file ("velox.policy-statistics/1" as JSON, or safetensors): bytes here.
struct PolicySetting {
  std::string kind = "expected";
  std::uint64_t seed = 1;
  Experience experience;   ///< what greedy, bandit and the features rest on
  std::string trained;     ///< bytes of the policy's file; needed by dqn, optional for bandit
  std::string trained_in;  ///< names the bytes in errors
};

/// Errors: usage for an unknown kind, or for dqn without a file; invalid or unsupported for a file that does not fit.
Result<std::unique_ptr<Policy>> make_policy(PolicySetting setting);

}  // namespace velox::learn
