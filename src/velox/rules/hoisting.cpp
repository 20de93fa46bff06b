// SPDX-License-Identifier: Apache-2.0
#include "velox/rules/hoisting.hpp"

namespace velox::rules {

bool consumed_at_once(const Facts& facts, Node generator) {
  Node call = generator.parent();
  if (call.is("argument_list")) call = call.parent();
  if (!call.is("call")) return false;
  const Node function = call.field("function");
  if (function.is("attribute")) {
    const auto name = function.field("attribute").text();
    return name == "join" || name == "extend" || name == "update" || name == "writelines";
  }
  for (const auto name :
       {"next", "any", "all", "sum", "min", "max", "list", "set", "tuple", "sorted", "dict", "frozenset"}) {
    if (facts.is_builtin(function, name)) return true;
  }
  return false;
}

namespace {

bool pauses(const Facts& facts, Node loop) {
  if (loop.is("generator_expression") && !consumed_at_once(facts, loop)) return true;
  return contains_kind(loop, "yield") || contains_kind(loop, "await") || loop.text().starts_with("async");
}

/// Every name in the expression is a local of this function whose object never leaves it.
bool private_to_function(const RuleContext& context, Node expression) {
  bool all = true;
  source::walk(expression, [&](Node node) {
    if (!node.is("identifier") || !is_name_use(node)) return all;
    const Binding* binding = context.facts.binding(node);
    all = all && binding != nullptr && binding->kind == analysis::BindingKind::local && !binding->captured &&
          !context.facts.escapes(*binding, context.definition);
    return all;
  });
  return all;
}

}  // namespace

std::optional<HoistPlace> hoist_place(const RuleContext& context, Node use, Node expression) {
  std::optional<HoistPlace> place;
  for (const Node& loop : repeating(use, context.definition)) {
    if (place && inside(loop, place->anchor)) continue;
    const Node anchor = is_loop(loop) ? loop : statement_of(loop);
    if (!anchor || !context.facts.invariant(expression, loop)) break;
    if (pauses(context.facts, loop) && !private_to_function(context, expression)) break;
    if (anchor != loop && !context.facts.invariant(expression, anchor)) break;
    if (!owns_line(context.module, anchor)) break;
    place = HoistPlace{loop, anchor};
  }
  return place;
}

namespace {

std::string_view root_name(Node expression) {
  expression = unparen(expression);
  while (expression.is("attribute") || expression.is("subscript") || expression.is("call")) {
    const Node call = expression.is("call") ? expression.field("function") : Node();
    expression = call ? call : expression.is("attribute") ? expression.field("object") : expression.field("value");
  }
  return expression.is("identifier") ? expression.text() : std::string_view();
}

bool changes_in_place(std::string_view method) {
  for (const auto name : {"append", "extend", "insert", "remove", "pop", "clear", "sort", "reverse", "add", "discard",
                          "update", "setdefault", "popitem", "appendleft", "popleft"}) {
    if (method == name) return true;
  }
  return false;
}

/// The piece of `region` that visibly changes what `expression` reads; null when nothing obvious does.
Node culprit_in(Node expression, Node region) {
  const auto name = root_name(expression);
  Node culprit;
  source::walk(region, [&](Node node) {
    if (culprit) return false;
    const auto call = as_call(node);
    if (call && call->object && changes_in_place(call->name) && root_name(call->object) == name) culprit = node;
    const bool stores = node.is("assignment") || node.is("augmented_assignment") || node.is("for_statement") ||
                        node.is("for_in_clause");
    if (stores && mentions(node.field("left"), name)) culprit = node;
    if (node.is("delete_statement") && mentions(node, name)) culprit = node;
    return !culprit;
  });
  return culprit;
}

}  // namespace

std::string why_not_invariant(Node expression, Node region) {
  const std::string head = quoted(expression) + " may change inside the loop";
  const Node culprit = culprit_in(expression, region);
  if (!culprit && (contains_kind(region, "yield") || contains_kind(region, "await"))) {
    return head + on_line(region) + ": the loop pauses, and other code may change it meanwhile";
  }
  if (!culprit) return head + on_line(region) + ": code that is not known to leave it alone runs there";
  if (culprit.is("for_statement")) return head + ": it is set by the loop" + on_line(culprit);
  return head + ": " + quoted(culprit) + on_line(culprit);
}

}  // namespace velox::rules
