// SPDX-License-Identifier: Apache-2.0
// CartPole-v1: a pole on a cart that is pushed left or right. Barto, Sutton and Anderson, "Neuronlike adaptive elements
// that can solve difficult learning control problems", 1983, with the constants, the Euler steps and the limits of Gymnasium's
// gymnasium/envs/classic_control/cartpole.py. A known task: whoever learns it right reaches a mean return of 475 of 500.
#pragma once

#include <array>

#include "velox-trainer/environment.hpp"

namespace velox::trainer {

class CartPole final : public Environment {
 public:
  /// Position (m), speed (m/s), angle of the pole from upright (rad), its speed (rad/s).
  using State = std::array<double, 4>;
  static constexpr int kMostSteps = 500;

  /// 0.02 s of motion under a push of 10 N to the left (action 0) or to the right (1).
  static State move(const State& state, std::uint32_t action);
  /// Whether the cart is more than 2.4 m away or the pole leans by more than 12 degrees.
  static bool fallen(const State& state);

  learn::NetworkShape shape() const override { return {learn::Head::actions, 4, 2, {}, true}; }
  learn::Situation reset(Random& random) override;
  /// A reward of 1 for every step, the last one included.
  StepResult step(std::uint32_t action) override;

 private:
  learn::Situation situation() const;
  State state_{};
  int steps_ = 0;
};

}  // namespace velox::trainer
