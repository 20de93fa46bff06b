// SPDX-License-Identifier: Apache-2.0
#include "velox/learn/session_features.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "velox/base/random.hpp"
#include "velox/learn/q_function.hpp"

namespace velox::learn {
namespace {

Moment moment_with(std::size_t actions) {
  Moment moment;
  moment.units.resize(2);
  moment.units[0].cumulative_share = moment.units[1].cumulative_share = 0.4;
  moment.actions.resize(actions);
  for (Action& action : moment.actions) action.strategy = "rule";
  return moment;
}

std::vector<float> random_code(std::uint64_t seed) {
  Random random(seed);
  std::vector<float> code(192);
  float length = 0;
  for (float& number : code) {
    number = static_cast<float>(random.uniform() - 0.5);
    length += number * number;
  }
  for (float& number : code) number /= std::sqrt(length);
  return code;
}

float distance(const std::vector<float>& a, const std::vector<float>& b) {
  float sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - b[i]) * (a[i] - b[i]);
  return std::sqrt(sum);
}

TEST(SessionFeaturesTest, HaveTheSizesThatTheyClaim) {
  const auto situation = situation_of(moment_with(3), {});
  EXPECT_EQ(state_features(moment_with(3)).size(), kStateFeatures);
  EXPECT_EQ(action_features(moment_with(3), {}).size(), 3 * kActionFeatures);
  EXPECT_EQ(stop_features().size(), kActionFeatures);
  const NetworkShape shape{Head::features, kStateFeatures, kActionFeatures, {8}, true};
  EXPECT_TRUE(fits(shape, situation));
  EXPECT_EQ(legal_actions(shape, situation), 4U);
}

TEST(SessionFeaturesTest, StayWithinBoundsForLargeNumbers) {
  Moment moment = moment_with(1000);
  moment.budget_s = 1e6;
  UnitState& unit = moment.units[0];
  unit = {1, 1, 1'000'000'000'000, 4'000'000, 64, random_code(1), 1000, 1000, 1000};
  Action& action = moment.actions[0];
  action = {"a + b", 0, model::Assurance::observed, model::Judging::workload, true, 1e9, 1};
  const Experience experience({{"a + b", {100'000, 100'000, 50, 1e6}}});
  for (const float feature : state_features(moment)) EXPECT_LE(std::abs(feature), 1.001F);
  for (const float feature : action_features(moment, experience)) EXPECT_LE(std::abs(feature), 1.001F);
}

TEST(SessionFeaturesTest, OneRowIsThatOfAllRows) {
  Moment moment = moment_with(2);
  moment.units[1].code = random_code(2);
  moment.actions[1].unit = 1;
  const auto rows = action_features(moment, {});
  const auto row = action_features(moment, 1, {});
  EXPECT_TRUE(std::equal(row.begin(), row.end(), rows.begin() + kActionFeatures, rows.end()));
}

TEST(SessionFeaturesTest, TellActionsApart) {
  const Moment moment = moment_with(1);
  const auto plain = action_features(moment, {});
  const auto changed = [&](auto change) {
    Moment other = moment;
    change(other);
    return action_features(other, {});
  };
  EXPECT_NE(plain, changed([](Moment& m) { m.actions[0].assurance = model::Assurance::proven; }));
  EXPECT_NE(plain, changed([](Moment& m) { m.actions[0].strategy = "rule + rule"; }));
  EXPECT_NE(plain, changed([](Moment& m) { m.units[0].size_class = 3; }));
  EXPECT_NE(plain, changed([](Moment& m) { m.units[0].code = random_code(5); }));
  EXPECT_EQ(plain, changed([](Moment& m) { m.units[1].size_class = 3; }));
  EXPECT_NE(plain, action_features(moment, Experience({{"rule", {10, 9, 1, 1}}})));
  EXPECT_NE(plain, stop_features());
}

TEST(SessionFeaturesTest, NameThePlacesOfTheEstimates) {
  const Moment moment = moment_with(1);
  // 2 tries of the usual chance are added to the strategy's own; it is that of this strategy, one that pays and one that does not.
  const auto row = action_features(moment, Experience({{"rule", {100, 90, 4, 1}}}));
  EXPECT_NEAR(row[kChanceFeature], (90 + 2 * (91.0 / 102 + 1) / 3) / 102, 1e-6);
  EXPECT_NEAR(row[kLogGainFeature], std::tanh(4 * 90 / 91.0 / kSquash), 1e-6);
  EXPECT_NEAR(row[kSecondsFeature], 0, 1e-6);
}

TEST(SessionFeaturesTest, ProjectionKeepsWhatIsNearNear) {
  const auto code = random_code(3);
  auto near = code;
  near[7] += 0.05F;
  const auto far = random_code(4);
  EXPECT_EQ(projected_code(code), projected_code(code));
  EXPECT_LT(distance(projected_code(code), projected_code(near)), 0.3F);
  EXPECT_GT(distance(projected_code(code), projected_code(far)), 0.8F);
  EXPECT_EQ(projected_code({}), std::vector<float>(kCodeFeatures, 0));
}

}  // namespace
}  // namespace velox::learn
