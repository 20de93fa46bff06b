// SPDX-License-Identifier: Apache-2.0
// The budget of a decision: 200 candidates in less than 5 ms, by processor time, so that other work on the machine does not count.
#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>

#include "velox/base/random.hpp"
#include "velox/learn/policy.hpp"
#include "velox/learn/q_function.hpp"
#include "velox/learn/session_features.hpp"

namespace velox::learn {
namespace {

constexpr double kBudget = 0.005;  ///< seconds

// Sanitizers make this several times slower; they look for other faults.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr double kAllowance = 20;
#else
constexpr double kAllowance = 1;
#endif

Moment large_moment() {
  Random random(1);
  Moment moment;
  moment.units.resize(30);
  for (UnitState& unit : moment.units) {
    unit.own_share = unit.cumulative_share = 0.03;
    unit.code.resize(192);
    for (float& number : unit.code) number = static_cast<float>(random.uniform() - 0.5) / 4;
  }
  moment.actions.resize(200);
  for (std::size_t i = 0; i < moment.actions.size(); ++i) {
    moment.actions[i].strategy = "rule-" + std::to_string(i % 40);
    moment.actions[i].unit = i % moment.units.size();
    moment.actions[i].expected_saving = 0.02 * random.uniform();
    moment.actions[i].expected_factor = 2;
  }
  return moment;
}

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// As velox-trainer makes them by default.
std::string network() {
  const NetworkShape shape{Head::features, kStateFeatures, kActionFeatures, {128, 128}, true};
  Random random(2);
  std::vector<float> parameters(plan_network(shape).value().parameters);
  for (float& parameter : parameters) parameter = static_cast<float>(random.uniform() - 0.5) / 8;
  return QFunction::create(shape, parameters)->encode({});
}

class DecisionTime : public ::testing::TestWithParam<const char*> {};

TEST_P(DecisionTime, IsWithinItsBudget) {
  PolicySetting setting;
  setting.kind = GetParam();
  if (setting.kind == "dqn") setting.trained = network();
  const auto policy = make_policy(std::move(setting)).value();
  const Moment moment = large_moment();
  double least = 1;
  for (int i = 0; i < 20; ++i) {
    const double start = cpu_seconds();
    policy->choose(moment);
    least = std::min(least, cpu_seconds() - start);
  }
  RecordProperty("microseconds", static_cast<int>(least * 1e6));
  EXPECT_LT(least, kAllowance * kBudget);
}

INSTANTIATE_TEST_SUITE_P(Policies, DecisionTime,
                         ::testing::Values("catalogue", "random", "expected", "greedy", "bandit", "dqn"),
                         [](const auto& policy) { return std::string(policy.param); });

}  // namespace
}  // namespace velox::learn
