// SPDX-License-Identifier: Apache-2.0
// Problem: `df = pd.concat([df, part])` in a loop copies all rows gathered so far each time round: quadratic.
// Idea: gather the parts in a list, and concatenate once behind the loop.
// Limits: the DataFrame may not be looked at in the loop, nor a part be changed in place after it was added. Types of columns
// that differ between parts are mixed in one step, not pair by pair: assumed to give the same.
#include "velox/rules/all_rules.hpp"
#include "velox/rules/growing.hpp"
#include "velox/rules/shape.hpp"

namespace velox::rules {
namespace {

class FrameConcatInLoop final : public Rule {
 public:
  std::string_view id() const override { return "frame-concat-in-loop"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    for (const Node& statement : context.nodes.of_kind("expression_statement")) {
      const auto growth = growth_of(statement);
      if (!growth || repeating(statement, context.definition).empty()) continue;
      if (context.facts.resolve(growth->call.field("function")) == "pandas.concat") judge(context, *growth, findings);
    }
  }

 private:
  /// What pd.concat does with these is the same for all parts at once.
  static bool keyword_fits(Node word) {
    const auto name = word.field("name").text(), value = word.field("value").text();
    if (name == "axis") return value == "0";
    return one_of(name, {"ignore_index", "sort"}) && (value == "True" || value == "False");
  }

  static void judge(const RuleContext& context, const Growth& growth, Findings& findings) {
    const auto gathering = gathering_of(context, growth);
    if (!gathering) return refuse(findings, growth.statement, gathering.error());
    const auto fact = context.facts.type_of(gathering->value);
    if (!fact || fact->name != "pandas.DataFrame" || !unparen(gathering->value).is("call"))
      return refuse(findings, growth.statement, quoted(gathering->value) + " is not known as a new DataFrame");
    if (!piece_is_kept(gathering->loop, growth.piece))
      return refuse(findings, growth.statement, quoted(growth.piece) + " may be changed in place later in the loop");
    std::string more;
    bool numbers_rows = false;
    for (const Node& word : growth.keywords) {
      if (!keyword_fits(word)) return refuse(findings, growth.statement, quoted(word) + " is more than an option");
      numbers_rows =
          numbers_rows || (word.field("name").text() == "ignore_index" && word.field("value").text() == "True");
      more += ", " + std::string(word.text());
    }
    Claim claim;
    claim.lean_on(*fact, gathering->value.text());
    claim.assume(quoted(growth.piece) +
                 " is a DataFrame, and the types of its columns mix with the others in any order");
    if (numbers_rows) claim.assume("the loop runs at least once");
    const std::string function(growth.call.field("function").text());
    auto edits = gather(context, growth, *gathering, gathering->value.text(), function + "({}" + more + ")");
    if (!edits) return refuse(findings, growth.statement, "a statement shares its line with another");
    findings.candidates.push_back(make_candidate(
        growth.statement, claim, "Each concat copies all rows gathered before; the list is concatenated once.",
        *std::move(edits)));
  }
};

}  // namespace

std::unique_ptr<Rule> make_frame_concat_in_loop() { return std::make_unique<FrameConcatInLoop>(); }

}  // namespace velox::rules
