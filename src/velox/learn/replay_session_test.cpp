// SPDX-License-Identifier: Apache-2.0
// Sessions over small tables whose course is worked out by hand.
#include "velox/learn/replay_session.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "velox/learn/oracle.hpp"
#include "velox/learn/q_function.hpp"
#include "velox/learn/replay_training.hpp"
#include "velox/learn/session_features.hpp"
#include "velox/learn/test_tables.hpp"

namespace velox::learn {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> legal(const ReplaySession& session) {
  std::vector<std::string> names;
  for (const Action& action : session.moment().actions) names.push_back(action.strategy);
  return names;
}

/// "a" leads to a base where "c" is accepted; "a + b" waits for its parts; the other unit has one try.
RecordedProject tree() {
  return project_of("tree", {unit_of(0.5, {{refused("a", 1), refused("b", 2), after(accepted("a + b", 2, 3), {0, 1}),
                                            leading_to(accepted("d", 4, 4), 1)},
                                           {refused("a", 1), accepted("c", 2, 2)}}),
                             unit_of(0.25, {{accepted("e", 5, 5)}})});
}

TEST(ReplaySessionTest, OffersWhatIsLegalInTheOrderOfTheTable) {
  const RecordedProject project = tree();
  ReplaySession session(project, 60);
  EXPECT_THAT(legal(session), ElementsAre("a", "b", "d", "e"));
  session.try_action(0);
  EXPECT_THAT(legal(session), ElementsAre("b", "d", "e"));
  session.try_action(0);
  EXPECT_THAT(legal(session), ElementsAre("a + b", "d", "e"));
  EXPECT_EQ(session.find(0, 0, 3), 1U);
  EXPECT_EQ(session.find(0, 0, 0), std::nullopt);
  EXPECT_EQ(session.find(0, 1, 0), std::nullopt);
  session.try_action(1);
  EXPECT_THAT(legal(session), ElementsAre("a", "c", "e"));  // of the new base, the refused one again
  session.try_action(1);
  EXPECT_THAT(legal(session), ElementsAre("e"));  // what is behind "c" was not looked into
  session.try_action(0);
  EXPECT_TRUE(session.done());
}

TEST(ReplaySessionTest, ALaterShareIsWhatIsLeft) {
  const RecordedProject project = tree();
  ReplaySession session(project, 60);
  const Outcome outcome = session.try_action(2);
  EXPECT_EQ(outcome.log_gain, std::log(4));
  const UnitState& unit = session.moment().units[0];
  EXPECT_DOUBLE_EQ(unit.cumulative_share, 0.125);
  EXPECT_DOUBLE_EQ(unit.own_share, 0.125);
  EXPECT_DOUBLE_EQ(session.moment().units[1].cumulative_share, 0.25);
  EXPECT_EQ(unit.tried, 1);
  EXPECT_EQ(unit.accepted, 1);
  EXPECT_DOUBLE_EQ(session.gain(), std::log(1 / 0.625));
  EXPECT_DOUBLE_EQ(session.seconds(), 4);
}

TEST(ReplaySessionTest, WhatDoesNotFitTheBudgetEndsUndecided) {
  const RecordedProject project = tree();
  ReplaySession session(project, 6);
  session.try_action(2);
  const Outcome cut = session.try_action(2);  // "e" takes 5 s
  EXPECT_EQ(cut.verdict, model::VerdictKind::inconclusive);
  EXPECT_DOUBLE_EQ(cut.seconds, 2);
  EXPECT_EQ(cut.log_gain, 0);
  EXPECT_TRUE(session.done());
  EXPECT_DOUBLE_EQ(session.seconds(), 6);
}

/// Takes the choices given, then stops.
class Scripted final : public Policy {
 public:
  explicit Scripted(std::vector<std::size_t> choices) : choices_(std::move(choices)) {}
  std::string name() const override { return "scripted"; }
  std::optional<std::size_t> choose(const Moment&) override {
    if (at_ == choices_.size()) return std::nullopt;
    return choices_[at_++];
  }
  void learn(const Moment& moment, std::size_t action, const Outcome& outcome) override {
    learned.push_back(moment.actions[action].strategy + " " + model::to_string(outcome.verdict));
  }
  std::vector<std::string> learned;

 private:
  std::vector<std::size_t> choices_;
  std::size_t at_ = 0;
};

TEST(ReplaySessionTest, ASessionAddsUpToItsGainLessItsCost) {
  Scripted policy({0, 1, 2});  // a, d, e
  Experience experience;
  const auto made = run_session(policy, tree(), experience, {60, true, false});
  EXPECT_TRUE(made.stopped);
  ASSERT_EQ(made.steps.size(), 3U);
  EXPECT_DOUBLE_EQ(made.seconds(), 10);
  // 0.5 -> 0.125 and 0.25 -> 0.05 of the original time.
  EXPECT_NEAR(made.gain(), std::log(1 / 0.425), 1e-12);
  EXPECT_NEAR(made.reward, made.gain() - 10 / 60.0, 1e-12);
  EXPECT_NEAR(made.steps[1].gain, std::log(1 / 0.625), 1e-12);
  EXPECT_THAT(policy.learned, ElementsAre("a no-gain", "d accepted", "e accepted"));
  EXPECT_EQ(experience.all().tried, 3);
  EXPECT_EQ(experience.of("d").accepted, 1);
  EXPECT_TRUE(made.decisions.empty());
}

TEST(ReplaySessionTest, DecisionsAreThoseOfTheTrainersFile) {
  Scripted stopping({0, 1});
  Experience experience;
  const auto made = run_session(stopping, tree(), experience, {60, true, true});
  ASSERT_EQ(made.decisions.size(), 3U);
  const Decision& last = made.decisions.back();
  EXPECT_TRUE(last.done);
  EXPECT_EQ(last.action, 3U);  // behind "a", "c" and "e": stopping
  EXPECT_EQ(last.reward, 0);
  EXPECT_NEAR(made.decisions[0].reward, -1 / 60.0, 1e-6);
  const auto file = read_episodes(write_episodes({{"tree", made.decisions}}), "episodes");
  ASSERT_TRUE(file) << file.error().describe();
  EXPECT_EQ(file->action_size, kActionFeatures);
  EXPECT_EQ(file->episodes[0].decisions, made.decisions);
}

TEST(ReplaySessionTest, WhatRunsOutEndsWithItsLastTry) {
  Scripted all({0, 0});
  Experience experience;
  const auto made = run_session(all, project_of("small", {unit_of(1, {{refused("a", 1), refused("b", 1)}})}),
                                experience, {60, true, true});
  EXPECT_FALSE(made.stopped);
  ASSERT_EQ(made.decisions.size(), 2U);
  EXPECT_TRUE(made.decisions.back().done);
  EXPECT_NEAR(made.decisions.back().reward, -1 / 60.0, 1e-6);
}

TEST(ReplayTrainingTest, WhatIsKnownComesFromEarlierProjectsOnly) {
  OutcomeTable table;
  for (int i = 0; i < 12; ++i) table.push_back(tree());
  const auto trained = train_by_replay(table, {60, 1, true});
  EXPECT_EQ(trained.experience.of("e").tried, 12);
  EXPECT_EQ(trained.experience.of("e").accepted, 12);
  EXPECT_FALSE(trained.bandit.empty());
  const auto file = read_episodes(write_episodes(trained.episodes), "episodes");
  ASSERT_TRUE(file) << file.error().describe();
  EXPECT_EQ(file->state_size, kStateFeatures);
  EXPECT_EQ(file->episodes.size(), 36U);
  // The first project is met with nothing known: every strategy has the chance of one that was never tried.
  const auto& first = file->episodes.front().decisions.front().situation;
  for (std::size_t row = 0; row < 4; ++row)
    EXPECT_FLOAT_EQ(first.actions[row * kActionFeatures + kChanceFeature], 0.5F);
  EXPECT_EQ(train_by_replay(table, {60, 1, true}).bandit, trained.bandit);
  EXPECT_NE(train_by_replay(table, {60, 2, true}).bandit, trained.bandit);
}

}  // namespace
}  // namespace velox::learn
