// SPDX-License-Identifier: Apache-2.0
#include "velox/learn/oracle.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "velox/base/random.hpp"
#include "velox/learn/test_tables.hpp"

namespace velox::learn {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> strategies(const Trajectory& made) {
  std::vector<std::string> names;
  for (const TrajectoryStep& step : made.steps) names.push_back(step.strategy);
  return names;
}

TEST(OracleTest, TakesTheBestPathThroughATree) {
  // "quick" ends at twice as fast; "slow" alone is less, but leads to a base where ten times is to be had.
  const auto project = project_of(
      "p", {unit_of(0.8, {{accepted("quick", 2, 1), leading_to(accepted("slow", 1.5, 2), 1), refused("x", 1)},
                          {refused("y", 1), accepted("then", 7, 2)}})});
  EXPECT_THAT(best_plan(project, 60), ElementsAre(PlannedTry{0, 0, 1}, PlannedTry{0, 1, 1}));
  const auto made = run_oracle(project, 60);
  EXPECT_THAT(strategies(made), ElementsAre("slow", "then"));
  EXPECT_NEAR(made.reward, -std::log(0.2 + 0.8 / 10.5) - 4 / 60.0, 1e-12);
  EXPECT_NEAR(best_known_gain(project), made.gain(), 1e-12);
}

TEST(OracleTest, LeavesWhatCostsMoreThanItBrings) {
  const auto project =
      project_of("p", {unit_of(0.5, {{accepted("good", 2, 3)}}), unit_of(0.02, {{accepted("dear", 2, 3)}})});
  EXPECT_THAT(strategies(run_oracle(project, 60)), ElementsAre("good"));
  EXPECT_NEAR(best_known_gain(project), -std::log(1 - 0.25 - 0.01), 1e-12);
  // With more time to spend the same second costs less.
  EXPECT_THAT(strategies(run_oracle(project, 600)), ElementsAre("good", "dear"));
}

TEST(OracleTest, BeginsWithWhatSavesTheMostPerSecond) {
  const auto project =
      project_of("p", {unit_of(0.3, {{accepted("large", 3, 10)}}), unit_of(0.3, {{accepted("cheap", 2, 2)}}),
                       unit_of(0.3, {{accepted("middling", 2, 4)}})});
  EXPECT_THAT(strategies(run_oracle(project, 600)), ElementsAre("cheap", "middling", "large"));
}

TEST(OracleTest, PaysForThePartsOfASequence) {
  const auto project =
      project_of("p", {unit_of(1, {{refused("a", 1), refused("b", 2), after(accepted("a + b", 4, 3), {0, 1})}})});
  const auto made = run_oracle(project, 60);
  EXPECT_THAT(strategies(made), ElementsAre("a", "b", "a + b"));
  EXPECT_NEAR(made.reward, std::log(4) - 6 / 60.0, 1e-12);
}

TEST(OracleTest, ASequenceBehindAnAcceptedPartIsOutOfReach) {
  const auto project = project_of("p", {unit_of(1, {{accepted("a", 2, 1), after(accepted("a + b", 4, 3), {0})}})});
  EXPECT_THAT(strategies(run_oracle(project, 60)), ElementsAre("a"));
  EXPECT_NEAR(best_known_gain(project), std::log(2), 1e-12);
}

TEST(OracleTest, KeepsToTheBudget) {
  const auto project =
      project_of("p", {unit_of(0.5, {{accepted("long", 9, 50)}}), unit_of(0.4, {{accepted("short", 9, 20)}})});
  EXPECT_THAT(strategies(run_oracle(project, 60)), ElementsAre("short"));
  EXPECT_DOUBLE_EQ(whole_cost(project), 70);
}

TEST(OracleTest, NothingToGainNeedsNoTry) {
  const auto project = project_of("p", {unit_of(0.5, {{refused("a", 1)}})});
  EXPECT_TRUE(run_oracle(project, 60).steps.empty());
  EXPECT_EQ(best_known_gain(project), 0);
  EXPECT_EQ(best_known_gain(project_of("empty", {})), 0);
}

/// The best of all ways to take at most one try in each unit.
double best_by_trying_all(const RecordedProject& project, double budget_s) {
  double best = 0;
  std::vector<std::size_t> choice(project.units.size(), 0);
  while (true) {
    std::vector<UnitState> units;
    double seconds = 0;
    for (std::size_t i = 0; i < choice.size(); ++i) {
      units.push_back(project.units[i].state);
      if (choice[i] == 0) continue;
      const Outcome& outcome = project.units[i].bases[0].tries[choice[i] - 1].outcome;
      units.back().log_speedup = outcome.log_gain;
      units.back().cumulative_share *= std::exp(-outcome.log_gain);
      seconds += outcome.seconds;
    }
    best = std::max(best, -std::log(workload_left(units)) - seconds / budget_s);
    std::size_t at = 0;
    while (at < choice.size() && choice[at] == project.units[at].bases[0].tries.size()) choice[at++] = 0;
    if (at == choice.size()) return best;
    ++choice[at];
  }
}

TEST(OracleTest, AgreesWithTryingEverything) {
  Random random(11);
  for (int round = 0; round < 200; ++round) {
    std::vector<RecordedUnit> units;
    for (int unit = 0; unit < 4; ++unit) {
      std::vector<RecordedTry> tries;
      for (int i = 0; i < 3; ++i) tries.push_back(accepted("r", 1 + 9 * random.uniform(), 1 + 100 * random.uniform()));
      units.push_back(unit_of(0.24 * random.uniform(), {std::move(tries)}));
    }
    const auto project = project_of("p", std::move(units));
    const double budget = 500;  // enough for all of it
    EXPECT_NEAR(run_oracle(project, budget).reward, best_by_trying_all(project, budget), 1e-9) << round;
  }
}

}  // namespace
}  // namespace velox::learn
