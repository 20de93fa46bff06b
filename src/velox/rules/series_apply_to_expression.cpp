// SPDX-License-Identifier: Apache-2.0
// Problem: `s.apply(lambda x: x * 2)`, or map(), calls the lambda for each item of a Series.
// Idea: the body on the whole Series, which keeps its index and name.
// Limits: what array_expression.hpp says; the Series has to hold float64 or int64. Items are Python's numbers there, which
// raise where numpy warns, and have no bounds: both are assumed not to happen.
#include "velox/rules/all_rules.hpp"
#include "velox/rules/array_expression.hpp"
#include "velox/rules/frame_code.hpp"
#include "velox/rules/shape.hpp"

namespace velox::rules {
namespace {

class SeriesApply final : public Rule {
 public:
  std::string_view id() const override { return "series-apply-to-expression"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    for (const std::string_view name : {"apply", "map"}) {
      for (const Node& node : context.nodes.of_kind("call", name)) {
        const auto call = method_call(node, name, 1);
        const Node lambda = call ? unparen(call->args[0]) : Node();
        if (call && parameter_of(lambda)) judge(context, *call, lambda, findings);
      }
    }
  }

 private:
  /// A name, a path, or a column: code that may be evaluated twice.
  static bool is_cheap(Node series) {
    return is_path(series) || (series.is("subscript") && is_path(series.field("value")) && only_index(series) &&
                               string_literal(only_index(series)));
  }

  static void judge(const RuleContext& context, const Call& call, Node lambda, Findings& findings) {
    const Node series = call.object;
    const auto fact = is_cheap(series) ? context.facts.type_of(series) : std::nullopt;
    if (!fact || fact->name != "pandas.Series") return;  // many things have a method of that name
    const bool real = fact->element == "numpy.float64";
    if (!real && fact->element != "numpy.int64")
      return refuse(findings, call.node, "it is not known that " + quoted(series) + " holds float64 or int64");
    Claim claim;
    claim.lean_on(*fact, series.text());
    const Binding* parameter = context.facts.binding(parameter_of(lambda));
    const auto items = [&](Node node) -> std::optional<ArrayCode> {
      if (parameter == nullptr || !node.is("identifier") || context.facts.binding(node) != parameter)
        return std::nullopt;
      return ArrayCode{.text = std::string(series.text()),
                       .item = real ? Item::real : Item::whole,
                       .array = true,
                       .untouched = true};
    };
    ArrayExpression expression(context, lambda, {.choices = false}, items, claim);
    const auto code = expression.of(lambda.field("body"));
    if (!code) return refuse(findings, call.node, code.error());
    if (!code->array || code->untouched)
      return refuse(findings, call.node, quoted(lambda.field("body")) + " is no arithmetic on the items");
    if (auto few = why_too_few(context, series); !few.empty()) return refuse(findings, call.node, few);
    claim.assume(quoted(series) + " is never empty");
    findings.candidates.push_back(
        make_candidate(call.node, claim, "pandas computes with the whole Series in C, without a call for each item.",
                       {replace(call.node, put_in(call.node, *code))}));
  }
};

}  // namespace

std::unique_ptr<Rule> make_series_apply_to_expression() { return std::make_unique<SeriesApply>(); }

}  // namespace velox::rules
