// SPDX-License-Identifier: Apache-2.0
// Calibration by simulation, with fixed seeds: what is claimed of the test is counted here.
#include "velox/experiment/sequential.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>

#include "velox/base/random.hpp"
#include "velox/experiment/false_discovery.hpp"

namespace velox::experiment {
namespace {

double normal(Random& random) {
  const double u = std::max(random.uniform(), 1e-300);
  return std::sqrt(-2 * std::log(u)) * std::cos(2 * std::numbers::pi * random.uniform());
}

struct Tally {
  int wins = 0, futile = 0, slower = 0, exhausted = 0;
  std::vector<int> win_pairs;
  int quantile(double q) const { return win_pairs.at(static_cast<std::size_t>(q * (win_pairs.size() - 1))); }
};

Tally simulate(int runs, std::uint64_t seed, const std::function<double(Random&)>& draw,
               SequentialOptions options = {}) {
  Random random(seed);
  Tally tally;
  for (int run = 0; run < runs; ++run) {
    SequentialTest test(options);
    while (test.decision() == Decision::undecided) test.add(draw(random));
    switch (test.decision()) {
      case Decision::win:
        ++tally.wins;
        tally.win_pairs.push_back(test.pairs());
        break;
      case Decision::futile: ++tally.futile; break;
      case Decision::slower: ++tally.slower; break;
      default: ++tally.exhausted;
    }
  }
  std::sort(tally.win_pairs.begin(), tally.win_pairs.end());
  return tally;
}

// Noise of a machine with bursts: mostly small, one pair in five up to +-60 %.
double bursty(Random& random) { return random.uniform() < 0.2 ? 1.2 * random.uniform() - 0.6 : 0.015 * normal(random); }

TEST(SequentialTestTest, EvidenceIsASupermartingaleUnderTheNull) {
  // Its mean over all sign sequences of a fair coin is exactly 1.
  for (const int n : {1, 5, 12}) {
    double mean = 0;
    for (int k = 0; k <= n; ++k) {
      mean += std::exp(std::lgamma(n + 1.0) - std::lgamma(k + 1.0) - std::lgamma(n - k + 1.0)) / std::pow(2, n) *
              sign_evidence(n, k);
    }
    EXPECT_NEAR(mean, 1, 1e-9);
  }
  EXPECT_GE(sign_evidence(6, 6), 20);
  EXPECT_LT(sign_evidence(5, 5), 20);
}

TEST(SequentialTestTest, EqualProgramsWinInAtMostOnePercent) {
  for (const double sd : {0.002, 0.015, 0.05, 0.10, 0.20, 0.50}) {
    const Tally tally = simulate(20000, 7, [&](Random& r) { return sd * normal(r); });
    EXPECT_LE(tally.wins, 200) << "noise " << sd;
    RecordProperty("false_wins_per_20000_at_" + std::to_string(sd), tally.wins);
  }
  EXPECT_LE(simulate(20000, 8, bursty).wins, 200);
}

TEST(SequentialTestTest, FivePercentIsFoundInAMedianOfSixPairs) {
  const Tally tally = simulate(4000, 9, [](Random& r) { return std::log(1.05) + 0.015 * normal(r); });
  EXPECT_GE(tally.wins, 3900);
  EXPECT_LE(tally.quantile(0.5), 6);
  EXPECT_LE(tally.quantile(0.95), 24);
}

TEST(SequentialTestTest, TenPercentIsFoundThroughBursts) {
  const Tally tally = simulate(4000, 10, [](Random& r) { return std::log(1.10) + bursty(r); });
  EXPECT_GE(tally.wins, 3900);
  EXPECT_LE(tally.quantile(0.5), 8);
}

TEST(SequentialTestTest, StopsEarlyWhenNothingIsGained) {
  Random random(3);
  SequentialTest test({});
  while (test.decision() == Decision::undecided) test.add(0.01 * normal(random));
  EXPECT_EQ(test.decision(), Decision::futile);
  EXPECT_LE(test.pairs(), 8);
}

TEST(SequentialTestTest, SaysSlower) {
  SequentialTest test({});
  for (int i = 0; i < 6; ++i) test.add(-0.2);
  EXPECT_EQ(test.decision(), Decision::slower);
}

TEST(SequentialTestTest, KeepsItsFirstDecision) {
  SequentialTest test({});
  for (int i = 0; i < 6; ++i) test.add(0.5);
  ASSERT_EQ(test.decision(), Decision::win);
  for (int i = 0; i < 40; ++i) test.add(-0.5);
  EXPECT_EQ(test.decision(), Decision::win);
}

TEST(SequentialTestTest, ATieIsNoEvidenceForAWin) {
  SequentialTest test({});
  for (int i = 0; i < 64; ++i) test.add(std::nan(""));
  EXPECT_EQ(test.decision(), Decision::futile);
}

TEST(MedianIntervalTest, RanksAreThoseOfTheSignTest) {
  // Published table of the sign test's 95 % ranks.
  EXPECT_EQ(interval_rank(5), 0);
  EXPECT_EQ(interval_rank(6), 1);
  EXPECT_EQ(interval_rank(8), 1);
  EXPECT_EQ(interval_rank(9), 2);
  EXPECT_EQ(interval_rank(12), 3);
  EXPECT_EQ(interval_rank(20), 6);
  EXPECT_EQ(interval_rank(100), 40);
}

TEST(MedianIntervalTest, CoversTheTrueMedian) {
  for (const int n : {6, 12, 25}) {
    Random random(11);
    int covered = 0;
    for (int run = 0; run < 4000; ++run) {
      std::vector<double> xs;
      for (int i = 0; i < n; ++i) xs.push_back(std::log(1.3) + bursty(random));
      const auto s = median_interval(xs);
      if (s.low <= 1.3 && 1.3 <= s.high) ++covered;
    }
    EXPECT_GE(covered, 3780) << n;  // 94.5 %, three standard errors below 95 % of 4,000
  }
}

TEST(MedianIntervalTest, GivesTheMedianRatio) {
  const std::vector<double> xs = {std::log(2.0), std::log(3.0), std::log(1.5)};
  const auto s = median_interval(xs);
  EXPECT_DOUBLE_EQ(s.estimate, 2.0);
  EXPECT_EQ(s.pairs, 3);
  EXPECT_EQ(median_interval({}).pairs, 0);
}

TEST(FalseDiscoveryTest, BarGrowsWithTriesAndFallsWithSuccesses) {
  FalseDiscoveryControl control;
  const double first = control.threshold();
  EXPECT_NEAR(first, 211.7, 0.1);
  control.record(false);
  EXPECT_GT(control.threshold(), first);
  const double second = control.threshold();
  control.record(true);
  EXPECT_LT(control.threshold(), second);
}

TEST(FalseDiscoveryTest, SharesSumToAtMostOne) {
  FalseDiscoveryControl control(1.0);
  double sum = 0;
  for (int i = 0; i < 100000; ++i) {
    sum += 1 / control.threshold();
    control.record(false);
  }
  EXPECT_LT(sum, 1);
}

}  // namespace
}  // namespace velox::experiment
