// SPDX-License-Identifier: Apache-2.0
#include "velox/experiment/duet.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "velox/base/random.hpp"

namespace velox::experiment {
namespace {

// A machine that gets slower with every run: what a block of As before a block of Bs would mistake for a difference.
class DriftingSource : public PairSource {
 public:
  explicit DriftingSource(double factor) : factor_(factor) {}
  PairAnswer measure(Side first) override {
    orders.push_back(first);
    const double one = step(), two = step();
    PairTimes times = first == Side::a ? PairTimes{one, two / factor_} : PairTimes{two, one / factor_};
    return std::expected<PairTimes, PairFault>(times);
  }
  std::vector<Side> orders;

 private:
  double step() { return (clock_ *= 1.01) * (1 + 0.001 * random_.uniform()); }
  double factor_, clock_ = 0.01;
  Random random_{4};
};

class FaultySource : public PairSource {
 public:
  PairAnswer measure(Side) override {
    if (++count_ > 3)
      return std::expected<PairTimes, PairFault>(
          std::unexpected(PairFault{Side::b, {FaultKind::closed, "gone", ""}, false}));
    return std::expected<PairTimes, PairFault>(PairTimes{2, 1});
  }

 private:
  int count_ = 0;
};

TEST(DuetTest, BalancesTheOrderOverEveryTwoPairs) {
  DriftingSource source(1.0);
  DuetOptions options;
  options.fixed_pairs = 40;
  options.seed = 2;
  const auto result = run_duet(source, options);
  ASSERT_TRUE(result);
  for (std::size_t i = 0; i + 1 < source.orders.size(); i += 2) EXPECT_NE(source.orders[i], source.orders[i + 1]);
  EXPECT_NEAR(result->speedup.estimate, 1, 0.002);
}

TEST(DuetTest, FindsAGainInSixPairsDespiteDrift) {
  DriftingSource source(1.10);
  DuetOptions options;
  const auto result = run_duet(source, options);
  ASSERT_TRUE(result);
  EXPECT_EQ(result->decision, Decision::win);
  EXPECT_EQ(result->speedup.pairs, 6);
  EXPECT_NEAR(result->speedup.estimate, 1.10, 0.02);
}

TEST(DuetTest, AFaultEndsItWithTheSideThatFailed) {
  FaultySource source;
  const auto result = run_duet(source, {});
  ASSERT_TRUE(result);
  ASSERT_TRUE(result->fault);
  EXPECT_EQ(result->fault->side, Side::b);
  EXPECT_EQ(result->speedup.pairs, 3);
}

TEST(DuetTest, StopsAtTheDeadline) {
  DriftingSource source(1.0);
  DuetOptions options;
  options.deadline = Deadline::after(-1);
  options.fixed_pairs = 1000000000;
  const auto result = run_duet(source, options);
  ASSERT_TRUE(result);
  EXPECT_TRUE(result->out_of_time);
  EXPECT_EQ(result->decision, Decision::undecided);
}

TEST(DuetTest, CanBeCancelled) {
  CancelToken cancel;
  cancel.cancel();
  DriftingSource source(1.0);
  DuetOptions options;
  options.cancel = &cancel;
  const auto result = run_duet(source, options);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code(), ErrorCode::cancelled);
}

}  // namespace
}  // namespace velox::experiment
