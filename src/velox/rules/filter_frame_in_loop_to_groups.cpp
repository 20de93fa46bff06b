// SPDX-License-Identifier: Apache-2.0
// Problem: `df[df["shop"] == shop]` in a loop compares the whole column for each shop.
// Idea: group the rows once in front of the loop; a dict from value to rows has them in the order they had.
// Limits: the DataFrame stays the same in the loop. Values have to be found by hash as by ==: not so for texts that pandas reads
// as dates, which is assumed not to be the case. What is picked is shared between rounds that pick the same.
#include <algorithm>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/frame_code.hpp"
#include "velox/rules/growing.hpp"
#include "velox/rules/hoisting.hpp"
#include "velox/rules/shape.hpp"

namespace velox::rules {
namespace {

/// `frame[frame["column"] == value]`
struct Pick {
  Node node, frame, value;
  std::string column;  ///< quoted
};

class FilterFrame final : public Rule {
 public:
  std::string_view id() const override { return "filter-frame-in-loop-to-groups"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    std::vector<Node> done;
    for (const Node& node : context.nodes.of_kind("subscript")) {
      const auto pick = pick_of(node);
      if (!pick || inside_any(node, done) || repeating(node, context.definition).empty()) continue;
      const auto fact = context.facts.type_of(pick->frame);
      if (fact && fact->name == "pandas.DataFrame") judge(context, *pick, *fact, done, findings);
    }
  }

 private:
  static std::optional<Pick> pick_of(Node node) {
    const Node frame = node.field("value"), index = only_index(node);
    const auto test = index ? as_comparison(unparen(index)) : std::nullopt;
    if (!test || test->op != "==" || !is_path(frame) || !is_path(test->right) || is_stored_to(node))
      return std::nullopt;
    const Node left = unparen(test->left);
    if (left.is("subscript") && same_code(left.field("value"), frame) && only_index(left)) {
      const auto literal = string_literal(only_index(left));
      if (literal && !literal->bytes) return Pick{node, frame, test->right, std::string(only_index(left).text())};
    }
    if (left.is("attribute") && same_code(left.field("object"), frame) &&
        is_column_name(left.field("attribute").text()))
      return Pick{node, frame, test->right, "\"" + std::string(left.field("attribute").text()) + "\""};
    return std::nullopt;
  }

  static void judge(const RuleContext& context, const Pick& pick, const TypeFact& fact, std::vector<Node>& done,
                    Findings& findings) {
    Claim claim;
    const auto place = hoist_place(context, pick.node, pick.frame, claim);
    if (!place || !surely_bound(context, pick.frame, place->anchor))
      return refuse(findings, pick.node, "it is not known that " + quoted(pick.frame) + " stays the same in the loop");
    if (!moves(context, pick.value, place->region)) return;
    claim.lean_on(fact, pick.frame.text());
    if (!builtin_free(context, "dict") || !builtin_free(context, "tuple")) return;
    std::string column = pick.column.substr(1, pick.column.size() - 2);
    std::ranges::replace_if(column, [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
    const auto name = context.facts.fresh_name(context.definition, stem_of(pick.frame) + "_by_" + column);
    const std::string frame(pick.frame.text());
    const auto line = insert_before(context.module, place->anchor,
                                    {name + " = dict(tuple(" + frame + ".groupby(" + pick.column + ", sort=False)))"});
    if (!line) return;
    std::vector<Edit> edits{*line};
    for (const Node& node : context.nodes.of_kind("subscript")) {
      const auto other = pick_of(node);
      if (!other || !inside(node, place->region) || other->column != pick.column ||
          !same_code(other->frame, pick.frame))
        continue;
      if (!is_kept(node, place->region))
        return refuse(findings, node, "the rows that are picked may be changed in place" + on_line(node));
      edits.push_back(replace(node, name + ".get(" + std::string(other->value.text()) + ", " + frame + ".iloc[:0])"));
      done.push_back(node);
    }
    claim.assume("values of the column " + pick.column +
                 " are found by hash as they are by ==, and what is picked of " + quoted(pick.frame) +
                 " is not changed in place");
    findings.candidates.push_back(make_candidate(
        pick.node, claim, "Each comparison walks the whole column; the rows are grouped by its values once.",
        std::move(edits)));
  }

  /// The value is another one from round to round: the loop binds the name that it begins with.
  static bool moves(const RuleContext& context, Node value, Node region) {
    while (value.is("attribute")) value = value.field("object");
    const Binding* binding = context.facts.binding(value);
    return binding != nullptr &&
           std::ranges::any_of(binding->stores, [&](const Node& store) { return inside(store, region); });
  }

  /// The rows go to a name, and nothing in the loop changes them in place under it.
  static bool is_kept(Node node, Node region) {
    const Node around = node.parent();
    const bool named = around.is("assignment") && around.field("right") == node;
    return !named || !around.field("left").is("identifier") || piece_is_kept(region, around.field("left"));
  }
};

}  // namespace

std::unique_ptr<Rule> make_filter_frame_in_loop_to_groups() { return std::make_unique<FilterFrame>(); }

}  // namespace velox::rules
