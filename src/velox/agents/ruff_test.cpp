// SPDX-License-Identifier: Apache-2.0
// With a program that answers as ruff does: what is asked of it, and what is made of its answer.
#include "velox/agents/ruff.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "velox/agents/strategies.hpp"
#include "velox/profile/test_bench.hpp"
#include "velox/source/edits.hpp"

namespace velox::agents {
namespace {

using ::testing::HasSubstr;

// "é" is two bytes and one column.
constexpr const char* kCode =
    "def f(xs):\n"
    "    name = 'é'; ys = list(x for x in xs)\n"
    "    return name, ys\n"
    "\n"
    "\n"
    "def g(xs):\n"
    "    return list(x for x in xs)\n";

std::string finding(const char* code, int row, int begin, int end, const char* content,
                    const char* applicability = "unsafe") {
  return fmt::format(
      R"({{"cell": null, "code": "{}", "message": "Unnecessary generator", "location": {{"row": {}, "column": {}}},
      "fix": {{"applicability": "{}", "message": "Rewrite", "edits": [{{"content": "{}", "location": {{"row": {}, "column": {}}},
      "end_location": {{"row": {}, "column": {}}}}}]}}}})",
      code, row, begin, applicability, content, row, begin, row, end);
}

class RuffTest : public ::testing::Test {
 protected:
  std::vector<model::Candidate> read(const std::string& answer) {
    return read_ruff_answer(answer, module_, *module_.find_unit("f")).value();
  }
  // A folder with a program `ruff` that runs this script; it is the first on the PATH.
  Ruff install(const std::string& script) {
    const fs::path program = folder_.path() / "ruff";
    EXPECT_TRUE(write_file_atomic(program, "#!/bin/sh\n" + script));
    fs::permissions(program, fs::perms::owner_all);
    ToolPlaces places{{}, {{"PATH", folder_.path().string()}}, &profile::test_sandbox(), nullptr};
    auto found = Ruff::find(places, disabled_);
    EXPECT_TRUE(found);
    return *std::move(found);
  }

  TempDir folder_ = TempDir::create("ruff-test-").value();
  source::ParsedModule module_ = source::ParsedModule::parse(kCode, "m.py").value();
  std::vector<std::string> disabled_;
};

TEST_F(RuffTest, AFixOfAWantedRuleIsACandidate) {
  const auto candidates = read("[" + finding("C400", 2, 22, 41, "[x for x in xs]") + "]");
  ASSERT_EQ(candidates.size(), 1U);
  const auto& candidate = candidates[0];
  EXPECT_EQ(candidate.strategy, "ruff:C400");
  EXPECT_EQ(candidate.assurance, model::Assurance::tested);
  EXPECT_EQ(candidate.line, 2U);
  EXPECT_FALSE(candidate.id.empty());
  EXPECT_THAT(candidate.why, HasSubstr("Unnecessary generator"));
  EXPECT_THAT(source::apply_edits(kCode, candidate.edits).value(), HasSubstr("name = 'é'; ys = [x for x in xs]\n"));
}

TEST_F(RuffTest, OthersAreLeftOut) {
  EXPECT_TRUE(read("[]").empty());
  EXPECT_TRUE(read("[" + finding("C400", 7, 12, 31, "[x for x in xs]") + "]").empty()) << "of another unit";
  EXPECT_TRUE(read("[" + finding("SIM110", 2, 22, 41, "any(xs)") + "]").empty()) << "measured to be slower";
  EXPECT_TRUE(read("[" + finding("C400", 2, 22, 41, "x", "display") + "]").empty()) << "only to be shown";
  EXPECT_TRUE(read("[" + finding("C400", 2, 22, 999, "x") + "]").empty()) << "not in the text";
  EXPECT_TRUE(read(R"([{"code": "C400", "location": {"row": 2, "column": 5}, "fix": null}])").empty());
  EXPECT_FALSE(read_ruff_answer("{}", module_, *module_.find_unit("f")));
  EXPECT_FALSE(read_ruff_answer("no JSON", module_, *module_.find_unit("f")));
}

TEST_F(RuffTest, IsAskedByStdinOnceForEachText) {
  // Answers only to what is expected of a caller, and says how often: with the row of its finding.
  const std::string script =
      "case \"$*\" in *--isolated*--output-format\\ json*--target-version\\ py311*--stdin-filename\\ m.py*) ;; *) exit "
      "2;; esac\n"
      "grep -q 'def f' || exit 3\n"
      "cat <<'ANSWER'\n[" +
      finding("C400", 2, 22, 41, "[x for x in xs]") + "]\nANSWER\n";
  Ruff ruff = install(script);
  EXPECT_EQ(ruff.propose(module_, *module_.find_unit("f"), {3, 11}).size(), 1U);
  EXPECT_FALSE(ruff.take_warning());
  fs::remove(folder_.path() / "ruff");
  EXPECT_EQ(ruff.propose(module_, *module_.find_unit("f"), {3, 11}).size(), 1U) << "known already";
  EXPECT_TRUE(ruff.propose(module_, *module_.find_unit("g"), {3, 11}).empty());
}

TEST_F(RuffTest, WhatIsDisabledIsNotProposed) {
  disabled_ = {"ruff:C400"};
  Ruff ruff = install("cat > /dev/null\ncat <<'ANSWER'\n[" + finding("C400", 2, 22, 41, "[]") + "]\nANSWER\n");
  EXPECT_TRUE(ruff.propose(module_, *module_.find_unit("f"), {3, 11}).empty());
  EXPECT_TRUE(is_ruff_strategy("ruff:C400"));
  EXPECT_FALSE(is_ruff_strategy("ruff:SIM110"));
  EXPECT_FALSE(is_ruff_strategy("C400"));
}

TEST_F(RuffTest, AFailureIsAWarningThatIsGivenOnce) {
  Ruff ruff = install("echo 'error: no such rule' >&2\nexit 2\n");
  EXPECT_TRUE(ruff.propose(module_, *module_.find_unit("f"), {3, 11}).empty());
  const auto warning = ruff.take_warning();
  ASSERT_TRUE(warning);
  EXPECT_THAT(*warning, HasSubstr("no such rule"));
  EXPECT_TRUE(ruff.propose(module_, *module_.find_unit("g"), {3, 11}).empty());
  EXPECT_FALSE(ruff.take_warning());
}

TEST_F(RuffTest, WhatARuleOfOursGivesTooIsOurs) {
  auto own = read("[" + finding("C400", 2, 22, 41, "[ x for x in xs ]") + "]");
  own[0].strategy = "own-rule";
  add_new_results(module_, read("[" + finding("C400", 2, 22, 41, "[x for x in xs]") + "]"), own);
  ASSERT_EQ(own.size(), 1U);
  EXPECT_EQ(own[0].strategy, "own-rule");
  add_new_results(module_, read("[" + finding("C416", 2, 22, 41, "list(xs)") + "]"), own);
  EXPECT_EQ(own.size(), 2U);
}

}  // namespace
}  // namespace velox::agents
