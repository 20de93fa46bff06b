// SPDX-License-Identifier: Apache-2.0
#include "velox/rules/apply_all.hpp"

#include <gtest/gtest.h>

namespace velox::rules {
namespace {

/// One candidate for each "a", which becomes `text`.
FindCandidates each_a_becomes(std::string text) {
  return [text](const std::string& bytes) -> Result<std::vector<model::Candidate>> {
    std::vector<model::Candidate> found;
    for (std::size_t at = bytes.find('a'); at != std::string::npos; at = bytes.find('a', at + 1)) {
      const auto begin = static_cast<std::uint32_t>(at);
      found.emplace_back().edits.push_back({{begin, begin + 1}, text});
    }
    return found;
  };
}

TEST(ApplyAllTest, GoesOnUntilNothingIsFound) {
  const auto applied = apply_all("banana", each_a_becomes("oo"), 10);
  ASSERT_TRUE(applied);
  EXPECT_TRUE(applied->ended);
  ASSERT_EQ(applied->steps.size(), 3u);
  EXPECT_EQ(applied->steps[0].text, "boonana");
  EXPECT_EQ(applied->steps[0].found_before, 3u);
  EXPECT_EQ(applied->steps[0].found_after, 2u);
  EXPECT_EQ(applied->steps[2].text, "boonoonoo");
}

TEST(ApplyAllTest, StopsAtTheLimitAndSaysSo) {
  const auto applied = apply_all("a", each_a_becomes("aa"), 5);
  ASSERT_TRUE(applied);
  EXPECT_FALSE(applied->ended);
  EXPECT_EQ(applied->steps.size(), 5u);
}

TEST(ApplyAllTest, TextWithoutCandidatesStays) {
  const auto applied = apply_all("x", each_a_becomes("b"), 5);
  ASSERT_TRUE(applied);
  EXPECT_TRUE(applied->ended);
  EXPECT_TRUE(applied->steps.empty());
}

TEST(ApplyAllTest, HandsOnWhatTheSearchSays) {
  const auto fails = [](const std::string&) -> Result<std::vector<model::Candidate>> {
    return fail(ErrorCode::invalid, "not Python");
  };
  const auto applied = apply_all("x", fails, 5);
  ASSERT_FALSE(applied);
  EXPECT_EQ(applied.error().message(), "not Python");
}

}  // namespace
}  // namespace velox::rules
