// SPDX-License-Identifier: Apache-2.0
// Problem: `len([x for x in a if x > 0])`, or `sum(1 for x in a if x > 0)`, takes an array apart to count.
// Idea: np.count_nonzero of the condition, computed for the whole array; it gives an int, as len() does.
// Limits: what array_expression.hpp says.
#include "velox/rules/all_rules.hpp"
#include "velox/rules/array_expression.hpp"
#include "velox/rules/shape.hpp"

namespace velox::rules {
namespace {

class ArrayFilterLength final : public Rule {
 public:
  std::string_view id() const override { return "array-filter-length-to-count"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    for (const std::string_view name : {"len", "sum"}) {
      for (const Node& node : context.nodes.of_kind("call", name)) {
        const Node comprehension = counted(context, node, name);
        if (comprehension) judge(context, node, comprehension, findings);
      }
    }
  }

 private:
  /// The comprehension with one loop and one condition that is counted; null for other calls.
  static Node counted(const RuleContext& context, Node node, std::string_view name) {
    const auto call = builtin_call(context, node, name);
    if (!call || call->args.size() != 1 || !call->keywords.empty()) return {};
    const Node inner = unparen(call->args[0]);
    const bool generator = inner.is("generator_expression") && name == "sum";
    if (!generator && !inner.is("list_comprehension")) return {};
    const auto parts = inner.items();
    const bool simple = parts.size() == 3 && parts[1].is("for_in_clause") && parts[2].is("if_clause") &&
                        parts[2].items().size() == 1 && !parts[1].text().starts_with("async");
    if (!simple) return {};
    const Node body = unparen(parts[0]);
    const bool fits = name == "sum" ? body.text() == "1" : is_constant(body) || body.is("identifier");
    const auto fact = context.facts.type_of(parts[1].field("right"));
    return fits && fact && fact->name == "numpy.ndarray" ? inner : Node();
  }

  static void judge(const RuleContext& context, Node call, Node comprehension, Findings& findings) {
    const auto parts = comprehension.items();
    Claim claim;
    const auto walked = walked_arrays(context, parts[1].field("left"), parts[1].field("right"), claim);
    if (!walked) return refuse(findings, call, walked.error());
    ArrayExpression expression(context, comprehension, {}, items_of(context, *walked), claim);
    const auto condition = expression.of(parts[2].items()[0]);
    if (!condition) return refuse(findings, call, condition.error());
    if (condition->item != Item::truth || !condition->array)
      return refuse(findings, call, quoted(parts[2].items()[0]) + " is no comparison of items");
    const auto numpy = library_name(context, call, "numpy");
    if (!numpy) return refuse(findings, call, "the file does not import numpy");
    if (auto few = why_too_few(context, walked->front().array); !few.empty()) return refuse(findings, call, few);
    claim.at_most(Assurance::tested);
    findings.candidates.push_back(
        make_candidate(call, claim, "numpy compares and counts all items in C, without an object for each.",
                       {replace(call, *numpy + ".count_nonzero(" + condition->text + ")")}));
  }
};

}  // namespace

std::unique_ptr<Rule> make_array_filter_length_to_count() { return std::make_unique<ArrayFilterLength>(); }

}  // namespace velox::rules
