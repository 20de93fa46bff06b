// SPDX-License-Identifier: Apache-2.0
// Tries what a trained network values most, or stops where it values that most. Its weights do not change within a session, the past of
// strategies among its features does. Not thread-safe.
#pragma once

#include "velox/learn/policy.hpp"
#include "velox/learn/q_function.hpp"

namespace velox::learn {

class DqnPolicy final : public Policy {
 public:
  /// Errors: usage, when there is no file; invalid, as QFunction::decode; unsupported, when it was trained for other features.
  static Result<DqnPolicy> create(PolicySetting setting);

  std::string name() const override { return "dqn"; }
  std::optional<std::size_t> choose(const Moment& moment) override;
  void learn(const Moment& moment, std::size_t action, const Outcome& outcome) override;

 private:
  DqnPolicy(QFunction network, Experience experience)
      : network_(std::move(network)), experience_(std::move(experience)) {}

  QFunction network_;
  Experience experience_;
};

}  // namespace velox::learn
