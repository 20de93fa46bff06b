// SPDX-License-Identifier: Apache-2.0
#include "velox/experiment/call_duet.hpp"

#include <gtest/gtest.h>

namespace velox::experiment {
namespace {

RunTimes busy(double seconds) {
  RunTimes times;
  times.cpu = times.wall = seconds + 0.0001;
  times.inner_cpu = times.inner_wall = seconds;
  return times;
}

TEST(ClocksTest, AgreeWithinTheCostOfAsking) { EXPECT_TRUE(clocks_agree(busy(0.02), 0.0001)); }

TEST(ClocksTest, AWorkerThatClaimsLessTimeIsNotBelieved) {
  RunTimes times = busy(0.02);
  times.inner_cpu = 0.001;
  EXPECT_FALSE(clocks_agree(times, 0.0001));
  times = busy(0.02);
  times.inner_wall = 0.5;
  EXPECT_FALSE(clocks_agree(times, 0.0001));
}

TEST(ClocksTest, QueueingIsNotWaiting) {
  RunTimes times = busy(0.02);
  times.wall = 0.1;
  times.queued = 0.08;
  EXPECT_FALSE(mostly_waits(times));
  times.queued = 0;
  EXPECT_TRUE(mostly_waits(times));
  EXPECT_NEAR(decisive_seconds(times, TimeBase::wall, 0), 0.1, 1e-9);
  EXPECT_NEAR(decisive_seconds(times, TimeBase::cpu, 0.0001), 0.02, 1e-9);
}

TEST(ClocksTest, AShortRunIsTimedInsideWithinWhatTheOutsideAllows) {
  RunTimes times = busy(0.00002);
  EXPECT_NEAR(decisive_seconds(times, TimeBase::cpu, 0.0001), 0.00002, 1e-9);
  times.cpu = 0.0008;  // it claims 20 us and used 800
  EXPECT_NEAR(decisive_seconds(times, TimeBase::cpu, 0.0001), 0.0006, 1e-9);
}

}  // namespace
}  // namespace velox::experiment
