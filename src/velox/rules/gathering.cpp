// SPDX-License-Identifier: Apache-2.0
#include "velox/rules/gathering.hpp"

#include <algorithm>

#include "velox/rules/shape.hpp"

namespace velox::rules {

std::optional<Addition> addition_of(Node statement) {
  const Node expression = expression_of(statement);
  const Node target = expression.field("left"), right = unparen(expression.field("right"));
  if (!target.is("identifier") || expression.field("type") || has_kind(right, {"yield", "await", "expression_list"}))
    return std::nullopt;
  if (expression.is("augmented_assignment"))
    return expression.field("operator").is("+=") ? std::optional(Addition{statement, target, {}, right}) : std::nullopt;
  if (!expression.is("assignment") || !right.is("binary_operator") || !right.field("operator").is("+"))
    return std::nullopt;
  const Node old = unparen(right.field("left"));
  if (!old.is("identifier") || old.text() != target.text()) return std::nullopt;
  return Addition{statement, target, old, unparen(right.field("right"))};
}

namespace {

std::optional<Bound> start_of(const Addition& first, const Binding& binding, const GatheredKind& kind,
                              Node definition) {
  std::optional<Bound> start;
  for (const Node& store : binding.stores) {
    const auto bound = bound_by(store);
    if (!bound || bound->type || !kind.is_start(bound->value)) continue;
    const Node holder = sibling_holding(first.statement, bound->statement);
    if (!holder || holder.span().begin < bound->statement.span().end) continue;
    const auto loops = repeating(first.statement, definition);
    if (std::ranges::none_of(loops, [&](const Node& loop) { return inside(loop, holder); })) continue;
    const bool quiet = std::ranges::none_of(uses_of(binding), [&](const Node& use) {
      return bound->statement.span().end <= use.span().begin && use.span().begin < holder.span().begin;
    });
    if (quiet) start = bound;
  }
  return start;
}

std::string why_not(const RuleContext& context, const Binding& binding, const Gathering& gathering) {
  const Node region = gathering.region;
  if (jumps_out(region)) return "a jump of a loop around it leaves the loop, past the place where it is made whole";
  if (seen_after_exception(context, binding, region) != Seen::never)
    return "after an exception in the loop `" + binding.name + "` may be read";
  if (!alone_on_lines(context.module, region)) return "the layout does not allow the change";
  for (const Node& use : uses_of(binding)) {
    if (!inside(use, region)) continue;
    const bool part = std::ranges::any_of(gathering.additions,
                                          [&](const Addition& one) { return one.target == use || one.old == use; });
    const bool length = use.parent().is("argument_list") && builtin_call(context, use.parent().parent(), "len");
    if (part || (!is_store_of(binding, use) && (length || only_tested(use)))) continue;
    return "the loop looks at " + quoted(use) + " itself: " + quoted(statement_of(use)) + on_line(use);
  }
  return {};
}

void consider(const RuleContext& context, const Addition& first, const std::vector<Addition>& all,
              const GatheredKind& kind, std::vector<Gathering>& found, Findings& findings) {
  const Binding* binding = plain_local(context, first.target);
  if (!binding || held_by_function(*binding, context.definition))
    return refuse(findings, first.statement, quoted(first.target) + " is not a local of this function alone");
  const auto start = start_of(first, *binding, kind, context.definition);
  if (!start)
    return refuse(findings, first.statement,
                  quoted(first.target) + " does not start as " + kind.what + " right in front of the loop");
  Gathering gathering{*start, sibling_holding(first.statement, start->statement), {}};
  std::ranges::copy_if(all, std::back_inserter(gathering.additions), [&](const Addition& one) {
    return inside(one.statement, gathering.region) && context.facts.binding(one.target) == binding;
  });
  if (auto reason = why_not(context, *binding, gathering); !reason.empty())
    return refuse(findings, first.statement, reason);
  found.push_back(std::move(gathering));
}

}  // namespace

std::vector<Gathering> gatherings_in(const RuleContext& context, const GatheredKind& kind, Findings& findings) {
  std::vector<Addition> all;
  for (const Node& statement : context.nodes.of_kind("expression_statement"))
    if (const auto addition = addition_of(statement)) all.push_back(*addition);
  std::vector<Gathering> found;
  std::vector<const Binding*> done;
  for (const auto& addition : all) {
    if (repeating(addition.statement, context.definition).empty() || !kind.may_be_part(addition.part)) continue;
    const Binding* binding = context.facts.binding(addition.target);
    if (!binding || std::ranges::find(done, binding) != done.end()) continue;
    done.push_back(binding);
    consider(context, addition, all, kind, found, findings);
  }
  return found;
}

}  // namespace velox::rules
