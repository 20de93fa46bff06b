// SPDX-License-Identifier: Apache-2.0
// Problem: `names[x]` of a dict and `names.index(x)` fail in different ways when x is missing, so a rule must know that it is
// not.
// Idea: climb from the use to the region. Loops over the list (or a sorted, reversed, cut or unique version of it) hand out
// its elements; `x in names` says so for what it guards.
// Limits: the value must be a plain name that nothing binds between the reason and the use, or a constant.
#include "velox/rules/members.hpp"

#include <algorithm>

#include "velox/rules/shape.hpp"

namespace velox::rules {
namespace {

class Search {
 public:
  Search(const RuleContext& context, Node list, Node value, Node region)
      : context_(context), list_(list), value_(unparen(value)), region_(region) {}

  Node run(Node use) const {
    if (!is_constant(value_) && !plain_name()) return {};
    for (Node at = use, up = at.parent(); up && inside(up, region_); at = up, up = at.parent()) {
      if (up.is("lambda") || up.is("function_definition")) return {};
      if (const Node reason = reason_at(up, at)) return reason;
    }
    return {};
  }

 private:
  bool plain_name() const {
    const Binding* binding = value_.is("identifier") ? context_.facts.binding(value_) : nullptr;
    return binding != nullptr && !binding->written_elsewhere && inside(binding->scope, context_.definition) &&
           (binding->kind == analysis::BindingKind::local || binding->kind == analysis::BindingKind::parameter);
  }

  Node reason_at(Node up, Node at) const {
    if (up.is("for_statement")) return up.field("body") == at && hands_out(up, up) ? up : Node();
    if (is_comprehension(up)) return in_comprehension(up, at);
    if (is_kind(up, {"if_statement", "elif_clause", "while_statement"})) {
      if (at.is("else_clause") && up.is("if_statement") && up.items().size() == 3)
        return test_among(operands_of(up.field("condition"), "or"), "not in", at);
      const bool held = (up.is("while_statement") ? up.field("body") : up.field("consequence")) == at;
      return held ? test_among(operands_of(up.field("condition"), "and"), "in", at) : Node();
    }
    if (up.is("boolean_operator") && up.field("right") == at) {
      const auto op = up.field("operator").text();
      return test_among(operands_of(up.field("left"), op), op == "and" ? "in" : "not in", at);
    }
    if (const auto choice = choice_of(up)) {
      if (choice->value == at) return test_among(operands_of(choice->condition, "and"), "in", at);
      if (choice->other == at) return test_among(operands_of(choice->condition, "or"), "not in", at);
    }
    return up.is("block") ? left_before(up, at) : Node();
  }

  /// The clauses in front of `at`; all of them when it is the element, which is evaluated last.
  Node in_comprehension(Node comprehension, Node at) const {
    const auto parts = comprehension.items();
    for (std::size_t i = 1; i < parts.size() && parts[i] != at; ++i) {
      if (parts[i].is("for_in_clause") && hands_out(parts[i], comprehension)) return parts[i];
      if (!parts[i].is("if_clause") || parts[i].items().size() != 1) continue;
      for (const Node& part : operands_of(parts[i].items()[0], "and"))
        if (tests(part, "in") && !bound_between(parts[i].span().end, comprehension.span().end)) return part;
    }
    return {};
  }

  /// `if x not in names: continue` (or another jump) earlier in the block.
  Node left_before(Node block, Node at) const {
    for (const Node& statement : block.items()) {
      if (statement == at) break;
      if (!statement.is("if_statement") || statement.field("alternative")) continue;
      const auto body = statement.field("consequence").items();
      if (body.empty() || !jumps_away(body.back())) continue;
      for (const Node& part : operands_of(statement.field("condition"), "or"))
        if (tests(part, "not in") && !bound_between(statement.span().begin, block.span().end)) return part;
    }
    return {};
  }

  Node test_among(const std::vector<Node>& parts, std::string_view op, Node guarded) const {
    for (const Node& part : parts)
      if (tests(part, op) && !bound_between(guarded.span().begin, guarded.span().end)) return part;
    return {};
  }

  bool tests(Node part, std::string_view op) const {
    const auto test = as_comparison(part);
    return test && test->op == op && same_code(test->left, value_) && same_code(test->right, list_);
  }

  bool bound_between(std::uint32_t begin, std::uint32_t end) const {
    const Binding* binding = value_.is("identifier") ? context_.facts.binding(value_) : nullptr;
    if (binding == nullptr) return !is_constant(value_);
    return std::ranges::any_of(
        binding->stores, [&](const Node& store) { return begin <= store.span().begin && store.span().begin < end; });
  }

  /// The loop (or clause) binds the value to the elements of the list one after the other, and nothing else in it does.
  bool hands_out(Node loop, Node whole) const {
    Node target = loop.field("left"), walked = unparen(loop.field("right"));
    if (const auto each = builtin_call(context_, walked, "enumerate"); each && !each->args.empty()) {
      const auto pair = target.items();
      if (!is_kind(target, {"pattern_list", "tuple_pattern"}) || pair.size() != 2) return false;
      target = pair[1];
      walked = unparen(each->args[0]);
    }
    if (!target.is("identifier") || context_.facts.binding(target) != context_.facts.binding(value_)) return false;
    const Binding* binding = context_.facts.binding(target);
    return binding != nullptr && walks_elements(walked) && std::ranges::all_of(binding->stores, [&](const Node& store) {
             return store == target || !inside(store, whole);
           });
  }

  bool walks_elements(Node walked) const {
    walked = unparen(walked);
    if (same_code(walked, list_)) return true;
    if (walked.is("subscript")) return slice_of(walked) && walks_elements(walked.field("value"));
    for (const auto* name : {"sorted", "reversed", "set", "frozenset", "list", "tuple"}) {
      const auto call = builtin_call(context_, walked, name);
      if (call && call->args.size() == 1) return walks_elements(call->args[0]);
    }
    return false;
  }

  const RuleContext& context_;
  Node list_, value_, region_;
};

}  // namespace

Node what_makes_member(const RuleContext& context, Node list, Node value, Node at, Node region) {
  return Search(context, list, value, region).run(at);
}

}  // namespace velox::rules
