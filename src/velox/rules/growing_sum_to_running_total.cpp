// SPDX-License-Identifier: Apache-2.0
// Problem: `history.append(x)` and `sum(history)` in one loop add up all earlier elements again at each turn: O(n*n).
// Idea: a total that grows with the list.
// Limits: the list is the function's own and only appended to. Whole numbers: since Python 3.12 sum() corrects the rounding of
// floats, which adding one by one does not; before that both do the same.
#include <algorithm>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/local_lists.hpp"
#include "velox/rules/shape.hpp"

namespace velox::rules {
namespace {

class GrowingSum final : public Rule {
 public:
  std::string_view id() const override { return "growing-sum-to-running-total"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    std::vector<std::pair<const Binding*, Node>> done;  // with the statement that was looked at
    for (const Node& node : context.nodes.of_kind("call", "sum")) {
      const auto call = builtin_call(context, node, "sum");
      if (!call || call->args.size() != 1 || !call->keywords.empty() || !call->args[0].is("identifier")) continue;
      const Binding* binding = context.facts.binding(call->args[0]);
      if (!binding || !grows_around(context, *binding, node, context.definition)) continue;
      const bool known =
          std::ranges::any_of(done, [&](const auto& one) { return one.first == binding && inside(node, one.second); });
      if (known) continue;
      const auto start = start_of(context, *binding, node);
      const Node region = start ? sibling_holding(node, start->statement) : statement_of(node);
      if (start && !grows_around(context, *binding, node, region)) continue;
      done.emplace_back(binding, region);
      judge(context, *binding, node, start, region, findings);
    }
  }

 private:
  /// A loop around the sum, within `region`, appends to the list.
  static bool grows_around(const RuleContext& context, const Binding& binding, Node sum, Node region) {
    const auto loops = repeating(sum, context.definition);
    return std::ranges::any_of(binding.loads, [&](const Node& load) {
      return append_to(load) &&
             std::ranges::any_of(loops, [&](const Node& loop) { return inside(loop, region) && inside(load, loop); });
    });
  }

  static void judge(const RuleContext& context, const Binding& binding, Node sum, const std::optional<Bound>& start,
                    Node region, Findings& findings) {
    const Node list = as_call(sum)->args[0];
    if (!plain_local(context, list) || held_by_function(binding, context.definition))
      return refuse(findings, sum, quoted(list) + " is not a local of this function alone");
    if (!start) return refuse(findings, sum, quoted(list) + " is not bound to a fresh list in front of the loop");
    Claim claim;
    if (auto reason = why_not_elements(context, list, claim); !reason.empty()) return refuse(findings, sum, reason);
    if (auto reason = why_not_uses(context, binding, *start, region); !reason.empty())
      return refuse(findings, sum, reason);
    emit(context, binding, *start, region, claim, findings);
  }

  static std::optional<Bound> start_of(const RuleContext& context, const Binding& binding, Node sum) {
    std::optional<Bound> start;
    for (const Node& store : binding.stores) {
      const auto bound = bound_by(store);
      if (!bound || !makes_fresh_list(context, bound->value)) continue;
      const Node holder = sibling_holding(sum, bound->statement);
      if (holder && bound->statement.span().end <= holder.span().begin) start = bound;
    }
    return start;
  }

  static std::string why_not_elements(const RuleContext& context, Node list, Claim& claim) {
    const auto fact = context.facts.type_of(list);
    if (!fact || fact->name != "list") return quoted(list) + " is not known to be a list";
    claim.lean_on(*fact, list.text());
    if (fact->element == "int") return {};
    if (fact->element != "float") return quoted(list) + " is not known to hold whole numbers";
    if (context.python >= PythonVersion{3, 12})
      return "sum() corrects the rounding of floats, which adding one by one does not";
    claim.assume("the program runs on a Python before 3.12, whose sum() adds floats one by one");
    return {};
  }

  /// From its start to the end of the loop the list is appended to, summed, and looked at.
  static std::string why_not_uses(const RuleContext& context, const Binding& binding, const Bound& start, Node region) {
    for (const Node& use : uses_of(binding)) {
      if (use == start.target || use.span().begin < start.statement.span().end) continue;
      if (use.span().begin >= region.span().end) continue;
      const auto append = append_to(use);
      if (append && inside(use, region) && !alone_on_lines(context.module, append->node.parent()))
        return "the layout of " + quoted(append->node) + on_line(use) + " does not allow the change";
      const bool fine = !is_store_of(binding, use) && (append || only_reads(context, use));
      if (!fine) return "the loop does more to the list than append: " + quoted(statement_of(use)) + on_line(use);
      const bool later = is_sum(context, use) && climb_to(use, {"generator_expression"});
      if (later) return quoted(use.parent().parent()) + on_line(use) + " may be evaluated later";
    }
    return {};
  }

  static bool is_sum(const RuleContext& context, Node use) {
    const auto call =
        use.parent().is("argument_list") ? builtin_call(context, use.parent().parent(), "sum") : std::nullopt;
    return call && call->args.size() == 1 && call->keywords.empty();
  }

  static void emit(const RuleContext& context, const Binding& binding, const Bound& start, Node region,
                   const Claim& claim, Findings& findings) {
    const auto total = context.facts.fresh_name(context.definition.field("body"), binding.name + "_total");
    const bool touched = std::ranges::any_of(uses_of(binding), [&](const Node& use) {
      return start.statement.span().end <= use.span().begin && use.span().begin < region.span().begin;
    });
    const std::string value = makes_empty_list(context, start.value) && !touched ? "0" : "sum(" + binding.name + ")";
    const auto line = insert_before(context.module, region, {total + " = " + value});
    if (!line) return refuse(findings, region, "the layout does not allow the change");
    std::vector<Edit> edits{*line};
    Node first;
    for (const Node& use : uses_of(binding)) {
      if (!inside(use, region)) continue;
      if (const auto append = append_to(use)) {
        const Node added = append->args[0];
        const bool again = added.is("identifier") || int_literal(added);
        const auto add = insert_after(context.module, append->node.parent(),
                                      {total + " += " + (again ? std::string(added.text()) : binding.name + "[-1]")});
        if (!add) return refuse(findings, append->node, "the layout does not allow the change");
        edits.push_back(*add);
      } else if (is_sum(context, use)) {
        edits.push_back(replace(use.parent().parent(), total));
        if (!first) first = use;
      }
    }
    findings.candidates.push_back(make_candidate(
        first, claim, "Each round adds up all of `" + binding.name + "` again; a total that grows with it is at hand.",
        std::move(edits)));
  }
};

}  // namespace

std::unique_ptr<Rule> make_growing_sum_to_running_total() { return std::make_unique<GrowingSum>(); }

}  // namespace velox::rules
