// SPDX-License-Identifier: Apache-2.0
#include "velox/rules/local_lists.hpp"

#include <algorithm>
#include <array>

namespace velox::rules {

std::optional<Bound> bound_by(Node store) {
  const Node parent = store.parent();
  if (parent.is("assignment") && parent.field("left") == store) {
    const Node value = parent.field("right");
    if (!value || value.is("assignment") || !parent.parent().is("expression_statement")) return std::nullopt;
    return Bound{parent.parent(), store, value, parent.field("type"), true};
  }
  if (!parent.is("pattern_list") || !parent.parent().is("assignment")) return std::nullopt;
  const Node assignment = parent.parent();
  const Node right = assignment.field("right");
  if (!right.is("expression_list") || !assignment.parent().is("expression_statement")) return std::nullopt;
  const auto targets = parent.items(), values = right.items();
  if (targets.size() != values.size()) return std::nullopt;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    if (targets[i].is("list_splat_pattern") || values[i].is("list_splat")) return std::nullopt;
    if (targets[i] == store) return Bound{assignment.parent(), store, values[i], Node(), false};
  }
  return std::nullopt;
}

bool makes_empty_list(const RuleContext& context, Node value) {
  value = unparen(value);
  if (value.is("list")) return value.items().empty() && !has_comment(value);
  const auto call = builtin_call(context, value, "list");
  return call && call->args.empty() && call->keywords.empty();
}

bool makes_fresh_list(const RuleContext& context, Node value) {
  value = unparen(value);
  if (is_kind(value, {"list", "list_comprehension"})) return true;
  if (builtin_call(context, value, "list") || builtin_call(context, value, "sorted")) return true;
  if (!value.is("subscript") || !slice_of(value)) return false;
  const auto fact = context.facts.type_of(value.field("value"));
  return fact && fact->name == "list" && fact->certainty == Certainty::proven;
}

std::vector<Node> uses_of(const Binding& binding) {
  std::vector<Node> uses = binding.stores;
  uses.insert(uses.end(), binding.loads.begin(), binding.loads.end());
  std::ranges::stable_sort(uses, {}, [](const Node& node) { return node.span().begin; });
  const auto extra = std::ranges::unique(uses, {}, [](const Node& node) { return node.id(); });
  uses.erase(extra.begin(), extra.end());
  return uses;
}

bool is_store_of(const Binding& binding, Node use) {
  return std::ranges::any_of(binding.stores, [&](const Node& store) { return store == use; });
}

bool is_walked_by_for(Node use) {
  const Node parent = use.parent();
  return parent.is("for_statement") && parent.field("right") == use;
}

std::optional<Call> method_on(Node use) {
  const Node attribute = use.parent();
  if (!attribute.is("attribute") || attribute.field("object") != use) return std::nullopt;
  const Node call = attribute.parent();
  if (!call.is("call") || call.field("function") != attribute) return std::nullopt;
  return as_call(call);
}

namespace {

/// The item is stored to or deleted.
bool is_changed(Node subscript) {
  Node at = subscript, around = at.parent();
  while (is_kind(around, {"parenthesized_expression", "expression_list", "tuple"})) at = around, around = at.parent();
  if (around.field("left") == at) return !is_kind(around, {"binary_operator", "boolean_operator"});
  return is_kind(around, {"delete_statement", "pattern_list", "tuple_pattern", "list_pattern", "list_splat_pattern",
                          "as_pattern_target"});
}

}  // namespace

std::optional<Call> append_to(Node use) {
  const auto call = method_on(use);
  const bool append = call && call->name == "append" && call->plain && call->args.size() == 1 &&
                      call->keywords.empty() && call->node.parent().is("expression_statement");
  return append ? call : std::nullopt;
}

bool only_reads(const RuleContext& context, Node use) {
  static constexpr std::array<std::string_view, 16> kReaders{"len",   "sum",  "min",       "max", "sorted", "list",
                                                             "tuple", "set",  "frozenset", "any", "all",    "bool",
                                                             "str",   "repr", "print",     "dict"};
  const Node parent = use.parent();
  if (parent.is("subscript") && parent.field("value") == use) return !is_changed(parent);
  if (parent.is("argument_list")) {
    const auto call = as_call(parent.parent());
    if (!call) return false;
    if (call->object) return call->name == "join" && is_constant(call->object) && call->object.is("string");
    return std::ranges::find(kReaders, call->name) != kReaders.end() &&
           context.facts.is_builtin(call->function, call->name);
  }
  if (parent.is("for_in_clause")) return parent.field("right") == use && !parent.parent().is("generator_expression");
  if (const auto method = method_on(use))
    return method->name == "count" || method->name == "index" || method->name == "copy";
  return is_walked_by_for(use) || is_kind(parent, {"comparison_operator", "binary_operator", "interpolation"}) ||
         only_tested(use);
}

Seen seen_after_exception(const RuleContext& context, const Binding& binding, Node piece) {
  auto seen = Seen::never;
  for (Node at = piece, parent = at.parent(); parent; at = parent, parent = at.parent()) {
    if (is_kind(parent, {"function_definition", "lambda", "class_definition", "module"})) break;
    const bool tries = parent.is("try_statement") && parent.field("body") == at;
    const bool manages = parent.is("with_statement") && parent.field("body") == at;
    if (!tries && !manages) continue;
    const bool in_handler =
        std::ranges::any_of(binding.loads, [&](const Node& load) { return inside(load, parent) && !inside(load, at); });
    if (!in_handler && context.facts.dead_after(binding, parent)) continue;
    const auto head = parent.text().substr(0, at.span().begin - parent.span().begin);
    if (tries || head.find("suppress") != std::string_view::npos) return Seen::surely;
    seen = Seen::perhaps;
  }
  return seen;
}

const Binding* plain_local(const RuleContext& context, Node identifier) {
  if (!identifier.is("identifier")) return nullptr;
  const Binding* binding = context.facts.binding(identifier);
  if (binding == nullptr || binding->kind != analysis::BindingKind::local || binding->written_elsewhere) return nullptr;
  return binding->scope == context.definition ? binding : nullptr;
}

bool held_by_function(const Binding& binding, Node definition) {
  return std::ranges::any_of(uses_of(binding), [&](const Node& use) { return scope_around(use) != definition; });
}

Node sibling_holding(Node inner, Node anchor) {
  const Node block = anchor.parent();
  for (Node at = inner; at; at = at.parent())
    if (at.parent() == block) return at;
  return {};
}

}  // namespace velox::rules
