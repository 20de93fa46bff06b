// SPDX-License-Identifier: Apache-2.0
#include "velox/experiment/timed_answers.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace velox::experiment {
namespace {

TEST(PositionLotTest, DrawsInOrderAndReachesRareInputs) {
  std::vector<std::string> batch(1000, "cheap");
  batch[700] = "dear";
  PositionLot lot;
  int rare = 0, late = 0;
  for (int i = 0; i < 40; ++i) {
    const auto drawn = lot.draw(batch, 5);
    EXPECT_TRUE(std::ranges::is_sorted(drawn));
    EXPECT_LT(drawn.back(), 5000u);
    for (const auto at : drawn) {
      rare += at % 1000 == 700;
      late += at >= 4000;
    }
  }
  EXPECT_GT(rare, 10);
  EXPECT_GT(late, 5);
  EXPECT_TRUE(lot.draw({}, 3).empty());
}

std::string returned(const std::string& value) {
  return R"({"return":["i",")" + value + R"("],"exception":null,"args":["t",[["t",[]],["d",1,[]]]]})";
}

TEST(TimedAnswersTest, ADifferenceCountsWhereTheOriginalAgreesWithItself) {
  const auto names = TimedAnswers::names({"c1", "c2"}, {1, 2});
  ASSERT_EQ(names.size(), 5u);
  EXPECT_EQ(names[0], "c2");
  EXPECT_EQ(names[1], "c1");
  TimedAnswers answers;
  const std::vector<std::string> a = {returned("1"), returned("2"), "out", "[]", "[]"};
  std::vector<std::string> b = a;
  EXPECT_FALSE(answers.differ(names, a, b));
  b[1] = returned("3");
  EXPECT_TRUE(answers.differ(names, a, b));
  std::vector<std::string> again = a;
  again[1] = returned("7");
  EXPECT_FALSE(answers.difference(names, a, again, b));
  EXPECT_FALSE(answers.differ(names, a, b)) << "it is known to vary by now";
  b[0] = returned("9");
  const auto text = answers.difference(names, a, a, b);
  ASSERT_TRUE(text);
  EXPECT_NE(text->find("returns 9 instead of 1 for input c2"), std::string::npos) << *text;
}

TEST(TimedAnswersTest, SettingsAreNamed) {
  TimedAnswers answers;
  const auto names = TimedAnswers::names({"c1"}, {});
  const auto text =
      answers.difference(names, {"o", R"([["collector","True"]])", "[]"}, {"o", R"([["collector","True"]])", "[]"},
                         {"o", R"([["collector","False"]])", "[]"});
  ASSERT_TRUE(text);
  EXPECT_NE(text->find("\"collector\" as \"False\""), std::string::npos) << *text;
  EXPECT_TRUE(answers.difference(names, {"o", "[]", "[]"}, {"o", "[]", "[]"}, {}));
}

TEST(OffClockWatchTest, WorkBetweenRunsIsSeen) {
  OffClockWatch honest, sly, noisy;
  for (int i = 0; i < 8; ++i) {
    honest.add({0.05, 0.01}, {0.04, 0.0103});
    sly.add({0.05, 0.01}, {0.01, 0.05});
    noisy.add({0.05, 0.01}, {0.04, i == 3 ? 0.9 : 0.01});
  }
  EXPECT_FALSE(honest.suspicion());
  EXPECT_TRUE(sly.suspicion());
  EXPECT_FALSE(noisy.suspicion());
}

}  // namespace
}  // namespace velox::experiment
