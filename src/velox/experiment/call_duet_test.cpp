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

TEST(ClocksTest, AgreeWithinTheCostOfAsking) {
  ClockWatch watch;
  for (int i = 0; i < 20; ++i) watch.add(busy(0.02), 0.0001);
  EXPECT_FALSE(watch.suspicion());
}

TEST(ClocksTest, AWorkerThatClaimsLessTimeIsNotBelieved) {
  RunTimes times = busy(0.02);
  times.inner_cpu = 0.015;
  ClockWatch watch;
  for (int i = 0; i < 6; ++i) watch.add(times, 0.0001);
  EXPECT_TRUE(watch.suspicion());
}

TEST(ClocksTest, AStolenSliceNowAndThenIsAnAccident) {
  RunTimes stolen = busy(0.005);
  stolen.cpu += 0.004;
  EXPECT_LT(decisive_seconds(stolen, TimeBase::cpu, 0.0001), 0.0055);
  ClockWatch watch;
  for (int i = 0; i < 20; ++i) watch.add(i % 3 == 0 ? stolen : busy(0.005), 0.0001);
  EXPECT_FALSE(watch.suspicion());
}

TEST(ClocksTest, QueueingIsNotWaiting) {
  RunTimes times = busy(0.02);
  times.wall = 0.1;
  times.queued = 0.08;
  EXPECT_FALSE(mostly_waits(times));
  times.queued = 0;
  EXPECT_TRUE(mostly_waits(times));
  RunTimes woken_late = busy(0.0001);
  woken_late.wall = 0.0025;
  EXPECT_NEAR(decisive_seconds(times, TimeBase::wall, 0), 0.1, 1e-9);
  EXPECT_FALSE(mostly_waits(woken_late)) << "the CPU time of a fast candidate is less than the way of its answer";
  EXPECT_NEAR(decisive_seconds(times, TimeBase::cpu, 0.0001), 0.02, 1e-9);
}

}  // namespace
}  // namespace velox::experiment
