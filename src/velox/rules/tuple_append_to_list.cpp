// SPDX-License-Identifier: Apache-2.0
// Problem: `row += (x,)` with a tuple copies all elements gathered so far, each time round: quadratic.
// Idea: gather in a list, and make a tuple of it once behind the loop.
// Limits: inside the loop the name may be added to, and asked for its length or truth, and nothing else; what is added is written
// as a tuple.

#include "velox/rules/all_rules.hpp"
#include "velox/rules/gathering.hpp"
#include "velox/rules/rounds.hpp"
#include "velox/rules/shape.hpp"

namespace velox::rules {
namespace {

/// A tuple that is written here, without stars.
bool is_display(Node value) {
  value = unparen(value);
  return value.is("tuple") && !has_kind(value, {"list_splat", "comment"});
}

class TupleAppend final : public Rule {
 public:
  std::string_view id() const override { return "tuple-append-to-list"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    const auto is_part = [](Node part) { return is_display(part) && !part.items().empty(); };
    for (const auto& gathering : gatherings_in(context, {"a tuple", is_display, is_part}, findings))
      judge(context, gathering, findings);
  }

 private:
  static void judge(const RuleContext& context, const Gathering& gathering, Findings& findings) {
    for (const auto& addition : gathering.additions)
      if (!is_display(addition.part))
        return refuse(findings, addition.statement, quoted(addition.part) + " is not written as a tuple");
    if (seen_turns(context, gathering.additions.front().statement, gathering.region).value_or(1) == 0)
      return refuse(findings, gathering.region, "the loop was seen to have no rounds");
    if (!builtin_free(context, "tuple"))
      return refuse(findings, gathering.region, "the name tuple is taken in this file");
    emit(context, gathering, findings);
  }

  static void emit(const RuleContext& context, const Gathering& gathering, Findings& findings) {
    const std::string name(gathering.start.target.text());
    const auto finish = insert_after(context.module, gathering.region, {name + " = tuple(" + name + ")"});
    if (!finish) return refuse(findings, gathering.region, "the layout does not allow the change");
    std::vector<Edit> edits{*finish,
                            replace(unparen(gathering.start.value), "[" + listed(gathering.start.value) + "]")};
    for (const auto& addition : gathering.additions) {
      const bool single = addition.part.items().size() == 1;
      const std::string text = single ? name + ".append(" + operand(addition.part.items()[0]) + ")"
                                      : name + " += (" + listed(addition.part) + ")";
      edits.push_back(replace(expression_of(addition.statement), text));
    }
    findings.candidates.push_back(make_candidate(gathering.additions.front().statement, Claim(),
                                                 "Each addition copies all elements gathered so far; a list grows in "
                                                 "place.",
                                                 std::move(edits)));
  }

  /// The elements, as they are written.
  static std::string listed(Node tuple) {
    std::string text;
    for (const Node& item : unparen(tuple).items()) text += (text.empty() ? "" : ", ") + operand(item);
    return text;
  }
};

}  // namespace

std::unique_ptr<Rule> make_tuple_append_to_list() { return std::make_unique<TupleAppend>(); }

}  // namespace velox::rules
