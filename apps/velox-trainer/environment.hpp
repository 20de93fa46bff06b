// SPDX-License-Identifier: Apache-2.0
// What an online run learns from: something that shows a situation, takes an action, and answers with a reward.
#pragma once

#include <cstdint>

#include "velox/base/random.hpp"
#include "velox/learn/network.hpp"
#include "velox/learn/situation.hpp"

namespace velox::trainer {

struct StepResult {
  learn::Situation after;
  float reward = 0;
  learn::Ending ending = learn::Ending::none;
};

/// One episode at a time. Not thread-safe.
class Environment {
 public:
  virtual ~Environment() = default;
  /// How its situations look: head and sizes of the shape; hidden layers are the learner's business.
  virtual learn::NetworkShape shape() const = 0;
  /// Begins an episode; all chance comes from `random`.
  virtual learn::Situation reset(Random& random) = 0;
  /// REQUIRES: an episode is running and the action is legal.
  virtual StepResult step(std::uint32_t action) = 0;
};

}  // namespace velox::trainer
