// SPDX-License-Identifier: Apache-2.0
#include "velox/base/text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace velox::text {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(TextTest, SplitKeepsEmptyParts) {
  EXPECT_THAT(split("a,,b,", ','), ElementsAre("a", "", "b", ""));
  EXPECT_THAT(split("", ','), ElementsAre(""));
}

TEST(TextTest, JoinIsTheInverseOfSplit) {
  EXPECT_EQ(join({"a", "", "b"}, ", "), "a, , b");
  EXPECT_EQ(join({}, ","), "");
}

TEST(TextTest, TrimTakesWhiteSpaceFromBothEnds) {
  EXPECT_EQ(trim(" \t a b\n"), "a b");
  EXPECT_EQ(trim(" \n "), "");
}

TEST(TextTest, ReplaceAllDoesNotReplaceItsOwnResult) {
  EXPECT_EQ(replace_all("aaa", "a", "aa"), "aaaaaa");
  EXPECT_EQ(replace_all("abc", "", "x"), "abc");
}

TEST(TextTest, ShellSplitReadsQuotesAndEscapes) {
  EXPECT_THAT(shell_split(R"(python  'a b' "c\"d\e" f\ g '' x"y"'z')"),
              ElementsAre("python", "a b", "c\"d\\e", "f g", "", "xyz"));
}

TEST(TextTest, ShellSplitRefusesUnbalancedQuotes) {
  EXPECT_THAT(shell_split("echo 'a"), IsEmpty());
  EXPECT_THAT(shell_split("echo \"a"), IsEmpty());
  EXPECT_THAT(shell_split("   "), IsEmpty());
}

TEST(TextTest, ShellQuoteSurvivesShellSplit) {
  for (const std::string word : {"plain-1.0/x", "", "a b", "it's", "$HOME `x` \\", "\n", "\"q\""})
    EXPECT_THAT(shell_split(shell_quote(word)), ElementsAre(word));
  EXPECT_EQ(shell_quote("plain-1.0/x"), "plain-1.0/x");
}

TEST(TextTest, TailLinesTakesTheEnd) {
  EXPECT_EQ(tail_lines("a\nb\nc\n", 2), "b\nc");
  EXPECT_EQ(tail_lines("a\nb", 5), "a\nb");
  EXPECT_EQ(tail_lines("", 3), "");
}

}  // namespace
}  // namespace velox::text
