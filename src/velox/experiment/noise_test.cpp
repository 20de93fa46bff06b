// SPDX-License-Identifier: Apache-2.0
#include "velox/experiment/noise.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace velox::experiment {
namespace {

using testing::HasSubstr;

TEST(NoiseTest, AQuietMachineNeedsShortRunsAndNoWarning) {
  const auto noise = Noise::of({0.001, -0.001, 0.002, -0.002, 0}, 0.01, 0.101, 0.1);
  EXPECT_DOUBLE_EQ(noise.run_seconds, kShortestShared);
  EXPECT_NEAR(noise.scatter, 1.4826 * 0.001 / std::sqrt(5), 1e-9);
  EXPECT_FALSE(noise.warning());
}

TEST(NoiseTest, RunsGetLongerWithTheScatterUpToABound) {
  const auto some = Noise::of({0.01, -0.01, 0.01, -0.01, 0}, 0.01, 0.1, 0.1);
  EXPECT_GT(some.run_seconds, kShortestShared);
  EXPECT_LE(some.run_seconds, kLongestShared);
  const auto much = Noise::of({0.3, -0.3, 0.4, -0.4, 0}, 0.01, 0.1, 0.1);
  EXPECT_DOUBLE_EQ(much.run_seconds, kLongestShared);
  ASSERT_TRUE(much.warning());
  EXPECT_THAT(*much.warning(), HasSubstr("equal programs differ by"));
}

TEST(NoiseTest, OneOutlierIsNoScatter) {
  EXPECT_LT(Noise::of({0, 0.001, -0.001, 0, 2}, 0.01, 0.1, 0.1).scatter, 0.001);
}

TEST(NoiseTest, WarnsOfACpuThatOthersUse) {
  const auto noise = Noise::of({0, 0, 0}, 0.01, 0.4, 0.1);
  EXPECT_NEAR(noise.contention, 4, 1e-9);
  ASSERT_TRUE(noise.warning());
  EXPECT_THAT(*noise.warning(), HasSubstr("75 % of the CPU"));
}

TEST(NoiseTest, NothingMeasuredIsNoNoise) {
  EXPECT_DOUBLE_EQ(Noise::of({}, 0.01, 0, 0).scatter, 0);
  EXPECT_FALSE(Noise::of({}, 0.01, 0, 0).warning());
}

TEST(NoiseTest, MeasuresThisMachine) {
  const auto noise = measure_noise();
  EXPECT_GE(noise.contention, 1);
  EXPECT_GE(noise.scatter, 0);
  EXPECT_LT(noise.scatter, 1);
  EXPECT_GE(noise.run_seconds, kShortestShared);
}

}  // namespace
}  // namespace velox::experiment
