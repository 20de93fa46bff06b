// SPDX-License-Identifier: Apache-2.0
#include "velox/experiment/junit.hpp"

#include <gtest/gtest.h>

namespace velox::experiment {
namespace {

constexpr const char* kReport =
    R"(<?xml version="1.0" encoding="utf-8"?><testsuites><testsuite name="pytest" errors="1" failures="1" tests="5">
<testcase classname="tests.test_a" name="test_ok[1&lt;2]" time="0.001" />
<testcase classname="tests.test_a" name="test_bad"><failure message="assert 1 == 2&#10;more">trace</failure></testcase>
<testcase classname="tests.test_a" name="test_skip"><skipped type="pytest.skip" message="no"/></testcase>
<testcase classname="tests.test_a" name="test_twice" /><testcase classname="tests.test_a" name="test_twice"><error message="teardown"/></testcase>
</testsuite></testsuites>)";

TEST(JunitTest, ReadsOutcomes) {
  const auto results = read_junit(kReport);
  ASSERT_TRUE(results);
  ASSERT_EQ(results->size(), 4u);
  EXPECT_EQ(results->at("tests.test_a::test_ok[1<2]").outcome, TestOutcome::passed);
  EXPECT_EQ(results->at("tests.test_a::test_bad").outcome, TestOutcome::failed);
  EXPECT_EQ(results->at("tests.test_a::test_bad").message, "assert 1 == 2");
  EXPECT_EQ(results->at("tests.test_a::test_skip").outcome, TestOutcome::skipped);
  EXPECT_EQ(results->at("tests.test_a::test_twice").outcome, TestOutcome::error);
}

TEST(JunitTest, ACutFileIsInvalid) {
  const auto results = read_junit("<testsuites><testsuite>");
  ASSERT_FALSE(results);
  EXPECT_EQ(results.error().code(), ErrorCode::invalid);
}

}  // namespace
}  // namespace velox::experiment
