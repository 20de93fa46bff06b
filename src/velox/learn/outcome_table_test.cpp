// SPDX-License-Identifier: Apache-2.0
#include "velox/learn/outcome_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "velox/base/json_full.hpp"
#include "velox/learn/test_tables.hpp"

namespace velox::learn {
namespace {

using ::testing::HasSubstr;

RecordedProject rich_project() {
  RecordedProject project = project_of(
      "web/shop", {unit_of(0.6, {{refused("a", 1.25), leading_to(accepted("b", 3, 4), 1)}, {refused("c", 1)}}),
                   unit_of(0.25, {{refused("a", 2), refused("d", 2), after(accepted("a + d", 1.5, 3), {0, 1})}})});
  RecordedUnit& unit = project.units[0];
  unit.state.size_class = 7;
  unit.state.code = {0.1235F, -1, 0};
  unit.bases[0].tries[0].action.assurance = model::Assurance::observed;
  unit.bases[0].tries[0].action.judging = model::Judging::sequence;
  unit.bases[0].tries[0].outcome.verdict = model::VerdictKind::not_equivalent;
  unit.bases[0].tries[1].action.changes_class = true;
  return project;
}

/// The line with one member of a nested object changed; `at` is a JSON pointer.
std::string with(const char* at, const Json& value) {
  Json line = json::parse(write_outcomes(rich_project()), "line").value();
  line[Json::json_pointer(at)] = value;
  return json::dump(line);
}

std::string error_of(const std::string& text) {
  const auto table = read_outcomes(text, "outcomes.jsonl");
  return table ? "read" : table.error().describe();
}

TEST(OutcomeTableTest, IsReadBackAsItWasWritten) {
  const std::string text = write_outcomes(rich_project()) + write_outcomes(project_of("empty", {}));
  const auto table = read_outcomes(text, "outcomes.jsonl");
  ASSERT_TRUE(table) << table.error().describe();
  ASSERT_EQ(table->size(), 2U);
  const RecordedProject& project = table->front();
  EXPECT_EQ(project.name, "web/shop");
  EXPECT_EQ(project.units[0].state.size_class, 7);
  EXPECT_EQ(project.units[0].state.code, (std::vector<float>{0.1235F, -1, 0}));
  const RecordedTry& one = project.units[0].bases[0].tries[1];
  EXPECT_EQ(one.next, 1U);
  EXPECT_EQ(one.outcome.log_gain, std::log(3));
  EXPECT_TRUE(one.action.changes_class);
  EXPECT_EQ(project.units[1].bases[0].tries[2].after, (std::vector<std::size_t>{0, 1}));
  EXPECT_EQ(project.units[1].bases[0].tries[2].action.unit, 1U);
  EXPECT_EQ(write_outcomes((*table)[0]) + write_outcomes((*table)[1]), text);
}

TEST(OutcomeTableTest, NothingAndEmptyLinesAreNoProjects) {
  EXPECT_EQ(read_outcomes("", "x")->size(), 0U);
  EXPECT_EQ(read_outcomes("\n\n", "x")->size(), 0U);
}

TEST(OutcomeTableTest, ErrorsNameTheLineAndTheMember) {
  const std::string good = write_outcomes(rich_project());
  EXPECT_THAT(error_of(good + "\n{"), HasSubstr("outcomes.jsonl:3: the line is not valid JSON"));
  EXPECT_THAT(error_of(good + with("/schema", "velox.outcomes/2")), HasSubstr("outcomes.jsonl:2: 'schema'"));
  EXPECT_THAT(error_of(with("/units/1/bases/0/tries/2/outcome/seconds", -1)),
              HasSubstr("outcomes.jsonl:1: units[1]: bases[0]: tries[2]: outcome: 'seconds'"));
}

TEST(OutcomeTableTest, RefusesWhatCannotBe) {
  const char* const one = "/units/0/bases/0/tries/1";
  const std::string at = one;
  EXPECT_THAT(error_of(with((at + "/next").c_str(), 0)), HasSubstr("'next' is not a later base"));
  EXPECT_THAT(error_of(with((at + "/next").c_str(), 2)), HasSubstr("'next'"));
  EXPECT_THAT(error_of(with("/units/0/bases/0/tries/0/next", 1)), HasSubstr("not accepted"));
  EXPECT_THAT(error_of(with((at + "/after").c_str(), {1})), HasSubstr("'after'"));
  EXPECT_THAT(error_of(with((at + "/outcome/verdict").c_str(), "great")), HasSubstr("'verdict'"));
  EXPECT_THAT(error_of(with((at + "/outcome/verdict").c_str(), "slower")), HasSubstr("'log_gain'"));
  EXPECT_THAT(error_of(with((at + "/action/judging").c_str(), "nobody")), HasSubstr("'judging'"));
  EXPECT_THAT(error_of(with((at + "/action/strategy").c_str(), "")), HasSubstr("'strategy'"));
  EXPECT_THAT(error_of(with((at + "/action/expected_saving").c_str(), 1.5)), HasSubstr("'expected_saving'"));
  EXPECT_THAT(error_of(with("/units/0/state/own_share", "half")), HasSubstr("state: 'own_share'"));
  EXPECT_THAT(error_of(with("/units/0/state/calls", -3)), HasSubstr("'calls'"));
  EXPECT_THAT(error_of(with("/units/0/state/size_class", 1.5)), HasSubstr("'size_class'"));
  EXPECT_THAT(error_of(with("/units/0/state/code", {2})), HasSubstr("'code'"));
  EXPECT_THAT(error_of(with("/units/0/bases", Json::array())), HasSubstr("'bases'"));
  EXPECT_THAT(error_of(with("/units", nullptr)), HasSubstr("'units'"));
  EXPECT_THAT(error_of(with("/family", 3)), HasSubstr("'family'"));
  EXPECT_THAT(error_of("[]"), HasSubstr("'schema'"));
}

}  // namespace
}  // namespace velox::learn
