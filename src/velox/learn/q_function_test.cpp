// SPDX-License-Identifier: Apache-2.0
// Networks against values computed by hand; policies and recorded episodes as files.
#include "velox/learn/q_function.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "velox/learn/episode_file.hpp"

namespace velox::learn {
namespace {

using ::testing::ElementsAre;
using ::testing::FloatEq;
using ::testing::HasSubstr;

std::vector<float> values_of(const NetworkShape& shape, std::vector<float> parameters, const Situation& situation) {
  const auto made = QFunction::create(shape, std::move(parameters));
  EXPECT_TRUE(made) << made.error().describe();
  return made->values(situation).value();
}

TEST(QFunctionTest, ComputesATrunkWithTwoActions) {
  // Hidden: max(0, 1x + 2y + 0.5) = 0 for (1, -2), max(0, -1x - 1y + 0) = 1.
  const std::vector<float> parameters{1, 2, -1, -1, 0.5F, 0, /* out */ 3, 4, 5, -6, 0.25F, 1};
  EXPECT_THAT(values_of({Head::actions, 2, 2, {2}, false}, parameters, {{1, -2}, {}}),
              ElementsAre(FloatEq(4.25F), FloatEq(-5)));
}

TEST(QFunctionTest, AddsTheValueOfTheStateLessTheMeanAdvantage) {
  // No hidden layer: V = 2x, advantages x and 3x; for x = 1 their mean is 2.
  EXPECT_THAT(values_of({Head::actions, 1, 2, {}, true}, {2, 1, 3, 0, 0, 0}, {{1}, {}}),
              ElementsAre(FloatEq(1), FloatEq(3)));
}

TEST(QFunctionTest, ValuesEachDescribedAction) {
  // A = x + 10 f; V = 100 x. For x = 1 and f of 0, 1, 5: A = 1, 11, 51, their mean 21.
  EXPECT_THAT(values_of({Head::features, 1, 1, {}, true}, {1, 10, 0, 100, 0}, {{1}, {0, 1, 5}}),
              ElementsAre(FloatEq(80), FloatEq(90), FloatEq(130)));
  EXPECT_THAT(values_of({Head::features, 1, 1, {}, false}, {1, 10, 0}, {{1}, {0, 1, 5}}),
              ElementsAre(FloatEq(1), FloatEq(11), FloatEq(51)));
  EXPECT_TRUE(values_of({Head::features, 1, 1, {}, true}, {1, 10, 0, 100, 0}, {{1}, {}}).empty());
}

TEST(QFunctionTest, SumsWideLayersToTheLastNumber) {
  for (const std::size_t size : {15U, 16U, 17U, 33U}) {
    std::vector<float> parameters(size + 1, 1);
    Situation situation{std::vector<float>(size, 2), {}};
    EXPECT_THAT(values_of({Head::actions, size, 1, {}, false}, parameters, situation),
                ElementsAre(FloatEq(static_cast<float>(2 * size + 1))));
  }
}

TEST(QFunctionTest, RefusesSituationsOfOtherSizes) {
  const auto made = QFunction::create({Head::features, 2, 2, {}, false}, {1, 1, 1, 1, 0});
  ASSERT_TRUE(made);
  EXPECT_FALSE(made->values({{1}, {1, 1}}));
  EXPECT_FALSE(made->values({{1, 2}, {1, 1, 1}}));
  EXPECT_TRUE(made->values({{1, 2}, {1, 1, 1, 1}}));
  EXPECT_THAT(QFunction::create({Head::features, 2, 2, {}, false}, {1}).error().message(),
              HasSubstr("has 5 parameters, 1 are given"));
}

TEST(QFunctionTest, IsTheSameAfterStoringItAway) {
  for (const Head head : {Head::actions, Head::features}) {
    const NetworkShape shape{head, 3, 2, {4, 5}, true};
    std::vector<float> parameters;
    for (std::size_t i = 0; i < plan_network(shape)->parameters; ++i)
      parameters.push_back(static_cast<float>(i % 7) - 3);
    const auto made = QFunction::create(shape, parameters);
    const auto read = QFunction::decode(made->encode({{"task", "t"}}), "policy");
    ASSERT_TRUE(read) << read.error().describe();
    EXPECT_EQ(read->shape(), shape);
    EXPECT_EQ(std::vector<float>(read->parameters().begin(), read->parameters().end()), parameters);
  }
}

Decision decision(float x, std::uint32_t action, float reward, bool done) {
  return {{{x}, {0, 1, 1, 0}}, action, reward, done};
}

TEST(EpisodeFileTest, ReadsBackWhatItWrote) {
  const Episode one{"one", {decision(0.5F, 1, -0.25F, false), decision(1, 0, 2, true)}};
  const Episode two{"two", {decision(0, 0, 0, false)}};
  const auto read = read_episodes(write_episode(one, 2) + "\n" + write_episode(two, 2), "f");
  ASSERT_TRUE(read) << read.error().describe();
  EXPECT_EQ(read->state_size, 1U);
  EXPECT_EQ(read->action_size, 2U);
  EXPECT_THAT(read->episodes, ElementsAre(one, two));
}

TEST(EpisodeFileTest, NamesTheLineThatIsWrong) {
  const auto error_of = [](const std::string& line) {
    const std::string good = write_episode({"one", {decision(0, 0, 0, false)}}, 2);
    const auto read = read_episodes(good + line + "\n", "f.jsonl");
    return read ? "none" : read.error().describe();
  };
  const std::string start = R"({"schema":"velox.transitions/1","episode":"one","step":1,)";
  const std::string end = R"(,"reward":1,"done":true})";
  EXPECT_EQ(error_of(start + R"("state":[1],"actions":[[1,2]],"action":0)" + end), "none");
  EXPECT_THAT(error_of("{"), HasSubstr("f.jsonl:2: the line is not valid JSON"));
  EXPECT_THAT(error_of("[]"), HasSubstr("'schema' is not velox.transitions/1"));
  EXPECT_THAT(error_of(start + R"("state":[1,2],"actions":[[1,2]],"action":0)" + end),
              HasSubstr("'state' has 2 numbers"));
  EXPECT_THAT(error_of(start + R"("state":[1],"actions":[[1]],"action":0)" + end),
              HasSubstr("an action has 1 numbers"));
  EXPECT_THAT(error_of(start + R"("state":[1],"actions":[],"action":0)" + end), HasSubstr("'actions' is not"));
  EXPECT_THAT(error_of(start + R"("state":[1],"actions":[[1,2]],"action":1)" + end),
              HasSubstr("index of a legal action"));
  EXPECT_THAT(error_of(start + R"("state":[1e60],"actions":[[1,2]],"action":0)" + end),
              HasSubstr("not a finite number"));
  EXPECT_THAT(error_of(start + R"("state":["x"],"actions":[[1,2]],"action":0)" + end), HasSubstr("is not a number"));
  EXPECT_THAT(error_of(R"({"schema":"velox.transitions/1","episode":"one","step":2})"),
              HasSubstr("step 1 of the episode is missing"));
  EXPECT_THAT(error_of(R"({"schema":"velox.transitions/1","episode":"two","step":1})"),
              HasSubstr("does not begin at step 0"));
  EXPECT_THAT(read_episodes("\n\n", "f").error().message(), HasSubstr("has no decision"));
}

TEST(EpisodeFileTest, MakesTransitionsWhoseOutcomeIsKnown) {
  const Episode ended{"a", {decision(0, 1, 1, false), decision(1, 0, 2, true)}};
  const auto known = transitions_of(ended, 1, 0.5);
  ASSERT_EQ(known.size(), 2U);
  EXPECT_EQ(known[0], (Transition{ended.decisions[0].situation, 1, 1, ended.decisions[1].situation, 0.5F}));
  EXPECT_EQ(known[1].discount, 0);
  EXPECT_TRUE(known[1].after.actions.empty());
  const Episode cut{"b", {decision(0, 1, 1, false), decision(1, 0, 2, false), decision(2, 0, 4, false)}};
  const auto two = transitions_of(cut, 3, 0.5);
  ASSERT_EQ(two.size(), 2U);
  EXPECT_EQ(two[0], (Transition{cut.decisions[0].situation, 1, 2, cut.decisions[2].situation, 0.25F}));
  EXPECT_EQ(two[1], (Transition{cut.decisions[1].situation, 0, 2, cut.decisions[2].situation, 0.5F}));
  EXPECT_TRUE(transitions_of({"c", {decision(0, 0, 1, false)}}, 3, 0.5).empty());
}

}  // namespace
}  // namespace velox::learn
