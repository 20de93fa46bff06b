// SPDX-License-Identifier: Apache-2.0
// Problem: a slice beyond the end of a list is cut short and one from a negative bound counts from the end, so that arithmetic
// on positions is right only between the bounds.
// Idea: bounds are written as sums, so that `len(xs) - (i + k)` at the last index can be compared with 0 by cancelling.
// Limits: no products; names must be locals whose values are whole numbers.
#include "velox/rules/index_ranges.hpp"

#include <algorithm>

#include "velox/rules/local_lists.hpp"
#include "velox/rules/shape.hpp"

namespace velox::rules {

Linear Linear::plus(const Linear& other, long factor) const {
  Linear sum = *this;
  sum.number += factor * other.number;
  for (const auto& [name, times] : other.terms)
    if ((sum.terms[name] += factor * times) == 0) sum.terms.erase(name);
  return sum;
}

std::optional<IndexRange> IndexBounds::range_of(Node index) {
  const Binding* binding = context_.facts.binding(index);
  if (binding == nullptr || binding->written_elsewhere) return std::nullopt;
  const auto bound = [&](const Node& target) { return context_.facts.binding(target) == binding; };
  for (const Node& loop : repeating(index, context_.definition)) {
    const auto clauses = is_comprehension(loop) ? loop.items() : std::vector<Node>{loop};
    for (const Node& clause : clauses) {
      if (!is_kind(clause, {"for_statement", "for_in_clause"})) continue;
      const auto targets = parts_of_target(clause.field("left"));
      if (std::ranges::none_of(targets, bound)) continue;
      const auto stores = std::ranges::count_if(binding->stores, [&](const Node& one) { return inside(one, loop); });
      if (stores != 1 || clause.text().starts_with("async")) return std::nullopt;
      const Node walked = unparen(clause.field("right"));
      if (targets.size() == 1) return from_range(loop, clause, walked);
      const auto each = builtin_call(context_, walked, "enumerate");
      const bool positions = each && targets.size() == 2 && bound(targets[0]) && each->args.size() == 1 &&
                             each->keywords.empty() && same_code(each->args[0], list_);
      return positions ? std::optional(IndexRange{loop, clause, {}, Linear::length()}) : std::nullopt;
    }
  }
  return std::nullopt;
}

bool IndexBounds::moves(Node expression) {
  bool found = false;
  source::walk(expression, [&](Node node) {
    found = found || (node.is("identifier") && is_name_use(node) && range_of(node));
    return !found;
  });
  return found;
}

std::optional<IndexRange> IndexBounds::from_range(Node loop, Node clause, Node walked) {
  const auto call = builtin_call(context_, walked, "range");
  if (!call || call->args.empty() || call->args.size() > 3 || !call->keywords.empty()) return std::nullopt;
  if (call->args.size() == 3 && int_literal(call->args[2]).value_or(0) < 1) return std::nullopt;
  const auto first = call->args.size() == 1 ? std::optional(Linear()) : sum(call->args[0]);
  const auto behind = sum(call->args[call->args.size() == 1 ? 0 : 1]);
  if (!behind || !first) return std::nullopt;
  return IndexRange{loop, clause, *first, *behind};
}

/// Two reads of one variable, and, of an index, in one loop.
bool IndexBounds::same_value(Node one, Node other) {
  if (one == other) return true;
  if (context_.facts.binding(one) != context_.facts.binding(other)) return false;
  const auto first = range_of(one), second = range_of(other);
  return first.has_value() == second.has_value() && (!first || first->clause == second->clause);
}

std::optional<Linear> IndexBounds::sum(Node expression) {
  expression = unparen(expression);
  if (const auto number = fixed_int(context_, expression, claim_)) return Linear{{}, *number};
  if (is_length(expression) || (expression.is("identifier") && is_fixed_length(expression))) return Linear::length();
  if (expression.is("identifier")) {
    const std::string name(expression.text());
    const auto known = names_.emplace(name, expression).first->second;
    return same_value(known, expression) && name != Linear::kLength ? std::optional(Linear{{{name, 1}}, 0})
                                                                    : std::nullopt;
  }
  const auto op = expression.is("binary_operator") ? expression.field("operator").text() : std::string_view();
  if (op != "+" && op != "-") return std::nullopt;
  const auto left = sum(expression.field("left")), right = sum(expression.field("right"));
  if (!left || !right) return std::nullopt;
  return left->plus(*right, op == "+" ? 1 : -1);
}

bool IndexBounds::is_length(Node expression) const {
  const auto call = builtin_call(context_, expression, "len");
  return call && call->args.size() == 1 && same_code(call->args[0], list_);
}

/// `n = len(xs)`, once, in a function that leaves the length of xs alone.
bool IndexBounds::is_fixed_length(Node name) const {
  const Binding* binding = plain_local(context_, name);
  const Binding* list = context_.facts.binding(list_);
  if (binding == nullptr || list == nullptr || binding->stores.size() != 1 || list->stores.size() != 1) return false;
  const auto bound = bound_by(binding->stores[0]);
  return bound && is_length(bound->value) && !context_.facts.mutated_in(*list, context_.definition.field("body"));
}

/// A local, or parameter, that holds a whole number.
bool IndexBounds::is_whole(Node name) {
  const Binding* binding = context_.facts.binding(name);
  const auto fact = context_.facts.type_of(name);
  const bool local =
      binding != nullptr && !binding->written_elsewhere && inside(binding->scope, context_.definition) &&
      (binding->kind == analysis::BindingKind::local || binding->kind == analysis::BindingKind::parameter);
  if (!local || !fact || fact->name != "int") return false;
  claim_.lean_on(*fact, name.text());
  return true;
}

/// Nothing binds the name while the range runs.
bool IndexBounds::keeps(Node name, const IndexRange& range) const {
  const auto begin = range.clause.span().begin;
  const auto& stores = context_.facts.binding(name)->stores;
  return std::ranges::none_of(
      stores, [&](const Node& store) { return inside(store, range.loop) && store.span().begin >= begin; });
}

bool IndexBounds::never_negative(Linear value, Node at) {
  std::vector<IndexRange> ranges;
  // Inner ranges first: their ends may move with the indices of outer ones.
  while (true) {
    std::optional<std::pair<std::string, IndexRange>> inner;
    for (const auto& [name, factor] : value.terms) {
      const auto range = name == Linear::kLength ? std::nullopt : range_of(names_.at(name));
      if (range && (!inner || inner->second.clause.span().begin < range->clause.span().begin))
        inner.emplace(name, *range);
    }
    if (!inner) break;
    const auto& [name, range] = *inner;
    const long factor = value.terms.at(name);
    value.terms.erase(name);
    value = value.plus(factor > 0 ? range.first : range.behind.plus(-1), factor);
    ranges.push_back(range);
    if (ranges.size() > 8) return false;
  }
  // Also names that have cancelled out must have meant the same all the time.
  for (const auto& [name, read] : names_) {
    const auto kept = [&](const IndexRange& range) { return keeps(read, range); };
    if (!range_of(read) && (!is_whole(read) || !std::ranges::all_of(ranges, kept))) return false;
  }
  return value.number >= 0 && std::ranges::all_of(value.terms, [&](const auto& term) {
           return term.second > 0 && (term.first == Linear::kLength || name_not_negative(term.first, at));
         });
}

namespace {

/// `k < 1`, `k <= 0` or `k < 0`.
bool tests_negative(Node condition, std::string_view name) {
  const auto test = as_comparison(condition);
  if (!test || test->left.text() != name) return false;
  const auto number = int_literal(test->right);
  return number && ((test->op == "<" && *number >= 0) || (test->op == "<=" && *number >= -1));
}

}  // namespace

bool left_when_negative(std::string_view name, Node at) {
  for (Node block = at.parent(), inner = at; block; inner = block, block = block.parent()) {
    if (is_kind(block, {"function_definition", "lambda", "class_definition"})) return false;
    if (!block.is("block")) continue;
    for (const Node& statement : block.items()) {
      if (statement == inner) break;
      if (!statement.is("if_statement") || statement.field("alternative")) continue;
      const auto body = statement.field("consequence").items();
      const auto tests = operands_of(statement.field("condition"), "or");
      const bool left = !body.empty() && is_kind(body.back(), {"return_statement", "raise_statement"});
      if (left && std::ranges::any_of(tests, [&](const Node& test) { return tests_negative(test, name); })) return true;
    }
  }
  return false;
}

bool IndexBounds::name_not_negative(const std::string& name, Node at) {
  const Node use = names_.at(name);
  const Binding* binding = context_.facts.binding(use);
  if (binding->stores.size() == 1 && left_when_negative(name, at)) return true;
  const bool counted = !binding->stores.empty() && std::ranges::all_of(binding->stores, [&](const Node& store) {
    const Node loop = store.parent();
    if (!is_kind(loop, {"for_statement", "for_in_clause"}) || loop.field("left") != store) return false;
    const auto range = builtin_call(context_, unparen(loop.field("right")), "range");
    if (!range || range->args.empty() || range->args.size() > 2) return false;
    return range->args.size() == 1 || int_literal(range->args[0]).value_or(-1) >= 0;
  });
  if (counted) return true;
  if (context_.observed == nullptr) return false;
  claim_.assume(quoted(use) + " is never negative");
  return true;
}

}  // namespace velox::rules
