// SPDX-License-Identifier: Apache-2.0
#include "velox/experiment/whole_run.hpp"

#include <gtest/gtest.h>

namespace velox::experiment {
namespace {

WholeRun run(std::vector<std::string> out, std::map<std::string, std::string> files = {}, int exit_code = 0) {
  WholeRun whole;
  whole.output.out = std::move(out);
  whole.output.files = std::move(files);
  whole.output.exit_code = exit_code;
  whole.outcome.kind = exit_code == 0 ? model::OutcomeKind::ok : model::OutcomeKind::failed;
  whole.outcome.wall_s = whole.outcome.cpu_s = 1;
  return whole;
}

TEST(WholeReferenceTest, StableOutputMustBeTheSame) {
  const auto reference = WholeReference::from_runs(run({"a", "b"}), run({"a", "b"}));
  EXPECT_FALSE(reference.difference(run({"a", "b"})));
  EXPECT_EQ(reference.difference(run({"a", "c"})), "line 2 of stdout is `c` instead of `b`");
  EXPECT_EQ(reference.difference(run({"a"})), "stdout has 1 lines instead of 2");
  EXPECT_EQ(reference.difference(run({"a", "b"}, {}, 3)), "the workload ends with status 3 instead of 0");
  EXPECT_TRUE(reference.assumptions().empty());
}

TEST(WholeReferenceTest, TimingsAreComparedWithoutTheirNumbers) {
  const auto reference =
      WholeReference::from_runs(run({"took 1.25 s for 3 rows", "ok"}), run({"took 1.19 s for 3 rows", "ok"}));
  EXPECT_FALSE(reference.difference(run({"took 83 ms for 3 rows", "ok"})));
  EXPECT_TRUE(reference.difference(run({"gave up after 83 ms", "ok"})));
  EXPECT_TRUE(reference.difference(run({"took 1.25 s for 3 rows", "no"})));
  ASSERT_EQ(reference.assumptions().size(), 1u);
  EXPECT_EQ(reference.assumptions()[0],
            "1 of 2 lines of stdout vary from run to run and were compared without their numbers");
}

TEST(WholeReferenceTest, WrittenFilesAreCompared) {
  const auto reference =
      WholeReference::from_runs(run({}, {{"out.csv", "aa"}, {"log", "1"}}), run({}, {{"out.csv", "aa"}, {"log", "2"}}));
  EXPECT_FALSE(reference.difference(run({}, {{"out.csv", "aa"}, {"log", "3"}})));
  EXPECT_EQ(reference.difference(run({}, {{"out.csv", "bb"}})), "file out.csv gets other content");
  EXPECT_EQ(reference.difference(run({}, {})), "file out.csv is not written");
  EXPECT_EQ(reference.difference(run({}, {{"out.csv", "aa"}, {"x", "1"}})),
            "file x is written, which it was not before");
  EXPECT_EQ(reference.assumptions().size(), 1u);
}

TEST(WholeReferenceTest, AWorkloadThatDoesNotEndSaysNothing) {
  WholeRun hung = run({});
  hung.outcome.kind = model::OutcomeKind::timed_out;
  EXPECT_TRUE(WholeReference::from_runs(hung, hung).unusable());
  EXPECT_TRUE(WholeReference::from_runs(run({}), run({}, {}, 1)).unusable());
}

TEST(WithoutElapsedTest, TakesOutWhatATestRunOrAProgramSaysItTook) {
  EXPECT_EQ(without_elapsed("3 passed, 1 skipped in 0.35s"), "3 passed, 1 skipped in #");
  EXPECT_EQ(without_elapsed("======= 3 passed in 0.35s ======="),
            without_elapsed("====== 3 passed in 60.35s (0:01:00) ====="));
  EXPECT_EQ(without_elapsed("Ran 3 tests in 0.002s"), "Ran 3 tests in #");
  EXPECT_EQ(without_elapsed("took 12 ms for 3 rows"), "took # for 3 rows");
  EXPECT_EQ(without_elapsed("elapsed: 1.5 seconds"), "elapsed: #");
}

TEST(WithoutElapsedTest, LeavesResultsAlone) {
  for (const char* line : {"3 failed to load in 12 files", "the race was won in 9.58s", "took 3 sheep",
                           "4 passed in room 12", "they took 5 steps", "", "in 0.3s"}) {
    EXPECT_EQ(without_elapsed(line), line);
  }
  EXPECT_NE(without_elapsed("3 passed in 0.35s"), without_elapsed("4 passed in 0.35s"));
}

TEST(WithoutPlacesTest, ATracebackKeepsItsFramesAndLosesItsLines) {
  const std::vector<std::string> lines = {"Traceback (most recent call last):",
                                          "  File \"/p/m.py\", line 12, in f",
                                          "    return xs[0]",
                                          "           ~~^^^",
                                          "IndexError: list index out of range",
                                          "    kept"};
  EXPECT_EQ(without_places(lines),
            (std::vector<std::string>{"Traceback (most recent call last):", "  File \"/p/m.py\", line #, in f",
                                      "IndexError: list index out of range", "    kept"}));
}

}  // namespace
}  // namespace velox::experiment
