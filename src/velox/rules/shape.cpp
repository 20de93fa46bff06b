// SPDX-License-Identifier: Apache-2.0
#include "velox/rules/shape.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <map>

#include "velox/rules/local_lists.hpp"

namespace velox::rules {

bool is_kind(Node node, std::initializer_list<source::KindName> kinds) {
  return std::ranges::any_of(kinds, [&](source::KindName kind) { return node.is(kind); });
}

bool is_expression(Node node) {
  return is_kind(node, {"identifier",
                        "attribute",
                        "subscript",
                        "call",
                        "string",
                        "concatenated_string",
                        "integer",
                        "float",
                        "true",
                        "false",
                        "none",
                        "list",
                        "tuple",
                        "set",
                        "dictionary",
                        "list_comprehension",
                        "set_comprehension",
                        "dictionary_comprehension",
                        "generator_expression",
                        "lambda",
                        "binary_operator",
                        "boolean_operator",
                        "not_operator",
                        "unary_operator",
                        "comparison_operator",
                        "conditional_expression",
                        "parenthesized_expression",
                        "await",
                        "ellipsis"});
}

bool jumps_out(Node piece) {
  bool found = false;
  source::walk(piece, [&](Node node) {
    if (is_kind(node, {"function_definition", "class_definition", "lambda"})) return node == piece;
    if (!node.is("break_statement") && !node.is("continue_statement")) return !found;
    bool held = false;
    for (Node at = node; at != piece && !held; at = at.parent()) {
      const Node loop = at.parent();
      held = is_kind(loop, {"for_statement", "while_statement"}) && loop.field("body") == at;
    }
    found |= !held;
    return !found;
  });
  return found;
}

std::optional<long> int_literal(Node expression) {
  expression = unparen(expression);
  if (expression.is("unary_operator")) {
    if (!expression.text().starts_with("-")) return std::nullopt;
    const auto value = int_literal(expression.field("argument"));
    return value ? std::optional(-*value) : std::nullopt;
  }
  if (!expression.is("integer")) return std::nullopt;
  const auto text = expression.text();
  long value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

bool is_path(Node expression) {
  while (expression.is("attribute")) expression = expression.field("object");
  return expression.is("identifier");
}

std::string operand(Node expression) {
  auto text = std::string(expression.text());
  if (is_kind(expression, {"lambda", "conditional_expression", "named_expression", "expression_list", "pattern_list"}))
    return "(" + text + ")";
  return text;
}

Node only_index(Node subscript) {
  if (!subscript.is("subscript")) return {};
  const auto items = subscript.items();
  if (items.size() != 2) return {};
  for (std::uint32_t i = 0; i < subscript.child_count(); ++i)
    if (subscript.child(i).is(",")) return {};  // `x[a,]` is indexed by a tuple
  return items[1];
}

std::optional<Slice> slice_of(Node subscript) {
  const Node index = only_index(subscript);
  if (!index.is("slice")) return std::nullopt;
  Slice slice;
  int colons = 0;
  for (std::uint32_t i = 0; i < index.child_count(); ++i) {
    const Node part = index.child(i);
    if (part.is(":")) ++colons;
    if (!part.is_named() || part.is("comment")) continue;
    if (colons > 1) return std::nullopt;
    (colons == 0 ? slice.lower : slice.upper) = part;
  }
  return slice;
}

std::optional<Choice> choice_of(Node node) {
  if (!node.is("conditional_expression")) return std::nullopt;
  const auto parts = node.items();
  if (parts.size() != 3) return std::nullopt;
  return Choice{parts[0], parts[1], parts[2]};
}

bool has_kind(Node piece, std::initializer_list<source::KindName> kinds) {
  bool found = false;
  source::walk(piece, [&](Node node) {
    found = found || is_kind(node, kinds);
    return !found;
  });
  return found;
}

bool has_comment(Node piece) { return has_kind(piece, {"comment"}); }

std::string negated(Node condition) {
  condition = unparen(condition);
  if (condition.is("not_operator")) return operand(unparen(condition.field("argument")));
  if (const auto test = as_comparison(condition);
      test && (test->op == "in" || test->op == "not in" || test->op == "is" || test->op == "is not")) {
    static const std::map<std::string, std::string> kOpposite{
        {"in", "not in"}, {"not in", "in"}, {"is", "is not"}, {"is not", "is"}};
    return std::string(test->left.text()) + " " + kOpposite.at(test->op) + " " + std::string(test->right.text());
  }
  if (is_kind(condition, {"boolean_operator", "conditional_expression", "lambda", "named_expression"}))
    return "not (" + std::string(condition.text()) + ")";
  return "not " + std::string(condition.text());
}

std::vector<Node> operands_of(Node condition, std::string_view op) {
  condition = unparen(condition);
  if (!condition.is("boolean_operator") || !condition.field("operator").is(op)) return {condition};
  auto parts = operands_of(condition.field("left"), op);
  for (const Node& part : operands_of(condition.field("right"), op)) parts.push_back(part);
  return parts;
}

std::vector<Node> parts_of_target(Node target) {
  std::vector<Node> parts;
  if (!is_kind(target, {"pattern_list", "tuple_pattern", "list_pattern", "list_splat_pattern"})) return {target};
  for (const Node& item : target.items())
    for (const Node& part : parts_of_target(item)) parts.push_back(part);
  return parts;
}

std::string comments_to_keep(const RuleContext& context, Node piece, Node except) {
  std::string text;
  source::walk(piece, [&](Node node) {
    if (node.is("comment") && !inside(node, except))
      text += std::string(node.text()) + context.module.style().newline + std::string(context.module.indent_of(piece));
    return true;
  });
  return text;
}

Node previous_statement(Node statement) {
  Node previous = statement.prev_named();
  while (previous.is("comment")) previous = previous.prev_named();
  return previous;
}

Node next_statement(Node statement) {
  Node next = statement.next_named();
  while (next.is("comment")) next = next.next_named();
  return next;
}

Node climb_to(Node node, std::initializer_list<source::KindName> kinds) {
  for (Node at = node.parent(); at; at = at.parent()) {
    if (is_kind(at, kinds)) return at;
    if (is_kind(at, {"function_definition", "lambda", "class_definition", "module"})) break;
  }
  return {};
}

Node scope_around(Node node) {
  for (Node at = node.parent(); at; at = at.parent())
    if (is_kind(at, {"function_definition", "lambda", "class_definition", "module"})) return at;
  return {};
}

bool jumps_away(Node statement) {
  return is_kind(statement, {"return_statement", "raise_statement", "continue_statement", "break_statement"});
}

bool only_tested(Node expression) {
  for (Node at = expression, parent = at.parent(); parent; at = parent, parent = at.parent()) {
    if (is_kind(parent, {"parenthesized_expression", "boolean_operator"})) continue;
    if (parent.is("not_operator")) return true;
    if (is_kind(parent, {"if_statement", "while_statement", "elif_clause"})) return parent.field("condition") == at;
    if (parent.is("if_clause")) return true;
    const auto choice = choice_of(parent);
    return choice && choice->condition == at;
  }
  return false;
}

std::optional<Call> builtin_call(const RuleContext& context, Node node, std::string_view name) {
  auto call = UnitNodes::word(node) == name ? as_call(node) : std::nullopt;
  if (!call || call->object) return std::nullopt;
  const bool generator = call->args.size() == 1 && call->args[0].is("generator_expression");
  if (!call->plain && !(generator && call->keywords.empty())) return std::nullopt;
  if (!context.facts.is_builtin(call->function, name)) return std::nullopt;
  return call;
}

std::optional<long> fixed_int(const RuleContext& context, Node expression, Claim& claim) {
  if (const auto number = int_literal(expression)) return number;
  const auto* binding = expression.is("identifier") ? context.facts.binding(expression) : nullptr;
  if (!binding || binding->stores.size() != 1 || binding->written_elsewhere) return std::nullopt;
  const auto bound = bound_by(binding->stores[0]);
  const auto number = bound ? int_literal(bound->value) : std::nullopt;
  if (number && binding->kind != analysis::BindingKind::local) claim.at_most(Assurance::tested);
  return number;
}

std::optional<std::uint64_t> seen_length(const RuleContext& context, Node container) {
  if (context.observed == nullptr) return std::nullopt;
  const std::string name(container.text());
  for (const auto* values : {&context.observed->params, &context.observed->locals}) {
    const auto seen = values->find(name);
    if (seen != values->end() && !seen->second.sizes.empty()) return seen->second.sizes[seen->second.sizes.size() / 2];
  }
  return std::nullopt;
}

void assume_total_order(Node container, Sorted sorted, Claim& claim) {
  claim.assume((sorted == Sorted::by_key ? "the keys that " : "the elements of ") + quoted(container) +
               (sorted == Sorted::by_key ? " is sorted by" : "") +
               " are totally ordered: no not-a-number, no sets, no class with an order of its own");
}

}  // namespace velox::rules
