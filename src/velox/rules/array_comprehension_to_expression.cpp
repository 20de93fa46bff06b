// SPDX-License-Identifier: Apache-2.0
// Problem: `np.array([x * 2 for x in a])` takes an array apart into objects, computes one by one, and puts it together.
// Idea: the same operators on the whole array; a condition becomes a mask.
// Limits: what array_expression.hpp says. Of an empty list np.array makes floats: an expression of whole numbers or truth
// values is assumed to get at least one item.
#include "velox/rules/all_rules.hpp"
#include "velox/rules/array_expression.hpp"
#include "velox/rules/shape.hpp"

namespace velox::rules {
namespace {

class ArrayComprehension final : public Rule {
 public:
  std::string_view id() const override { return "array-comprehension-to-expression"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    for (const Node& node : context.nodes.of_kind("call")) {
      const auto call = as_call(node);
      if (!call || !call->plain || call->args.size() != 1) continue;
      const auto name = context.facts.resolve(call->function);
      if (!name || (*name != "numpy.array" && *name != "numpy.asarray")) continue;
      const Node comprehension = unparen(call->args[0]);
      if (comprehension.is("list_comprehension") && keywords_fit(context, *call))
        judge(context, node, comprehension, findings);
    }
  }

 private:
  /// None, or `dtype=float`, which the items have anyway.
  static bool keywords_fit(const RuleContext& context, const Call& call) {
    if (call.keywords.empty()) return true;
    const Node type = keyword(call, "dtype");
    const auto name = type ? context.facts.resolve(type) : std::nullopt;
    return call.keywords.size() == 1 && name && (*name == "float" || *name == "numpy.float64");
  }

  static void judge(const RuleContext& context, Node call, Node comprehension, Findings& findings) {
    const auto parts = comprehension.items();
    if (parts.size() < 2 || parts.size() > 3 || !parts[1].is("for_in_clause") || parts[1].text().starts_with("async"))
      return;
    if (parts.size() == 3 && (!parts[2].is("if_clause") || parts[2].items().size() != 1)) return;
    Claim claim;
    const auto walked = walked_arrays(context, parts[1].field("left"), parts[1].field("right"), claim);
    if (!walked) return refuse(findings, call, walked.error());
    auto code = parts.size() == 2 ? mapped(context, comprehension, *walked, claim)
                                  : filtered(context, comprehension, *walked, claim);
    if (!code) return refuse(findings, call, code.error());
    if (code->item != Item::real) {
      if (call.field("arguments").items().size() > 1) return;  // dtype=float of whole numbers
      claim.assume(quoted(walked->front().array) + " is never empty");
    }
    if (auto few = why_too_few(context, walked->front().array); !few.empty()) return refuse(findings, call, few);
    claim.at_most(Assurance::tested);
    findings.candidates.push_back(
        make_candidate(call, claim, "numpy computes with all items in one loop of C, without an object for each.",
                       {replace(call, put_in(call, *code))}));
  }

  static ArrayExpression::Answer mapped(const RuleContext& context, Node comprehension,
                                        const std::vector<Walked>& walked, Claim& claim) {
    ArrayExpression expression(context, comprehension, {}, items_of(context, walked), claim);
    auto code = expression.of(comprehension.items()[0]);
    if (!code) return code;
    if (!code->array) return std::unexpected("the items are not computed from the array");
    if (code->untouched) code->text += ".copy()";
    return code;
  }

  /// `[x for x in a if x > 0]` as `a[a > 0]`
  static ArrayExpression::Answer filtered(const RuleContext& context, Node comprehension,
                                          const std::vector<Walked>& walked, Claim& claim) {
    const auto parts = comprehension.items();
    const Node body = unparen(parts[0]);
    const bool item = body.is("identifier") && context.facts.binding(body) == walked.front().name;
    if (walked.size() != 1 || !item) return std::unexpected("the items that are kept are changed as well");
    ArrayExpression expression(context, comprehension, {}, items_of(context, walked), claim);
    const auto condition = expression.of(parts[2].items()[0]);
    if (!condition) return condition;
    if (condition->item != Item::truth || !condition->array)
      return std::unexpected(quoted(parts[2].items()[0]) + " is no comparison of items");
    ArrayCode code = whole_array(walked.front().array, walked.front().item);
    code.text += "[" + condition->text + "]";
    return code;
  }
};

}  // namespace

std::unique_ptr<Rule> make_array_comprehension_to_expression() { return std::make_unique<ArrayComprehension>(); }

}  // namespace velox::rules
