// SPDX-License-Identifier: Apache-2.0
// What is remembered and how it is drawn: sum tree, n-step returns, replay.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "velox/learn/n_step.hpp"
#include "velox/learn/replay.hpp"
#include "velox/learn/safetensors.hpp"
#include "velox/learn/schedule.hpp"
#include "velox/learn/sum_tree.hpp"

namespace velox::learn {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(SumTreeTest, FindsTheStretchThatAMassLiesIn) {
  SumTree tree(5);
  const std::vector<double> weights{1, 0, 2.5, 0, 0.5};
  for (std::size_t i = 0; i < weights.size(); ++i) tree.set(i, weights[i]);
  EXPECT_DOUBLE_EQ(tree.total(), 4);
  EXPECT_EQ(tree.find(0), 0U);
  EXPECT_EQ(tree.find(0.999), 0U);
  EXPECT_EQ(tree.find(1), 2U);
  EXPECT_EQ(tree.find(3.499), 2U);
  EXPECT_EQ(tree.find(3.5), 4U);
}

TEST(SumTreeTest, NeverFindsAnEmptyPlace) {
  SumTree tree(6);
  tree.set(1, 0.1);
  tree.set(3, 0.7);
  for (const double mass : {-1.0, 0.0, 0.1, 0.8, 0.8000001, 5.0}) EXPECT_GT(tree.weight(tree.find(mass)), 0) << mass;
}

TEST(SumTreeTest, AgreesWithAWalkOverTheWeights) {
  Random random(7);
  SumTree tree(100);
  std::vector<double> weights(100);
  for (int change = 0; change < 2000; ++change) {
    const std::size_t place = random.below(100);
    weights[place] = random.coin() ? random.uniform() * 10 : 0;
    tree.set(place, weights[place]);
    const double mass = random.uniform() * tree.total();
    std::size_t expected = 0;
    for (double left = mass; expected + 1 < weights.size() && left >= weights[expected]; ++expected)
      left -= weights[expected];
    if (tree.total() > 0) {
      EXPECT_EQ(tree.find(mass), expected);
    }
  }
}

Situation at(float x) { return {{x}, {}}; }

TEST(NStepTest, AddsDiscountedRewardsOverThreeSteps) {
  NStep accumulator(3, 0.5);
  std::vector<Transition> out;
  accumulator.add(at(0), 1, 1, at(1), Ending::none, out);
  accumulator.add(at(1), 0, 2, at(2), Ending::none, out);
  EXPECT_TRUE(out.empty());
  accumulator.add(at(2), 1, 4, at(3), Ending::none, out);
  EXPECT_THAT(out, ElementsAre(Transition{at(0), 1, 1 + 1 + 1, at(3), 0.125F}));
  EXPECT_EQ(accumulator.pending(), 2U);
}

TEST(NStepTest, GivesShorterTransitionsAtATerminalEnd) {
  NStep accumulator(3, 0.5);
  std::vector<Transition> out;
  accumulator.add(at(0), 1, 1, at(1), Ending::none, out);
  accumulator.add(at(1), 0, 2, at(2), Ending::terminal, out);
  EXPECT_THAT(out, ElementsAre(Transition{at(0), 1, 2, at(2), 0}, Transition{at(1), 0, 2, at(2), 0}));
  EXPECT_EQ(accumulator.pending(), 0U);
}

TEST(NStepTest, KeepsTheValueOfWhatFollowsACut) {
  NStep accumulator(3, 0.5);
  std::vector<Transition> out;
  accumulator.add(at(0), 1, 1, at(1), Ending::none, out);
  accumulator.add(at(1), 0, 2, at(2), Ending::cut, out);
  EXPECT_THAT(out, ElementsAre(Transition{at(0), 1, 2, at(2), 0.25F}, Transition{at(1), 0, 2, at(2), 0.5F}));
}

TEST(ScheduleTest, MovesInALineAndThenStays) {
  const Schedule schedule{1, 0.2, 100};
  EXPECT_DOUBLE_EQ(schedule.at(0), 1);
  EXPECT_DOUBLE_EQ(schedule.at(50), 0.6);
  EXPECT_DOUBLE_EQ(schedule.at(1000), 0.2);
  EXPECT_DOUBLE_EQ((Schedule{1, 0.2, 0}.at(0)), 0.2);
}

Transition numbered(int number) {
  const auto x = static_cast<float>(number);
  return {{{x, -x}, {}}, static_cast<std::uint32_t>(number % 2), x / 2, {{x + 1, -x - 1}, {}}, 0.9F};
}

Replay filled(ReplaySettings settings, int count) {
  Replay replay(settings);
  for (int i = 0; i < count; ++i) replay.add(numbered(i));
  return replay;
}

TEST(ReplayTest, ForgetsTheOldestFirst) {
  const Replay replay = filled({.capacity = 4}, 6);
  EXPECT_EQ(replay.size(), 4U);
  EXPECT_EQ(replay.at(0), numbered(4));
  EXPECT_EQ(replay.at(1), numbered(5));
  EXPECT_EQ(replay.at(2), numbered(2));
}

TEST(ReplayTest, DrawsTheSameFromTheSameSeed) {
  for (const bool prioritised : {true, false}) {
    const Replay replay = filled({.capacity = 100, .prioritised = prioritised}, 100);
    Random one(3), same(3), other(4);
    Draw a, b, c;
    replay.draw(32, 0.4, one, a);
    replay.draw(32, 0.4, same, b);
    replay.draw(32, 0.4, other, c);
    EXPECT_EQ(a.places, b.places);
    EXPECT_NE(a.places, c.places);
  }
}

TEST(ReplayTest, DrawsInProportionToTheErrorAndUndoesItByWeights) {
  Replay replay = filled({.capacity = 2, .alpha = 1, .floor = 0}, 2);
  replay.set_errors(std::vector<std::uint32_t>{0, 1}, std::vector<float>{3, -1});
  Random random(1);
  Draw draw;
  int first = 0;
  for (int i = 0; i < 1000; ++i) {
    replay.draw(4, 1, random, draw);
    for (std::size_t k = 0; k < 4; ++k) {
      first += draw.places[k] == 0 ? 1 : 0;
      // Shares are 3/4 and 1/4: the rare one counts in full, the other a third of that.
      EXPECT_FLOAT_EQ(draw.weights[k], draw.places[k] == 0 ? 1.0F / 3 : 1.0F);
    }
  }
  EXPECT_EQ(first, 3000);  // four equal parts of the whole: three of them are all of place 0
}

TEST(ReplayTest, IsTheSameAfterStoringItAway) {
  const ReplaySettings settings{.capacity = 50};
  Replay replay = filled(settings, 70);
  replay.set_errors(std::vector<std::uint32_t>{3, 7}, std::vector<float>{2, 0.25F});
  TensorFile file;
  replay.store(file);
  auto copy = Replay::restore(settings, TensorFile::decode(file.encode(), "memory").value());
  ASSERT_TRUE(copy) << copy.error().describe();
  for (Replay* each : {&replay, &*copy}) each->add(numbered(1000));
  for (std::size_t i = 0; i < 50; ++i) EXPECT_EQ(replay.at(i), copy->at(i));
  Random one(9), same(9);
  Draw a, b;
  replay.draw(64, 0.5, one, a);
  copy->draw(64, 0.5, same, b);
  EXPECT_EQ(a.places, b.places);
  EXPECT_EQ(a.weights, b.weights);
}

TEST(ReplayTest, RefusesAMemoryThatDoesNotFitTogether) {
  TensorFile file;
  filled({.capacity = 10}, 5).store(file);
  EXPECT_THAT(Replay::restore({.capacity = 4}, file).error().message(), HasSubstr("larger than its capacity"));
  EXPECT_THAT(Replay::restore({.capacity = 10, .prioritised = false}, file).error().message(), HasSubstr("priorities"));
  EXPECT_THAT(Replay::restore({.capacity = 10}, TensorFile()).error().message(), HasSubstr("is missing"));
}

}  // namespace
}  // namespace velox::learn
