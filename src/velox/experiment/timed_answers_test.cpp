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

TEST(TimedAnswersTest, OtherModulesMayBeChangedLessButNotMore) {
  TimedAnswers answers;
  const auto names = TimedAnswers::names({"c1"}, {});
  const auto state = [](const char* text) { return std::vector<std::string>{"o", "[]", text}; };
  EXPECT_FALSE(answers.differ(names, state(R"(["re:_cache"])"), state("[]")));
  EXPECT_TRUE(answers.differ(names, state("[]"), state(R"(["string:known"])")));
  EXPECT_TRUE(answers.differ(names, state(R"(["known"])"), state("[]")));
}

TEST(WaitWatchTest, WorkOfAnotherProcessIsSeen) {
  WaitWatch shared, honest, both_wait;
  for (int i = 0; i < 6; ++i) {
    EXPECT_FALSE(shared.suspicion());
    shared.add({0.050, 0.0002}, {0.030, 0.021});
    honest.add({0.050, 0.0002}, {0.030, i == 3 ? 0.020 : 0.0003});
    both_wait.add({0.050, 0.020}, {0.030, 0.021});
  }
  EXPECT_TRUE(shared.suspicion());
  EXPECT_FALSE(honest.suspicion());
  EXPECT_FALSE(both_wait.suspicion());
}

TEST(ReuseWatchTest, AGainOnRepeatedInputsAloneIsSeen) {
  ReuseWatch cache, honest, slow_start;
  for (int i = 0; i < 5; ++i) {
    EXPECT_FALSE(cache.suspicion());
    cache.add({0.0050, 0.0049}, {0.0055, 0.0005});
    honest.add({0.0050, 0.0048}, {0.0007, 0.0005});
    slow_start.add({0.0080, 0.0050}, {0.0036, 0.0006});  // both take longer at first
  }
  const auto text = cache.suspicion();
  ASSERT_TRUE(text);
  EXPECT_NE(text->find("same inputs come again"), std::string::npos) << *text;
  EXPECT_FALSE(honest.suspicion());
  EXPECT_FALSE(slow_start.suspicion());
}

TEST(ReuseWatchTest, WhatGainsNothingIsNotSuspected) {
  ReuseWatch watch;
  for (int i = 0; i < 9; ++i) watch.add({0.00020, 0.0002000}, {0.00024, 0.0001975});
  EXPECT_FALSE(watch.suspicion());
}

TEST(ReuseWatchTest, OneNoisyProcessIsNoReason) {
  ReuseWatch watch;
  for (int i = 0; i < 9; ++i) watch.add({0.0050, 0.0050}, {i == 4 ? 0.0500 : 0.0010, 0.0010});
  EXPECT_FALSE(watch.suspicion());
}

}  // namespace
}  // namespace velox::experiment
