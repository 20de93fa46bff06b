// SPDX-License-Identifier: Apache-2.0
#include "velox/learn/session_features.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "velox/learn/q_function.hpp"

namespace velox::learn {
namespace {

TEST(SessionFeaturesTest, HaveTheSizesThatTheyClaim) {
  EXPECT_EQ(state_features({}).size(), kStateFeatures);
  EXPECT_EQ(action_features({}, {}).size(), kActionFeatures);
  EXPECT_EQ(stop_features().size(), kActionFeatures);
  const auto situation = situation_of({}, {{}, {}}, {{}, {}});
  const NetworkShape shape{Head::features, kStateFeatures, kActionFeatures, {8}, true};
  EXPECT_TRUE(fits(shape, situation));
  EXPECT_EQ(legal_actions(shape, situation), 3U);
}

TEST(SessionFeaturesTest, StayWithinBoundsForLargeNumbers) {
  SessionState state{1, 1, 10'000'000, 1000, 50, 10, 1000, 1};
  model::Candidate candidate;
  candidate.expected_saving = 1;
  candidate.expected_factor = 1e9;
  candidate.cost_before = "O(n^2)";
  candidate.cost_after = "O(n)";
  const StrategyPast past{1000, 1000, 50, 7};
  for (const float feature : state_features(state)) EXPECT_LE(std::abs(feature), 1.001F);
  for (const float feature : action_features(candidate, past)) EXPECT_LE(std::abs(feature), 1.001F);
}

TEST(SessionFeaturesTest, TellCandidatesApart) {
  model::Candidate plain, other;
  EXPECT_EQ(action_features(plain, {}), action_features(other, {}));
  other.assurance = model::Assurance::proven;
  EXPECT_NE(action_features(plain, {}), action_features(other, {}));
  EXPECT_NE(action_features(plain, {}), action_features(plain, {10, 9, 0, 0}));
  EXPECT_NE(action_features(plain, {}), stop_features());
}

TEST(SessionFeaturesTest, RewardOnlyConfirmedGains) {
  model::Verdict verdict;
  verdict.seconds = 6;
  verdict.speedup = model::Speedup{2, 1.9, 2.1, 8};
  EXPECT_DOUBLE_EQ(reward_of(verdict, 60), -0.1);
  verdict.kind = model::VerdictKind::accepted;
  EXPECT_DOUBLE_EQ(reward_of(verdict, 60), -0.1);
  verdict.confirmed = model::Speedup{3, 2.9, 3.1, 9};
  EXPECT_DOUBLE_EQ(reward_of(verdict, 60), std::log(3) - 0.1);
}

}  // namespace
}  // namespace velox::learn
