// SPDX-License-Identifier: Apache-2.0
// What a session is worth, and what is remembered of it.
#include "velox/learn/session.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "velox/learn/experience.hpp"

namespace velox::learn {
namespace {

UnitState unit_with(double cumulative_share, double log_speedup) {
  UnitState unit;
  unit.cumulative_share = cumulative_share;
  unit.log_speedup = log_speedup;
  return unit;
}

TEST(SessionTest, GainsOfAWholeFollowAmdahl) {
  EXPECT_DOUBLE_EQ(workload_gain(0.5, std::log(2)), std::log(1 / 0.75));
  EXPECT_DOUBLE_EQ(workload_gain(1, std::log(8)), std::log(8));
  EXPECT_DOUBLE_EQ(workload_gain(0, 5), 0);
}

TEST(SessionTest, AGainCountsAgainstWhatIsLeftOfTheWorkload) {
  // Half of the time was made four times as fast: 0.125 + 0.5 are left. The other half then gets twice as fast.
  const std::vector<UnitState> units{unit_with(0.125, std::log(4)), unit_with(0.5, 0)};
  EXPECT_DOUBLE_EQ(workload_left(units), 0.625);
  EXPECT_NEAR(gain_in(units, 1, std::log(2)), std::log(0.625 / 0.375), 1e-12);
  EXPECT_NEAR(gain_in(units, 1, std::log(2)), workload_gain(0.5 / 0.625, std::log(2)), 1e-12);
}

TEST(SessionTest, TimeThatIsSavedTwiceCountsNoMoreThanAllSpeedUpsMultiplied) {
  // One calls the other: 0.5 and 0.54 of the time cannot both be gone.
  const std::vector<UnitState> units{unit_with(0.5, std::log(2)), unit_with(0.06, std::log(10))};
  EXPECT_DOUBLE_EQ(workload_left(units), 1 / 20.0);
}

TEST(SessionTest, StaysFiniteWhateverAFileSays) {
  const std::vector<UnitState> units{unit_with(0, 5000), unit_with(1, 0)};
  EXPECT_TRUE(std::isfinite(std::log(workload_left(units))));
  EXPECT_TRUE(std::isfinite(gain_in(units, 1, 5000)));
}

TEST(SessionTest, RewardsGainLessCost) {
  Moment moment;
  moment.units = {unit_with(0.5, 0)};
  moment.budget_s = 60;
  EXPECT_DOUBLE_EQ(reward_of(moment, {}, {model::VerdictKind::no_gain, 0, 6}), -0.1);
  EXPECT_DOUBLE_EQ(reward_of(moment, {}, {model::VerdictKind::accepted, std::log(2), 6}), std::log(1 / 0.75) - 0.1);
}

TEST(SessionTest, OnlyConfirmedGainsCount) {
  model::Verdict verdict;
  verdict.seconds = 6;
  verdict.confirmed = model::Speedup{3, 2.9, 3.1, 9};
  EXPECT_EQ(outcome_of(verdict).log_gain, 0);
  verdict.kind = model::VerdictKind::accepted;
  EXPECT_DOUBLE_EQ(outcome_of(verdict).log_gain, std::log(3));
  EXPECT_EQ(outcome_of(verdict).seconds, 6);
  verdict.confirmed.reset();
  EXPECT_EQ(outcome_of(verdict).log_gain, 0);
}

TEST(SessionTest, AnActionIsACandidateWithoutItsEdits) {
  model::Candidate candidate;
  candidate.strategy = "sort-in-loop";
  candidate.judging = model::Judging::workload;
  candidate.cost_before = candidate.cost_after = "O(n)";
  candidate.expected_saving = 0.25;
  EXPECT_FALSE(action_of(candidate, 0).changes_class);
  candidate.cost_before = "O(n^2)";
  const Action action = action_of(candidate, 3);
  EXPECT_TRUE(action.changes_class);
  EXPECT_EQ(action.strategy, "sort-in-loop");
  EXPECT_EQ(action.unit, 3U);
  EXPECT_EQ(action.judging, model::Judging::workload);
  EXPECT_EQ(action.expected_saving, 0.25);
}

TEST(ExperienceTest, KeepsMeansByStrategyAndOverAll) {
  Experience experience;
  experience.add("a", {model::VerdictKind::accepted, 1, 2});
  experience.add("a", {model::VerdictKind::accepted, 3, 4});
  experience.add("a", {model::VerdictKind::slower, 0, 9});
  experience.add("b", {model::VerdictKind::failed, 0, 1});
  EXPECT_EQ(experience.of("a"), (StrategyPast{3, 2, 2, 5}));
  EXPECT_EQ(experience.all(), (StrategyPast{4, 2, 2, 4}));
  EXPECT_EQ(experience.of("never"), StrategyPast{});
  EXPECT_EQ(Experience(experience.by_strategy()).all(), experience.all());
}

TEST(ExperienceTest, WhatIsUnknownIsAsLikelyAsTheMeanOfStrategies) {
  Experience experience;
  EXPECT_DOUBLE_EQ(experience.usual_chance(), 0.5);
  for (int i = 0; i < 98; ++i) experience.add("fails", {model::VerdictKind::no_gain, 0, 1});
  experience.add("pays", {model::VerdictKind::accepted, 1, 1});
  EXPECT_NEAR(experience.usual_chance(), (0.01 + 2.0 / 3 + 1) / 4, 1e-12);
  EXPECT_NEAR(Experience(experience.by_strategy()).usual_chance(), experience.usual_chance(), 1e-12);
}

TEST(ExperienceTest, TheSameExperimentsDoNotCountTwice) {
  const Experience few({{"a", {2, 1, 1, 1}}, {"b", {9, 3, 1, 1}}});
  const Experience many({{"a", {5, 2, 1, 1}}, {"c", {1, 0, 0, 1}}});
  const Experience both = richer_of(few, many);
  EXPECT_EQ(both.of("a").tried, 5);
  EXPECT_EQ(both.of("b").tried, 9);
  EXPECT_EQ(both.all().tried, 15);
}

}  // namespace
}  // namespace velox::learn
