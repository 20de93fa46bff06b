// SPDX-License-Identifier: Apache-2.0
// Problem: `df.apply(lambda row: row["a"] * row["b"], axis=1)` makes a Series of every row to compute one number from it.
// Idea: the same operators on the columns: `df["a"] * df["b"]`.
// Limits: what array_expression.hpp says. A row has one type of items, so that columns of several types are computed with in
// another type: assumed to be one. Of a DataFrame without rows apply() makes something else.
#include <set>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/array_expression.hpp"
#include "velox/rules/frame_code.hpp"
#include "velox/rules/shape.hpp"

namespace velox::rules {
namespace {

class ApplyRows final : public Rule {
 public:
  std::string_view id() const override { return "apply-rows-to-columns"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    for (const Node& node : context.nodes.of_kind("call", "apply")) {
      const auto call = as_call(node);
      if (!call || !call->plain || !call->object || call->args.size() != 1 || call->keywords.size() != 1) continue;
      const Node axis = keyword(*call, "axis");
      const auto name = axis ? string_literal(axis) : std::nullopt;
      const bool rows = axis && (int_literal(axis) == 1 || (name && name->value == "columns"));
      if (rows && parameter_of(unparen(call->args[0]))) judge(context, *call, unparen(call->args[0]), findings);
    }
  }

 private:
  static void judge(const RuleContext& context, const Call& call, Node lambda, Findings& findings) {
    const Node frame = call.object;
    const auto fact = is_path(frame) ? context.facts.type_of(frame) : std::nullopt;
    if (!fact || fact->name != "pandas.DataFrame")
      return refuse(findings, call.node, "it is not known that " + quoted(frame) + " is a DataFrame");
    Claim claim;
    claim.lean_on(*fact, frame.text());
    const Item item = row_items(context, frame) == RowItems::whole ? Item::whole : Item::real;
    const Binding* row = context.facts.binding(parameter_of(lambda));
    if (row == nullptr) return;
    std::set<std::string> columns;
    const auto items = [&](Node node) -> std::optional<ArrayCode> {
      const auto column = column_read(context, node, *row);
      if (!column) return std::nullopt;
      columns.insert(column->substr(1, column->size() - 2));
      return ArrayCode{
          .text = std::string(frame.text()) + "[" + *column + "]", .item = item, .array = true, .untouched = true};
    };
    ArrayExpression expression(context, lambda, {.choices = false}, items, claim);
    auto code = expression.of(lambda.field("body"));
    if (!code) return refuse(findings, call.node, code.error());
    if (!code->array || code->untouched)
      return refuse(findings, call.node, quoted(lambda.field("body")) + " is no arithmetic on columns");
    if (auto few = why_too_few(context, frame); !few.empty()) return refuse(findings, call.node, few);
    // The result of apply has no name; that of two columns has none either.
    if (columns.size() == 1)
      *code = ArrayCode{.text = code->bound(15) + ".rename(None)", .item = code->item, .array = true};
    claim.assume(quoted(frame) + " has rows, its columns have one type, and no two have one name");
    findings.candidates.push_back(
        make_candidate(call.node, claim, "pandas computes with whole columns in C, without a Series for each row.",
                       {replace(call.node, put_in(call.node, *code))}));
  }
};

}  // namespace

std::unique_ptr<Rule> make_apply_rows_to_columns() { return std::make_unique<ApplyRows>(); }

}  // namespace velox::rules
