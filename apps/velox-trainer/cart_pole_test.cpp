// SPDX-License-Identifier: Apache-2.0
// The motion against steps that were computed apart, by solving the two coupled equations of motion of cart and pole.
#include "velox-trainer/cart_pole.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace velox::trainer {
namespace {

void expect_state(const CartPole::State& state, const CartPole::State& expected) {
  for (std::size_t i = 0; i < state.size(); ++i) EXPECT_NEAR(state[i], expected[i], 1e-11) << i;
}

TEST(CartPoleTest, MovesAsTheEquationsSay) {
  CartPole::State state{};
  state = CartPole::move(state, 1);
  expect_state(state, {0, 0.19512195122, 0, -0.292682926829});
  state = CartPole::move(state, 1);
  expect_state(state, {0.003902439024, 0.390243902439, -0.005853658537, -0.585365853659});
  state = CartPole::move(state, 1);
  expect_state(state, {0.011707317073, 0.585447355516, -0.01756097561, -0.879886982539});
  state = CartPole::move(state, 0);
  expect_state(state, {0.023416264183, 0.390568336155, -0.035158715261, -0.592776187552});
  expect_state(CartPole::move({0.5, -1.25, 0.2, -0.75}, 0), {0.475, -1.447235720612, 0.185, -0.401635010154});
}

TEST(CartPoleTest, FallsBeyondTheLimits) {
  EXPECT_FALSE(CartPole::fallen({2.4, 0, 0.2094, 0}));
  EXPECT_TRUE(CartPole::fallen({2.4001, 0, 0, 0}));
  EXPECT_TRUE(CartPole::fallen({-2.4001, 0, 0, 0}));
  EXPECT_TRUE(CartPole::fallen({0, 0, 0.2095, 0}));
  EXPECT_TRUE(CartPole::fallen({0, 0, -0.2095, 0}));
}

TEST(CartPoleTest, EndsWhenItFallsAndCountsTheLastStep) {
  CartPole environment;
  Random random(5);
  environment.reset(random);
  int steps = 0;
  double total = 0;
  StepResult result;
  do {
    result = environment.step(1);
    total += result.reward;
    ++steps;
  } while (result.ending == learn::Ending::none);
  EXPECT_EQ(result.ending, learn::Ending::terminal);
  EXPECT_EQ(total, steps);
  // Pushed one way only, the pole falls after 8 to 10 steps.
  EXPECT_GE(steps, 8);
  EXPECT_LE(steps, 10);
}

TEST(CartPoleTest, IsCutAfterFiveHundredSteps) {
  CartPole environment;
  Random random(5);
  learn::Situation now = environment.reset(random);
  learn::Ending ending = learn::Ending::none;
  int steps = 0;
  while (ending == learn::Ending::none) {
    // A controller by hand: push to the side that the pole is about to fall to, and gently towards the middle.
    const float lean = now.state[2] + 0.5F * now.state[3] + 0.05F * now.state[0] + 0.1F * now.state[1];
    const StepResult result = environment.step(lean > 0 ? 1 : 0);
    now = result.after;
    ending = result.ending;
    ++steps;
  }
  EXPECT_EQ(ending, learn::Ending::cut);
  EXPECT_EQ(steps, 500);
}

TEST(CartPoleTest, StartsNearTheMiddleFromItsSeed) {
  CartPole environment;
  Random one(5), same(5);
  const auto first = environment.reset(one);
  EXPECT_EQ(environment.reset(same), first);
  EXPECT_NE(environment.reset(one), first);
  for (const float value : first.state) EXPECT_LE(std::abs(value), 0.05F);
}

}  // namespace
}  // namespace velox::trainer
