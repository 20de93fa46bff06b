// SPDX-License-Identifier: Apache-2.0
#include "velox/source/edits.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

namespace velox::source {
namespace {

using model::Edit;
namespace fs = std::filesystem;

TEST(EditsTest, AppliesInAnyOrderAndKeepsTheRest) {
  EXPECT_EQ(apply_edits("abcdef", {{{4, 5}, "E"}, {{0, 1}, ""}, {{6, 6}, "!"}}).value(), "bcdEf!");
}

TEST(EditsTest, TwoInsertionsAtOneOffsetKeepTheirOrderAndComeBeforeAReplacement) {
  EXPECT_EQ(apply_edits("ab", {{{1, 2}, "B"}, {{1, 1}, "x"}, {{1, 1}, "y"}}).value(), "axyB");
}

TEST(EditsTest, RefusesOverlapsAndSpansPastTheEnd) {
  EXPECT_FALSE(apply_edits("abcdef", {{{0, 3}, ""}, {{2, 4}, ""}}));
  EXPECT_FALSE(apply_edits("abcdef", {{{0, 3}, ""}, {{1, 1}, "x"}}));
  EXPECT_FALSE(apply_edits("abc", {{{2, 4}, ""}}));
  EXPECT_EQ(apply_edits("abc", {{{3, 2}, ""}}).error().code(), ErrorCode::internal);
}

TEST(EditsTest, EditsBetweenAreSmallest) {
  const auto edits = edits_between("a\nb\nc\nd\n", "a\nB\nc\nd\ne\n");
  ASSERT_EQ(edits.size(), 2U);
  EXPECT_EQ(edits[0], (Edit{{2, 4}, "B\n"}));
  EXPECT_EQ(edits[1], (Edit{{8, 8}, "e\n"}));
}

TEST(EditsTest, EqualTextsHaveNoDiff) {
  EXPECT_TRUE(edits_between("a\n", "a\n").empty());
  EXPECT_EQ(unified_diff("f.py", "a\n", "a\n"), "");
}

TEST(UnifiedDiffTest, HasHeadersContextAndCounts) {
  EXPECT_EQ(unified_diff("d/f.py", "1\n2\n3\n4\n5\n", "1\n2\nX\n4\n5\n", 1),
            "--- a/d/f.py\n+++ b/d/f.py\n@@ -2,3 +2,3 @@\n 2\n-3\n+X\n 4\n");
}

TEST(UnifiedDiffTest, MarksAMissingFinalNewline) {
  EXPECT_EQ(unified_diff("f", "a", "a\n"), "--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n");
}

// A git work tree whose one file is patched by the real `git apply`.
class GitApplyTest : public testing::Test {
 protected:
  void SetUp() override {
    char name[] = "/tmp/vx-diff-XXXXXX";
    ASSERT_NE(mkdtemp(name), nullptr);
    folder_ = name;
  }
  void TearDown() override { fs::remove_all(folder_); }

  void expect_round_trip(const std::string& before, const std::string& after, const std::string& file = "f.py") {
    write(file, before);
    write("p.diff", unified_diff(file, before, after));
    const std::string command = "cd '" + folder_.string() + "' && git apply p.diff 2>err.txt";
    ASSERT_EQ(std::system(command.c_str()), 0) << read("err.txt") << read("p.diff");
    ASSERT_EQ(read(file), after) << read("p.diff");
  }

 private:
  void write(const std::string& name, const std::string& bytes) {
    fs::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
  }
  std::string read(const std::string& name) {
    std::ostringstream out;
    out << std::ifstream(folder_ / name, std::ios::binary).rdbuf();
    return out.str();
  }
  fs::path folder_;
};

TEST_F(GitApplyTest, TakesEveryShapeOfChange) {
  expect_round_trip("a\r\nb\r\nc\r\n", "a\r\nB\r\nc\r\n");
  expect_round_trip("a\r\nb\r\n", "a\nb\r\n");
  expect_round_trip("a\nb", "a\nB");
  expect_round_trip("a\nb", "a\nb\n");
  expect_round_trip("a\nb\n", "a\nb");
  expect_round_trip("a\nb\nc\n", "X\nb\nc\n");
  expect_round_trip("a\nb\nc\n", "b\nc\n");
  expect_round_trip("b\nc\n", "a\nb\nc\n");
  expect_round_trip("a\nb\nc\n", "a\nb\nY\n");
  expect_round_trip("a\rb\nc\n", "a\rb\nd\n");
  expect_round_trip("\xEF\xBB\xBFx = 1\n", "\xEF\xBB\xBFx = 2\n");
  expect_round_trip("# \xe9\nx\n", "# \xe9\ny\n");
  expect_round_trip("x\n", "y\n", "a folder/b c.py");
  expect_round_trip("x\n", "y\n", "q\"uo\\te.py");
  expect_round_trip("x\n", "y\n", "\xc3\xa9.py");
}

std::string random_text(std::mt19937& random) {
  const char* const kLines[] = {"a\n", "b\n", "  c\n", "\n", "d\r\n", "\t e \n", "-x\n", "+y\n", "\\ z\n"};
  std::string text;
  for (auto n = random() % 25; n > 0; --n) text += kLines[random() % std::size(kLines)];
  if (random() % 4 == 0) text += "last";
  return text;
}

std::string changed(std::string text, std::mt19937& random) {
  for (auto n = random() % 4; n > 0 && !text.empty(); --n) {
    const auto at = random() % text.size();
    text = text.substr(0, at) + random_text(random).substr(0, random() % 6) +
           text.substr(std::min(text.size(), at + random() % 8));
  }
  return text;
}

TEST_F(GitApplyTest, TakesRandomEdits) {
  std::mt19937 random(7);
  for (int i = 0; i < 150; ++i) {
    const auto before = random_text(random);
    const auto after = random() % 5 == 0 ? random_text(random) : changed(before, random);
    if (before.empty() || after.empty() || before == after) continue;
    ASSERT_NO_FATAL_FAILURE(expect_round_trip(before, after));
  }
}

// The length of the shortest line edit script, by dynamic programming.
std::size_t shortest(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::vector<std::vector<std::size_t>> cost(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0)
        cost[i][j] = i + j;
      else if (a[i - 1] == b[j - 1])
        cost[i][j] = cost[i - 1][j - 1];
      else
        cost[i][j] = 1 + std::min(cost[i - 1][j], cost[i][j - 1]);
    }
  }
  return cost[a.size()][b.size()];
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size() - 1) + 1;
    lines.push_back(text.substr(at, end - at));
    at = end;
  }
  return lines;
}

TEST(EditsTest, RandomEditsRoundTripAndAreMinimal) {
  std::mt19937 random(11);
  for (int i = 0; i < 3000; ++i) {
    const auto before = random_text(random);
    const auto after = i % 3 == 0 ? random_text(random) : changed(before, random);
    const auto edits = edits_between(before, after);
    ASSERT_EQ(apply_edits(before, edits).value(), after);
    std::size_t cost = 0;
    for (const auto& edit : edits) {
      cost += lines_of(before.substr(edit.span.begin, edit.span.size())).size() + lines_of(edit.text).size();
    }
    ASSERT_EQ(cost, shortest(lines_of(before), lines_of(after))) << before << "---\n" << after;
  }
}

TEST(EditsTest, WhollyDifferentLargeTextsStillRoundTrip) {
  std::string before, after;
  for (int i = 0; i < 12000; ++i) {
    before += "a" + std::to_string(i * 7 % 12000) + "\n";
    after += (i % 5 == 0 ? "a" : "b") + std::to_string(i) + "\n";
  }
  EXPECT_EQ(apply_edits(before, edits_between(before, after)).value(), after);
}

}  // namespace
}  // namespace velox::source
