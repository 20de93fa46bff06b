// SPDX-License-Identifier: Apache-2.0
// Problem: `sorted(x)[0]` and `min(x)` fail differently on an empty x, so the rewrite needs to know that x has an
// element.
// Idea: climb from the place to the function; every test that the way passes through, and every earlier `if not x:
// return` beside the way, may say so. Give up as soon as something on the way could have taken elements out.
// Limits: names and dotted paths only; no reasoning about two names for one object beyond calls to unknown code.
#include <algorithm>
#include <array>

#include "velox/rules/shape.hpp"

namespace velox::rules {
namespace {

constexpr std::array<std::string_view, 15> kReaders = {"len",  "sorted", "list", "min",       "max",
                                                       "sum",  "set",    "any",  "all",       "tuple",
                                                       "dict", "str",    "repr", "frozenset", "enumerate"};
constexpr std::array<std::string_view, 10> kKeepers = {"append", "extend", "insert", "add",    "sort",
                                                       "count",  "index",  "items",  "values", "keys"};

class Emptiness {
 public:
  Emptiness(const RuleContext& context, Node container) : context_(context), container_(unparen(container)) {}

  /// Climbs from `at` outwards.
  bool known_at(Node at) const {
    for (Node child = at, parent = at.parent(); parent; child = parent, parent = child.parent()) {
      if (is_kind(parent, {"function_definition", "lambda", "class_definition", "generator_expression", "module"}))
        return false;
      if (is_comprehension(parent) && rebinds(parent)) return false;
      if (!parent.is("block") && shrunk_beside(parent, child)) return false;
      if (tested_by(parent, child)) return true;
      if (parent.is("block")) {
        if (const auto answer = told_before(child)) return *answer;
      }
      const bool repeated = is_loop(parent) && !child.is("else_clause") && child != parent.field("right");
      if (repeated && may_shrink(parent)) return false;
    }
    return false;
  }

 private:
  bool is_it(Node expression) const { return same_code(expression, container_); }

  /// A clause of the comprehension gives the container's name another meaning.
  bool rebinds(Node comprehension) const {
    Node root = container_;
    while (root.is("attribute")) root = root.field("object");
    return std::ranges::any_of(comprehension.items(), [&](const Node& clause) {
      return clause.is("for_in_clause") && mentions(clause.field("left"), root.text());
    });
  }

  bool is_length(Node expression) const {
    const auto call = builtin_call(context_, unparen(expression), "len");
    return call && call->args.size() == 1 && is_it(call->args[0]);
  }

  static bool is_empty_display(Node expression) {
    expression = unparen(expression);
    return is_kind(expression, {"list", "tuple", "dictionary"}) && expression.items().empty();
  }

  /// The condition, when it has this truth, implies that there is an element.
  bool implies(Node condition, bool truth) const {
    condition = unparen(condition);
    if (condition.is("not_operator")) return implies(condition.field("argument"), !truth);
    if (condition.is("boolean_operator")) {
      const bool both = (condition.field("operator").text() == "and") == truth;
      const bool left = implies(condition.field("left"), truth), right = implies(condition.field("right"), truth);
      return both ? left || right : left && right;
    }
    if (is_it(condition) || is_length(condition)) return truth;
    if (const auto call = builtin_call(context_, condition, "bool"))
      return truth && call->args.size() == 1 && implies(call->args[0], true);
    return compares(condition, truth);
  }

  bool compares(Node condition, bool truth) const {
    const auto comparison = as_comparison(condition);
    if (!comparison) return false;
    const auto& op = comparison->op;
    if (is_it(comparison->left) && is_empty_display(comparison->right)) return truth ? op == "!=" : op == "==";
    const auto number = int_literal(comparison->right);
    if (!is_length(comparison->left) || !number) return false;
    if (truth) {
      return (op == ">" && *number >= 0) || (op == ">=" && *number >= 1) || (op == "==" && *number >= 1) ||
             (op == "!=" && *number == 0);
    }
    return (op == "==" && *number == 0) || (op == "<" && *number >= 1) || (op == "<=" && *number >= 0) ||
           (op == "!=" && *number >= 1);
  }

  /// `parent` tests the container and reaches `child` only when it has an element; nothing emptied it before `child`
  /// within the body is checked by told_before, which ran for the body's block already.
  bool tested_by(Node parent, Node child) const {
    if (const auto choice = choice_of(parent)) {
      if (choice->value == child) return implies(choice->condition, true);
      if (choice->other == child) return implies(choice->condition, false);
    }
    if (parent.is("boolean_operator") && parent.field("right") == child)
      return implies(parent.field("left"), parent.field("operator").text() == "and");
    if (parent.is("if_statement")) {
      if (parent.field("consequence") == child) return implies(parent.field("condition"), true);
      // The first alternative runs only when the condition is false; so does each later one.
      return parent.field("condition") != child && implies(parent.field("condition"), false);
    }
    if (parent.is("elif_clause") && parent.field("consequence") == child)
      return implies(parent.field("condition"), true);
    if (parent.is("while_statement") && parent.field("body") == child) return implies(parent.field("condition"), true);
    if (parent.is("for_statement") && parent.field("body") == child)
      return is_it(parent.field("right")) && !may_shrink(parent.field("body"));
    return false;
  }

  /// Looks at the statements before `statement`, latest first. nullopt: they say nothing, climb on.
  std::optional<bool> told_before(Node statement) const {
    for (Node before = previous_statement(statement); before; before = previous_statement(before)) {
      if (guards(before) || fills(before)) return true;
      if (may_shrink(before)) return false;
    }
    return std::nullopt;
  }

  /// Another part of `parent`, evaluated before `child`, may take elements out: `q.pop() + q.pop()`, the condition of
  /// an `if`, the body of a `try` before its handlers.
  bool shrunk_beside(Node parent, Node child) const {
    for (const Node& part : parent.items()) {
      if (part == child || (part.span().begin > child.span().begin && !parent.is("conditional_expression"))) continue;
      const bool target = is_kind(parent, {"assignment", "augmented_assignment", "named_expression"});
      const bool method = parent.is("call") && part.is("attribute") && is_path(part);
      if (!target && !method && !is_it(unparen(part)) && may_shrink(part)) return true;
    }
    return false;
  }

  /// `if not x: return`
  bool guards(Node statement) const {
    if (!statement.is("if_statement") || statement.field("alternative")) return false;
    const auto body = statement.field("consequence").items();
    return !body.empty() && jumps_away(body.back()) && implies(statement.field("condition"), false);
  }

  /// `x.append(...)`, or `x = [a, ...]`
  bool fills(Node statement) const {
    const auto call = as_call(expression_of(statement));
    if (call && call->object && is_it(call->object)) return call->name == "append" || call->name == "insert";
    const auto assignment = as_assignment(statement);
    return assignment && is_it(assignment->target) && has_elements(assignment->value);
  }

 public:
  static bool has_elements(Node expression) {
    expression = unparen(expression);
    if (!is_kind(expression, {"list", "tuple", "set", "dictionary"})) return false;
    return std::ranges::any_of(expression.items(),
                               [](const Node& item) { return !is_kind(item, {"list_splat", "dictionary_splat"}); });
  }

 private:
  /// Something in `piece` could take elements out of the container, or make the name mean another object.
  bool may_shrink(Node piece) const {
    Node root = container_;
    while (root.is("attribute")) root = root.field("object");
    for (const Node& use : mentions_of(piece, root.text()))
      if (!keeps_elements(use)) return true;
    const auto* binding = root.is("identifier") ? context_.facts.binding(root) : nullptr;
    const bool own = binding && binding->kind == analysis::BindingKind::local && container_.is("identifier") &&
                     !context_.facts.escapes(*binding, context_.definition);
    return !own && calls_unknown(piece);
  }

  /// An explicit call of unknown code; that an operator of another object empties the container is out of all reason.
  bool calls_unknown(Node piece) const {
    bool found = false;
    source::walk(piece, [&](Node node) {
      if (!found && node.is("call")) {
        const auto call = as_call(node);
        const bool reader = call && !call->object && std::ranges::find(kReaders, call->name) != kReaders.end() &&
                            context_.facts.is_builtin(call->function, call->name);
        found = !reader && context_.facts.effects(node).calls_unknown;
      }
      return !found;
    });
    return found;
  }

  bool keeps_elements(Node use) const {
    Node whole = use;
    while (whole.parent().is("attribute") && whole != container_ && whole.text() != container_.text())
      whole = whole.parent();
    if (!is_it(whole)) return !whole.parent().is("call") && !is_store(whole);
    const Node parent = whole.parent();
    if (is_store(whole) || parent.is("list_splat")) return false;
    if (parent.is("attribute")) {
      const auto name = parent.field("attribute").text();
      return parent.parent().is("call") && std::ranges::find(kKeepers, name) != kKeepers.end();
    }
    if (parent.is("subscript")) return parent.field("value") == whole && !is_store(parent);
    if (parent.is("argument_list")) {
      const auto call = as_call(parent.parent());
      return call && !call->object && std::ranges::find(kReaders, call->name) != kReaders.end() &&
             context_.facts.is_builtin(call->function, call->name);
    }
    if (is_kind(parent, {"for_statement", "for_in_clause"})) return parent.field("right") == whole;
    return as_comparison(parent).has_value() || only_tested(whole);
  }

  static bool is_store(Node expression) {
    const Node parent = expression.parent();
    if (is_kind(parent, {"assignment", "augmented_assignment", "for_statement", "for_in_clause"}))
      return parent.field("left") == expression;
    if (parent.is("named_expression")) return parent.field("name") == expression;
    return is_kind(parent, {"pattern_list", "tuple_pattern", "list_pattern", "delete_statement", "as_pattern_target",
                            "list_splat_pattern", "global_statement", "nonlocal_statement", "expression_list"});
  }

  const RuleContext& context_;
  Node container_;
};

}  // namespace

bool surely_nonempty(const RuleContext& context, Node container, Node at) {
  if (Emptiness::has_elements(container)) return true;
  return is_path(unparen(container)) && Emptiness(context, container).known_at(at);
}

}  // namespace velox::rules
