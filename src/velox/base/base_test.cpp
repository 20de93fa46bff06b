// SPDX-License-Identifier: Apache-2.0
// The small parts of base: errors, clocks, hashes, JSON, random numbers.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <set>

#include "velox/base/cancel.hpp"
#include "velox/base/clock.hpp"
#include "velox/base/error.hpp"
#include "velox/base/hash.hpp"
#include "velox/base/json_full.hpp"
#include "velox/base/random.hpp"

namespace velox {
namespace {

using ::testing::HasSubstr;

Result<int> half(int n) {
  if (n % 2 != 0) return fail(ErrorCode::invalid, "odd", "give an even number");
  return n / 2;
}
Result<int> quarter(int n) {
  const int h = VX_TRY(half(n));
  return VX_TRY_CONTEXT("second half", half(h));
}
Result<std::unique_ptr<int>> boxed(int n) { return std::make_unique<int>(VX_TRY(half(n))); }

TEST(ErrorTest, TryUnwrapsOrReturnsEarly) {
  EXPECT_EQ(quarter(8).value(), 2);
  EXPECT_EQ(quarter(3).error().message(), "odd");
  EXPECT_EQ(*boxed(4).value(), 2);
}

TEST(ErrorTest, DescribesOutermostContextFirstAndTheHintLast) {
  auto error = std::move(quarter(6).error()).with_context("project /p");
  EXPECT_EQ(error.describe(), "project /p: second half: odd\n  give an even number");
  EXPECT_STREQ(to_string(error.code()), "invalid");
}

TEST(ClockTest, DeadlinesPassAndShorten) {
  EXPECT_FALSE(Deadline().passed());
  EXPECT_TRUE(Deadline::after(-1).passed());
  EXPECT_EQ(Deadline::after(-1).left(), 0);
  EXPECT_LE(Deadline::after(100).sooner(1).left(), 1);
  EXPECT_LE(Deadline::after(1).sooner(100).left(), 1);
  const double before = monotonic_seconds();
  EXPECT_GE(monotonic_seconds(), before);
}

TEST(ClockTest, TimestampIsIsoUtc) { EXPECT_THAT(utc_timestamp(), ::testing::MatchesRegex("20..-..-..T..:..:..Z")); }

TEST(HashTest, IsSha256) {
  // FIPS 180-2, appendix B.1.
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(short_hash("abc"), "ba7816bf8f01");
  EXPECT_EQ(short_hash("abc", 4), "ba78");
}

TEST(JsonTest, ParsesAndKeepsTheOrderOfKeys) {
  const auto value = json::parse(R"({"b":1,"a":[true,null,"é"]})", "text");
  ASSERT_TRUE(value);
  EXPECT_EQ(json::dump(*value), R"({"b":1,"a":[true,null,"é"]})");
}

TEST(JsonTest, BadTextIsAnErrorThatNamesIt) {
  const auto value = json::parse("{\"a\":", "worker response");
  ASSERT_FALSE(value);
  EXPECT_EQ(value.error().code(), ErrorCode::invalid);
  EXPECT_THAT(value.error().describe(), HasSubstr("worker response"));
}

TEST(JsonTest, LookUpsFallBackOnMissingAndOnOtherTypes) {
  const auto value = json::parse(R"({"s":"x","n":1.5,"i":-3,"b":true})", "text").value();
  EXPECT_EQ(json::string_or(value, "s"), "x");
  EXPECT_EQ(json::string_or(value, "n", "none"), "none");
  EXPECT_EQ(json::number_or(value, "n"), 1.5);
  EXPECT_EQ(json::integer_or(value, "i"), -3);
  EXPECT_EQ(json::integer_or(value, "s", 9), 9);
  EXPECT_TRUE(json::bool_or(value, "b"));
  EXPECT_TRUE(json::member(value, "zz").is_null());
  EXPECT_EQ(json::string_or(Json::array(), "s", "none"), "none");
}

TEST(JsonTest, BytesThatAreNotUtf8AreReplaced) { EXPECT_EQ(json::dump(Json("a\xff")), "\"a\xef\xbf\xbd\""); }

TEST(RandomTest, RepeatsFromItsSeedAndStaysInRange) {
  Random a(7), b(7), c(8);
  std::set<std::uint64_t> seen;
  for (int i = 0; i < 1000; ++i) {
    const auto n = a.next();
    EXPECT_EQ(n, b.next());
    EXPECT_NE(n, c.next());
    seen.insert(a.below(10));
    b.below(10);
    const double u = c.uniform();
    EXPECT_TRUE(u >= 0 && u < 1);
  }
  EXPECT_EQ(seen.size(), 10U);
}

TEST(CancelTest, IsSetOnce) {
  CancelToken token;
  EXPECT_FALSE(token.cancelled());
  token.cancel();
  EXPECT_TRUE(token.cancelled());
}

}  // namespace
}  // namespace velox
