// SPDX-License-Identifier: Apache-2.0
#include "velox/experiment/growth.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <vector>

#include "velox/base/random.hpp"

namespace velox::experiment {
namespace {

using Law = std::function<double(double)>;

std::vector<GrowthPoint> points_of(const Law& law, const std::vector<double>& sizes, double noise, std::uint64_t seed) {
  Random random(seed);
  std::vector<GrowthPoint> points;
  for (const double n : sizes) points.push_back({n, law(n) * std::exp(noise * (random.uniform() * 2 - 1))});
  return points;
}

const std::vector<double> kSizes = {8, 16, 32, 64, 128, 256, 512, 1024, 2048};
const std::vector<double> kSmall = {2, 4, 6, 8, 10, 12, 14, 16, 18};

struct Case {
  GrowthClass growth;
  Law law;
  bool small = false;
};

std::vector<Case> cases() {
  return {{GrowthClass::constant, [](double) { return 2e-7; }},
          {GrowthClass::logarithmic, [](double n) { return 1e-7 + 4e-8 * std::log2(n); }},
          {GrowthClass::linear, [](double n) { return 3e-7 + 2e-8 * n; }},
          {GrowthClass::linearithmic, [](double n) { return 3e-7 + 1e-8 * n * std::log2(n); }},
          {GrowthClass::quadratic, [](double n) { return 5e-7 + 2e-8 * n * n; }},
          {GrowthClass::quadratic_log, [](double n) { return 5e-7 + 1e-8 * n * n * std::log2(n); }},
          {GrowthClass::cubic, [](double n) { return 5e-7 + 3e-8 * n * n * n; }},
          {GrowthClass::exponential, [](double n) { return 2e-7 + 1e-7 * std::pow(1.62, n); }, true}};
}

TEST(GrowthTest, NamesEachClassUnderNoise) {
  for (const Case& one : cases()) {
    int right = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
      const auto fit = fit_growth(points_of(one.law, one.small ? kSmall : kSizes, 0.03, seed));
      ASSERT_TRUE(fit);
      right += fit->best == one.growth ? 1 : 0;
    }
    EXPECT_GE(right, 19) << to_string(one.growth);
  }
}

TEST(GrowthTest, OneDoubledTimeDoesNotChangeTheClass) {
  for (const Case& one : cases()) {
    for (const std::size_t at : {std::size_t{1}, std::size_t{4}, std::size_t{7}}) {
      auto points = points_of(one.law, one.small ? kSmall : kSizes, 0.01, at);
      points[at].seconds *= 2;
      const auto fit = fit_growth(points);
      ASSERT_TRUE(fit);
      EXPECT_EQ(fit->best, one.growth) << to_string(one.growth) << " " << at << " named " << to_string(fit->best);
    }
  }
}

TEST(GrowthTest, TheExponentsIntervalHoldsTheTruth) {
  for (const double exponent : {0.5, 1.0, 1.5, 2.0, 3.0}) {
    int held = 0;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
      const auto law = [&](double n) { return 1e-7 + 1e-8 * std::pow(n, exponent); };
      const auto fit = fit_growth(points_of(law, kSizes, 0.04, seed));
      ASSERT_TRUE(fit);
      EXPECT_LE(fit->low, fit->exponent);
      EXPECT_GE(fit->high, fit->exponent);
      held += fit->low - 0.011 <= exponent && exponent <= fit->high + 0.011 ? 1 : 0;
    }
    EXPECT_GE(held, 36) << exponent;
  }
}

TEST(GrowthTest, AConstantPartDoesNotBendTheExponent) {
  const auto fit = fit_growth(points_of([](double n) { return 1e-4 + 1e-8 * n * n; }, kSizes, 0.005, 3));
  ASSERT_TRUE(fit);
  EXPECT_NEAR(fit->exponent, 2, 0.15);
}

TEST(GrowthTest, IsNotClearWhereNoiseHidesTheForm) {
  const std::vector<double> close = {10, 14, 18, 22, 26, 32};
  int wrong = 0, clear = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const auto fit = fit_growth(points_of([](double n) { return n * std::log2(n) * 1e-8; }, close, 0.4, seed));
    ASSERT_TRUE(fit);
    EXPECT_GT(fit->high - fit->low, 0.3);
    clear += fit->clear() ? 1 : 0;
    wrong += fit->clear() && fit->best != GrowthClass::linearithmic ? 1 : 0;
  }
  EXPECT_LE(clear, 20);
  EXPECT_LE(wrong, 10);
}

TEST(GrowthTest, AStepOfTenPerCentIsNoGrowth) {
  std::vector<GrowthPoint> points;
  for (const double n : kSizes) points.push_back({n, n > 100 ? 54e-9 : 49e-9});
  const auto fit = fit_growth(points);
  ASSERT_TRUE(fit);
  EXPECT_EQ(fit->best, GrowthClass::constant);
  EXPECT_NEAR(fit->exponent, 0, 0.05);
  EXPECT_LT(fit->high - fit->low, 0.05);
}

TEST(GrowthTest, SaysNothingFromTooLittle) {
  const std::vector<GrowthPoint> four = {{1, 1}, {2, 2}, {4, 4}, {8, 8}};
  EXPECT_FALSE(fit_growth(four));
  const std::vector<GrowthPoint> narrow = {{10, 1}, {11, 1}, {12, 1}, {13, 1}, {14, 1}, {15, 1}};
  EXPECT_FALSE(fit_growth(narrow));
  const std::vector<GrowthPoint> broken = {{1, 1}, {2, -1}, {4, NAN}, {8, 8}, {16, 0}, {32, 32}, {64, 64}};
  EXPECT_FALSE(fit_growth(broken));
}

}  // namespace
}  // namespace velox::experiment
