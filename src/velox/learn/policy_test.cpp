// SPDX-License-Identifier: Apache-2.0
// What each policy chooses where the right choice is known.
#include "velox/learn/policy.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "velox/learn/estimate.hpp"
#include "velox/learn/q_function.hpp"
#include "velox/learn/session_features.hpp"

namespace velox::learn {
namespace {

using ::testing::HasSubstr;

/// One unit with half of the time; strategies "r0", "r1", ... with these expected savings.
Moment moment_of(std::vector<double> savings) {
  Moment moment;
  moment.units.resize(1);
  moment.units[0].own_share = moment.units[0].cumulative_share = 0.5;
  for (const double saving : savings) {
    Action action;
    action.strategy = "r" + std::to_string(moment.actions.size());
    action.expected_saving = saving;
    moment.actions.push_back(action);
  }
  return moment;
}

PolicySetting setting_of(std::string kind, std::uint64_t seed = 1) {
  PolicySetting setting;
  setting.kind = std::move(kind);
  setting.seed = seed;
  return setting;
}

std::unique_ptr<Policy> policy_of(std::string kind, std::uint64_t seed = 1) {
  return make_policy(setting_of(std::move(kind), seed)).value();
}

/// A network of one layer whose value is one feature of the action.
std::string network_that_likes(std::size_t feature, std::size_t state_size = kStateFeatures) {
  const NetworkShape shape{Head::features, state_size, kActionFeatures, {}, false};
  const auto plan = plan_network(shape).value();
  std::vector<float> parameters(plan.parameters, 0);
  parameters[plan.main[0].weights_at + state_size + feature] = 1;
  return QFunction::create(shape, parameters)->encode({});
}

TEST(PolicyTest, CatalogueTakesTheFirst) { EXPECT_EQ(policy_of("catalogue")->choose(moment_of({0, 0.3})), 0U); }

TEST(PolicyTest, RandomTakesAnyAndTheSameForTheSameSeed) {
  const auto policy = policy_of("random", 4), same = policy_of("random", 4);
  std::set<std::size_t> seen;
  for (int i = 0; i < 100; ++i) {
    const auto choice = policy->choose(moment_of({0.1, 0.1, 0.1}));
    EXPECT_EQ(choice, same->choose(moment_of({0.1, 0.1, 0.1})));
    seen.insert(choice.value());
  }
  EXPECT_EQ(seen.size(), 3U);
}

TEST(PolicyTest, ExpectedTakesTheLargestSavingAndStopsWhereNoneIsWorthIt) {
  EXPECT_EQ(policy_of("expected")->choose(moment_of({0.1, 0.3, 0.2})), 1U);
  EXPECT_EQ(policy_of("expected")->choose(moment_of({0.00009, 0})), std::nullopt);
}

TEST(PolicyTest, GreedyGoesByThePagesUntilItKnowsBetter) {
  auto setting = setting_of("greedy");
  EXPECT_EQ(make_policy(setting).value()->choose(moment_of({0.2, 0.3})), 1U);
  setting.experience = Experience({{"r0", {10, 8, 1.5, 2}}, {"r1", {10, 1, 0.1, 2}}});
  EXPECT_EQ(make_policy(setting).value()->choose(moment_of({0.2, 0.3})), 0U);
}

TEST(PolicyTest, GreedyPrefersTheQuickerOfEqualGains) {
  auto setting = setting_of("greedy");
  setting.experience = Experience({{"r0", {10, 5, 1, 8}}, {"r1", {10, 5, 1, 2}}});
  EXPECT_EQ(make_policy(setting).value()->choose(moment_of({0.2, 0.2})), 1U);
}

TEST(PolicyTest, GreedyLearnsToStop) {
  const auto policy = policy_of("greedy");
  const Moment moment = moment_of({0.2});
  int tried = 0;
  for (; policy->choose(moment) && tried < 100; ++tried) policy->learn(moment, 0, {model::VerdictKind::no_gain, 0, 6});
  EXPECT_GT(tried, 0);
  EXPECT_LT(tried, 30);
}

TEST(PolicyTest, EstimatesWeighThePastAgainstThePage) {
  const Moment moment = moment_of({0.25});
  const Estimate blank = estimate_of(moment, moment.actions[0], {});
  EXPECT_DOUBLE_EQ(blank.chance, 0.5);
  EXPECT_DOUBLE_EQ(blank.log_gain, std::log(2));  // half of the unit's time
  const Estimate seen = estimate_of(moment, moment.actions[0], Experience({{"r0", {8, 4, 1, 3}}}));
  EXPECT_DOUBLE_EQ(seen.chance, 0.5);
  EXPECT_DOUBLE_EQ(seen.log_gain, (4 * 1 + std::log(2)) / 5);
  EXPECT_DOUBLE_EQ(seen.seconds, 3);
  EXPECT_DOUBLE_EQ(expected_gain(moment, moment.actions[0], blank), 0.5 * std::log(1 / 0.75));
}

TEST(PolicyTest, DqnTakesWhatItsNetworkValuesMostAndStops) {
  auto setting = setting_of("dqn");
  setting.trained = network_that_likes(1);  // the expected saving
  EXPECT_EQ(make_policy(setting).value()->choose(moment_of({0.1, 0.3, 0.2})), 1U);
  setting.trained = network_that_likes(0);  // stopping
  EXPECT_EQ(make_policy(setting).value()->choose(moment_of({0.1, 0.3, 0.2})), std::nullopt);
}

TEST(PolicyTest, WhatCannotBeMadeSaysWhy) {
  const auto unknown = make_policy(setting_of("clever"));
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().code(), ErrorCode::usage);
  EXPECT_THAT(unknown.error().describe(), HasSubstr("greedy, bandit, dqn"));
  auto setting = setting_of("dqn");
  EXPECT_EQ(make_policy(setting).error().code(), ErrorCode::usage);
  setting.trained_in = "old.safetensors";
  setting.trained = network_that_likes(1, 8);
  const auto old = make_policy(setting);
  ASSERT_FALSE(old);
  EXPECT_EQ(old.error().code(), ErrorCode::unsupported);
  EXPECT_THAT(old.error().describe(), HasSubstr("old.safetensors"));
  setting.trained = "no network";
  EXPECT_EQ(make_policy(setting).error().code(), ErrorCode::invalid);
}

}  // namespace
}  // namespace velox::learn
