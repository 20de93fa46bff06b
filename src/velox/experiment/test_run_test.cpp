// SPDX-License-Identifier: Apache-2.0
#include "velox/experiment/test_run.hpp"

#include <gtest/gtest.h>

namespace velox::experiment {
namespace {

TestRun per_test(std::map<std::string, TestResult> results) {
  TestRun run;
  run.per_test = true;
  run.results = std::move(results);
  return run;
}

const TestResult kPassed{TestOutcome::passed, ""}, kFailed{TestOutcome::failed, "assert 1 == 2"};

TEST(CompareTestsTest, AFailureIsADifference) {
  const auto result =
      compare_tests(per_test({{"a", kPassed}, {"b", kPassed}}), per_test({{"a", kPassed}, {"b", kFailed}}));
  EXPECT_EQ(result.run, 2);
  EXPECT_EQ(result.passed, 1);
  ASSERT_TRUE(result.difference);
  EXPECT_NE(result.difference->find("assert 1 == 2"), std::string::npos);
}

TEST(CompareTestsTest, AMissingTestIsADifference) {
  const auto result = compare_tests(per_test({{"a", kPassed}, {"b", kPassed}}), per_test({{"a", kPassed}}));
  ASSERT_TRUE(result.difference);
  EXPECT_NE(result.difference->find("gives no result"), std::string::npos);
}

TEST(CompareTestsTest, TestsThatFailedBeforeSayNothing) {
  const auto result =
      compare_tests(per_test({{"a", kPassed}, {"b", kFailed}}), per_test({{"a", kPassed}, {"b", kFailed}}));
  EXPECT_FALSE(result.difference);
  EXPECT_EQ(result.failing_before, 1);
  EXPECT_EQ(result.run, 1);
  EXPECT_FALSE(compare_tests(per_test({{"b", kFailed}}), per_test({})).usable);
}

TEST(CompareTestsTest, OtherRunnersAreComparedByExitStatus) {
  TestRun good, bad;
  bad.outcome.kind = model::OutcomeKind::failed;
  bad.outcome.reason = "exit status 1";
  EXPECT_FALSE(compare_tests(good, good).difference);
  EXPECT_TRUE(compare_tests(good, bad).difference);
  EXPECT_FALSE(compare_tests(bad, bad).usable);
}

}  // namespace
}  // namespace velox::experiment
