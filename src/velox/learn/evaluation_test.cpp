// SPDX-License-Identifier: Apache-2.0
// Figures of sessions against ones worked out by hand.
#include "velox/learn/evaluation.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "velox/learn/test_tables.hpp"

namespace velox::learn {
namespace {

TEST(BootstrapTest, IntervalsOfKnownNumbers) {
  EXPECT_EQ(mean_of({}).count, 0U);
  const Interval one = mean_of(std::vector<double>{3});
  EXPECT_EQ(one.low, 3);
  EXPECT_EQ(one.high, 3);
  // Half zeros, half ones, 100 of them: the mean's standard error is 0.05, a 95 % interval 0.5 -+ 0.098.
  std::vector<double> values;
  for (int i = 0; i < 100; ++i) values.push_back(i % 2);
  const Interval half = mean_of(values);
  EXPECT_DOUBLE_EQ(half.value, 0.5);
  EXPECT_NEAR(half.low, 0.402, 0.015);
  EXPECT_NEAR(half.high, 0.598, 0.015);
  EXPECT_EQ(mean_of(values).low, half.low);
}

TEST(BootstrapTest, RatiosArePaired) {
  // Each pair has the same ratio, however large it is: there is nothing to be unsure of.
  const Interval third = ratio_of(std::vector<double>{1, 2, 30}, std::vector<double>{3, 6, 90});
  EXPECT_DOUBLE_EQ(third.value, 1.0 / 3);
  EXPECT_NEAR(third.low, 1.0 / 3, 1e-12);
  EXPECT_NEAR(third.high, 1.0 / 3, 1e-12);
  EXPECT_EQ(ratio_of(std::vector<double>{1}, std::vector<double>{0}).value, 0);
}

/// 10 s of 40 without a gain, then half of the best, at 20 s all of it.
Trajectory steps() {
  Trajectory made;
  made.budget_s = 40;
  made.reward = 0.5;
  made.steps = {{0, "a", {}, 5, 0}, {0, "b", {}, 10, 0.5}, {0, "c", {}, 20, 1}, {0, "d", {}, 30, 1}};
  return made;
}

TEST(EvaluationTest, ACurveIsWorkedOutByHand) {
  const Score score = score_of(steps(), {1, 35, 0.7});
  EXPECT_DOUBLE_EQ(score.area, (10 * 0.5 + 20 * 1) / 40);
  EXPECT_TRUE(score.reached);
  EXPECT_DOUBLE_EQ(score.cost, 20);
  EXPECT_DOUBLE_EQ(score.gain_share, 1);
  EXPECT_DOUBLE_EQ(score.regret, 0.2);
  EXPECT_DOUBLE_EQ(score.seconds, 30);
  ASSERT_EQ(score.curve.size(), kCurvePoints);
  EXPECT_EQ(score.curve[14], 0);    // 9.3 s
  EXPECT_EQ(score.curve[15], 0.5);  // 10 s
  EXPECT_EQ(score.curve[29], 0.5);
  EXPECT_EQ(score.curve[30], 1);
  EXPECT_EQ(score.curve.back(), 1);
}

TEST(EvaluationTest, WhatWasNotReachedCostsTheWhole) {
  const Score score = score_of(steps(), {2, 35, 1.5});
  EXPECT_FALSE(score.reached);
  EXPECT_DOUBLE_EQ(score.cost, 35);
  EXPECT_DOUBLE_EQ(score.gain_share, 0.5);
  EXPECT_DOUBLE_EQ(score_of(steps(), {2, 25, 1.5}).cost, 30);  // more was spent than the order of the catalogue takes
}

TEST(EvaluationTest, WithoutAGainThereIsOnlyRegret) {
  const Score score = score_of(steps(), {0, 35, 0});
  EXPECT_TRUE(score.curve.empty());
  EXPECT_DOUBLE_EQ(score.regret, -0.5);
}

/// The first candidate of the catalogue never pays; the pages promise as much of it as of the second, which does.
OutcomeTable misleading(std::size_t projects) {
  OutcomeTable table;
  for (std::size_t i = 0; i < projects; ++i) {
    RecordedTry bad = refused("bad", 5), good = accepted("good", 4, 5);
    bad.action.expected_saving = good.action.expected_saving = 0.2 + 0.01 * static_cast<double>(i);
    table.push_back(project_of("p" + std::to_string(i), {unit_of(0.5, {{bad, good}})}));
  }
  return table;
}

PolicySetting setting_of(std::string kind) {
  PolicySetting setting;
  setting.kind = std::move(kind);
  setting.experience = Experience({{"bad", {40, 0, 0, 5}}, {"good", {40, 40, std::log(4), 5}}});
  return setting;
}

TEST(EvaluationTest, ABetterPolicyPassesTheGateAndAWorseOneDoesNot) {
  const OutcomeTable table = misleading(12);
  const auto better = compare(setting_of("greedy"), setting_of("catalogue"), table, 60, 5);
  ASSERT_TRUE(better);
  EXPECT_EQ(better->wins, 12);
  EXPECT_NEAR(better->reward.value, 5 / 60.0, 1e-9);  // it does without the bad try
  EXPECT_NEAR(better->area.value, 5 / 60.0, 1e-9);    // and has the gain 5 s earlier
  EXPECT_TRUE(deserves_promotion(*better));
  const auto worse = compare(setting_of("catalogue"), setting_of("greedy"), table, 60, 5);
  EXPECT_EQ(worse->losses, 12);
  EXPECT_FALSE(deserves_promotion(*worse));
}

TEST(EvaluationTest, ItselfAndTooFewProjectsDoNotPassTheGate) {
  const auto same = compare(setting_of("greedy"), setting_of("greedy"), misleading(12), 60, 2);
  EXPECT_EQ(same->ties, 12);
  EXPECT_FALSE(deserves_promotion(*same));
  EXPECT_FALSE(deserves_promotion(*compare(setting_of("greedy"), setting_of("catalogue"), misleading(9), 60, 2)));
  EXPECT_FALSE(deserves_promotion(*compare(setting_of("greedy"), setting_of("catalogue"), {}, 60, 2)));
  EXPECT_FALSE(compare(setting_of("clever"), setting_of("greedy"), misleading(1), 60, 1));
}

TEST(EvaluationTest, OneThatStopsAtOnceIsNotPromotedOverOneThatGains) {
  Comparison comparison;
  comparison.reward = {0.1, 0.02, 0.2, 50};
  comparison.area = {-0.2, -0.3, -0.1, 50};
  EXPECT_FALSE(deserves_promotion(comparison));
  comparison.area = {-0.05, -0.1, 0.02, 50};
  EXPECT_TRUE(deserves_promotion(comparison));
}

}  // namespace
}  // namespace velox::learn
