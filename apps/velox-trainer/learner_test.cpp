// SPDX-License-Identifier: Apache-2.0
// A corridor whose values are known: three places in a row, left or right, and a reward of 1 behind the right end.
#include "velox-trainer/learner.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "velox/learn/n_step.hpp"
#include "velox/learn/q_function.hpp"

namespace velox::trainer {
namespace {

constexpr double kGamma = 0.8;
constexpr int kPlaces = 3;
constexpr std::uint32_t kRight = 1;

/// Q*: 1 behind the last step to the right, discounted for each step before it; left of place 0 there is a wall.
double true_value(int place, std::uint32_t action) {
  const int next = action == kRight ? place + 1 : std::max(place - 1, 0);
  return next == kPlaces ? 1 : kGamma * std::pow(kGamma, kPlaces - 1 - next);
}

learn::Situation place_of(learn::Head head, int place) {
  learn::Situation situation{std::vector<float>(kPlaces, 0), {}};
  if (place < kPlaces) situation.state[static_cast<std::size_t>(place)] = 1;
  if (head == learn::Head::features && place < kPlaces) situation.actions = {1, 0, 0, 1};
  return situation;
}

/// Walks from every place, with every first action and then to the right: n-step returns of such walks are true values.
void remember_walks(Learner& learner, learn::Head head, std::size_t n_step) {
  std::vector<learn::Transition> made;
  for (int start = 0; start < kPlaces; ++start)
    for (const std::uint32_t first : {0U, 1U}) {
      learn::NStep accumulator(n_step, kGamma);
      std::uint32_t action = first;
      for (int place = start; place < kPlaces; action = kRight) {
        const int next = action == kRight ? place + 1 : std::max(place - 1, 0);
        const bool end = next == kPlaces;
        accumulator.add(place_of(head, place), action, end ? 1 : 0, place_of(head, next),
                        end ? learn::Ending::terminal : learn::Ending::none, made);
        place = next;
      }
    }
  for (auto& transition : made) learner.remember(std::move(transition));
}

Settings corridor_settings(unsigned switches) {
  Settings settings;
  settings.double_targets = (switches & 1U) != 0;
  settings.duelling = (switches & 2U) != 0;
  settings.prioritised = (switches & 4U) != 0;
  settings.n_step = (switches & 8U) != 0 ? 3 : 1;
  settings.gamma = kGamma;
  settings.hidden = {24};
  settings.batch = 32;
  settings.learning_rate = 5e-3;
  settings.target_every = 20;
  return settings;
}

class SwitchesTest : public ::testing::TestWithParam<unsigned> {};

TEST_P(SwitchesTest, FindsTheTrueValuesOfACorridor) {
  for (const learn::Head head : {learn::Head::actions, learn::Head::features}) {
    const Settings settings = corridor_settings(GetParam());
    auto learner = Learner::create(settings, {head, kPlaces, 2, {}, true});
    ASSERT_TRUE(learner) << learner.error().describe();
    remember_walks(*learner, head, settings.n_step);
    Random random(2);
    for (int i = 0; i < 800; ++i) learner->update(i / 800.0, random);
    std::vector<float> values;
    for (int place = 0; place < kPlaces; ++place) {
      learn::value_actions(learner->plan(), learner->network().parameters(Weights::online), place_of(head, place),
                           values);
      for (const std::uint32_t action : {0U, 1U}) EXPECT_NEAR(values[action], true_value(place, action), 0.03);
      EXPECT_EQ(learner->best_action(place_of(head, place)), kRight);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(AllOfThem, SwitchesTest, ::testing::Range(0U, 16U));

TEST(LearnerTest, DoubleTargetsTakeTheChoiceOfTheOnlineNetwork) {
  // One linear layer, state of one number: the online network is moved until it prefers the action that the target does not.
  Settings settings = corridor_settings(0);
  settings.hidden = {};
  settings.batch = 1;
  settings.target_every = 1000000;
  for (const bool twice : {false, true}) {
    settings.double_targets = twice;
    auto learner = Learner::create(settings, {learn::Head::actions, 1, 2, {}, false}).value();
    std::vector<float> frozen;
    const learn::Situation one{{1}, {}};
    learn::value_actions(learner.plan(), learner.network().parameters(Weights::target), one, frozen);
    const auto worse = static_cast<std::uint32_t>(1 - learn::best_of(frozen));
    learner.remember({one, worse, 10, one, 0});
    Random random(1);
    for (int i = 0; i < 500; ++i) learner.update(0, random);
    ASSERT_EQ(learner.best_action(one), worse);
    std::vector<float> online;
    learn::value_actions(learner.plan(), learner.network().parameters(Weights::online), one, online);
    const double target = 1 + 0.5 * frozen[twice ? worse : 1 - worse];
    EXPECT_NEAR(learner.error_of({{one, 0, 1, one, 0.5F}}), std::abs(online[0] - target), 1e-5);
  }
}

TEST(LearnerTest, RefusesStoredStateOfAnotherNetwork) {
  const Settings settings = corridor_settings(15);
  auto learner = Learner::create(settings, {learn::Head::actions, kPlaces, 2, {}, true}).value();
  remember_walks(learner, learn::Head::actions, 3);
  learn::TensorFile file;
  learner.store(file);
  EXPECT_TRUE(learner.restore(file));
  auto other = Learner::create(settings, {learn::Head::actions, kPlaces + 1, 2, {}, true}).value();
  EXPECT_EQ(other.restore(file).error().message(), "tensor 'network.online' is of another network");
  auto same_size = Learner::create(settings, {learn::Head::features, 1, 2, {}, true});
  EXPECT_FALSE(same_size->restore(file));
}

}  // namespace
}  // namespace velox::trainer
