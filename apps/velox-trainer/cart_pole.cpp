// SPDX-License-Identifier: Apache-2.0
#include "velox-trainer/cart_pole.hpp"

#include <cmath>
#include <numbers>

namespace velox::trainer {

namespace {

constexpr double kGravity = 9.8;
constexpr double kCartMass = 1.0;
constexpr double kPoleMass = 0.1;
constexpr double kTotalMass = kCartMass + kPoleMass;
constexpr double kHalfLength = 0.5;
constexpr double kPoleMoment = kPoleMass * kHalfLength;
constexpr double kForce = 10.0;
constexpr double kSeconds = 0.02;
constexpr double kFarthest = 2.4;
constexpr double kSteepest = 12.0 * 2.0 * std::numbers::pi / 360.0;
constexpr double kStartSpread = 0.05;

}  // namespace

CartPole::State CartPole::move(const State& state, std::uint32_t action) {
  const auto [x, x_speed, angle, angle_speed] = state;
  const double force = action == 1 ? kForce : -kForce;
  const double cosine = std::cos(angle);
  const double sine = std::sin(angle);
  const double push = (force + kPoleMoment * angle_speed * angle_speed * sine) / kTotalMass;
  const double angle_acceleration =
      (kGravity * sine - cosine * push) / (kHalfLength * (4.0 / 3.0 - kPoleMass * cosine * cosine / kTotalMass));
  const double acceleration = push - kPoleMoment * angle_acceleration * cosine / kTotalMass;
  return {x + kSeconds * x_speed, x_speed + kSeconds * acceleration, angle + kSeconds * angle_speed,
          angle_speed + kSeconds * angle_acceleration};
}

bool CartPole::fallen(const State& state) { return std::abs(state[0]) > kFarthest || std::abs(state[2]) > kSteepest; }

learn::Situation CartPole::reset(Random& random) {
  for (double& value : state_) value = kStartSpread * (2 * random.uniform() - 1);
  steps_ = 0;
  return situation();
}

StepResult CartPole::step(std::uint32_t action) {
  state_ = move(state_, action);
  ++steps_;
  const auto ending = fallen(state_)         ? learn::Ending::terminal
                      : steps_ >= kMostSteps ? learn::Ending::cut
                                             : learn::Ending::none;
  return {situation(), 1.0F, ending};
}

learn::Situation CartPole::situation() const { return {std::vector<float>(state_.begin(), state_.end()), {}}; }

}  // namespace velox::trainer
