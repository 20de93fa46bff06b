// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "velox/rules/all_rules.hpp"

namespace velox::rules {
namespace {

/// What the rule says when a profile has seen the loop's lines take these shares.
Findings with_profile(std::map<std::uint32_t, double> line_share) {
  const auto module = source::ParsedModule::parse(
      "def clean(values: list[int]):\n"
      "    for value in list(values):\n"
      "        if value < 0:\n"
      "            values.remove(value)\n",
      "case.py");
  const auto facts = analysis::Facts::analyse(*module);
  const auto& unit = module->units().at(0);
  model::HotSpot hot;
  hot.line_share = std::move(line_share);
  const RuleContext context{*module, facts, unit, module->definition(unit), nullptr, &hot, {}};
  Findings findings;
  make_remove_in_loop_to_filter()->propose(context, findings);
  return findings;
}

TEST(RemoveInLoopTest, ProposesWhereRemovingTakesTheTime) {
  EXPECT_EQ(with_profile({{2, 0.1}, {3, 0.2}, {4, 0.6}}).candidates.size(), 1u);
  EXPECT_EQ(with_profile({}).candidates.size(), 1u) << "no line of the loop was seen";
}

TEST(RemoveInLoopTest, LeavesLoopsAloneThatSeldomRemove) {
  const auto findings = with_profile({{2, 0.3}, {3, 0.5}, {4, 0.05}});
  EXPECT_TRUE(findings.candidates.empty());
  ASSERT_EQ(findings.refusals.size(), 1u);
  EXPECT_NE(findings.refusals[0].reason.find("goes into removing"), std::string::npos);
}

}  // namespace
}  // namespace velox::rules
