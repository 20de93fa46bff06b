// SPDX-License-Identifier: Apache-2.0
// Deep Q-learning (Mnih et al., 2015) with the four switches of the settings: double targets (van Hasselt et al., "Deep
// reinforcement learning with double Q-learning", 2016: the online network chooses, the target network values), duelling heads
// (velox/learn/network.hpp), prioritised replay (velox/learn/replay.hpp) and n-step returns (whoever adds transitions
// makes them so). It knows no environment: transitions come in, values go out. Not thread-safe.
#pragma once

#include <cstdint>
#include <vector>

#include "velox-trainer/q_network.hpp"
#include "velox-trainer/settings.hpp"
#include "velox/base/random.hpp"
#include "velox/learn/replay.hpp"

namespace velox::trainer {

/// What one gradient step saw.
struct Update {
  double loss = 0;
  double error = 0;  ///< mean of |TD error|
  double value = 0;  ///< mean target
};

class Learner {
 public:
  /// `shape` names head and sizes; hidden layers and duelling are those of the settings. Errors: invalid, for sizes that no
  /// network has.
  static Result<Learner> create(const Settings& settings, learn::NetworkShape shape);

  const learn::NetworkPlan& plan() const { return network_.plan(); }
  QNetwork& network() { return network_; }
  const learn::Replay& replay() const { return replay_; }
  std::int64_t updates() const { return updates_; }

  void remember(learn::Transition transition) { replay_.add(std::move(transition)); }
  /// One gradient step; `progress` in [0, 1] is how much of the run is over. REQUIRES: replay().size() > 0.
  Update update(double progress, Random& random);
  /// The legal action of the largest value. REQUIRES: there is one.
  std::uint32_t best_action(const learn::Situation& situation);
  /// The mean |TD error| of transitions that need not be in the memory. 0 for none.
  double error_of(const std::vector<learn::Transition>& transitions);

  /// Network, optimiser, memory and count of updates: what is needed to go on as if nothing had happened.
  void store(learn::TensorFile& file) const;
  Result<void> restore(const learn::TensorFile& file);

 private:
  Learner(const Settings& settings, learn::NetworkPlan plan);
  /// Fills the batches of the transitions, and the objective but for its weights.
  void prepare(const std::vector<const learn::Transition*>& transitions);
  float target_of(const learn::Transition& transition, std::size_t row) const;

  Settings settings_;
  QNetwork network_;
  learn::Replay replay_;
  std::int64_t updates_ = 0;
  // Kept between steps for their memory only.
  learn::Draw draw_;
  std::vector<const learn::Transition*> drawn_;
  Batch before_, after_;
  Objective objective_;
  std::vector<float> target_values_, online_values_, errors_, action_values_;
};

}  // namespace velox::trainer
