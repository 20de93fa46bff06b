// SPDX-License-Identifier: Apache-2.0
#include "velox/rules/hoisting.hpp"

#include <algorithm>

#include "velox/rules/local_lists.hpp"
#include "velox/rules/module_code.hpp"
#include "velox/rules/shape.hpp"

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

namespace {

enum class Trust { facts, code };

bool stays_in_sight(const Facts& facts, Node expression, Node region);

bool stays(const RuleContext& context, Node expression, Node region, Trust trust) {
  if (context.facts.invariant(expression, region)) return true;
  return trust == Trust::code && stays_in_sight(context.facts, expression, region);
}

std::optional<HoistPlace> place_of(const RuleContext& context, Node use, Node expression, Trust trust) {
  std::optional<HoistPlace> place;
  for (const Node& loop : repeating(use, context.definition)) {
    if (place && inside(loop, place->anchor)) continue;
    const Node anchor = is_loop(loop) ? loop : statement_of(loop);
    if (!anchor || !stays(context, expression, loop, trust)) break;
    if (pauses(context.facts, loop) && !private_to_function(context, expression)) break;
    if (anchor != loop && !stays(context, expression, anchor, trust)) break;
    if (!owns_line(context.module, anchor)) break;
    place = HoistPlace{loop, anchor};
  }
  return place;
}

bool is_path(Node node) {
  while (node.is("attribute")) node = node.field("object");
  return node.is("identifier");
}

/// The paths that an expression reads: names and dotted names, the longest ones.
std::vector<Node> paths_in(Node expression) {
  std::vector<Node> paths;
  source::walk(expression, [&](Node node) {
    const bool path = (node.is("identifier") && is_name_use(node)) || (node.is("attribute") && is_path(node));
    if (path && node.parent().is("call") && node.parent().field("function") == node) {
      if (node.is("attribute")) paths.push_back(node.field("object"));
      return false;
    }
    if (path) paths.push_back(node);
    return !path;
  });
  return paths;
}

/// Code that runs later may hold the name: nested functions, and generators that do more than look.
bool held_elsewhere(const Facts& facts, const Binding& binding) {
  if (!binding.captured) return false;
  if (!binding.scope.is("function_definition") || held_by_function(binding, binding.scope)) return true;
  return std::ranges::any_of(
      binding.loads, [&](Node load) { return climb_to(load, {"generator_expression"}) && !only_looks(facts, load); });
}

bool path_seems_unchanged(const Facts& facts, Node path, Node region) {
  const bool attribute = path.is("attribute");
  const auto last = attribute ? path.field("attribute").text() : path.text();
  const Binding* binding = attribute ? nullptr : facts.binding(path);
  if (!attribute && (binding == nullptr || binding->written_elsewhere || held_elsewhere(facts, *binding))) return false;
  bool unchanged = true;
  source::walk(region, [&](Node node) {
    if (!unchanged) return false;
    const bool same = attribute ? node.is("attribute") && node.field("attribute").text() == last
                                : node.is("identifier") && is_name_use(node) && facts.binding(node) == binding;
    if (same && !only_looks(facts, node)) unchanged = false;
    return unchanged;
  });
  if (!attribute || !unchanged) return unchanged;
  const Node object = path.field("object");
  return object.is("identifier") ? [&] {
    const Binding* owner = facts.binding(object);
    return owner != nullptr && std::ranges::none_of(owner->stores, [&](Node store) { return inside(store, region); });
  }()
                                 : path_seems_unchanged(facts, object, region);
}

}  // namespace

bool looking_method(std::string_view name) {
  for (const auto known : {"get", "items", "keys", "values", "index", "count", "copy", "startswith", "endswith", "join",
                           "lower", "upper", "strip", "split", "find", "format", "isdisjoint", "issubset"}) {
    if (name == known) return true;
  }
  return false;
}

bool changing_method(std::string_view method) {
  for (const auto name : {"append", "extend", "insert", "remove", "pop", "clear", "sort", "reverse", "add", "discard",
                          "update", "setdefault", "popitem", "appendleft", "popleft", "extendleft", "rotate"}) {
    if (method == name) return true;
  }
  return false;
}

bool looking_builtin(std::string_view name) {
  for (const auto known :
       {"len",  "sum",   "min", "max",       "sorted", "set",      "frozenset",           "list",          "tuple",
        "dict", "any",   "all", "enumerate", "zip",    "range",    "isinstance",          "print",         "str",
        "int",  "float", "abs", "round",     "repr",   "reversed", "collections.Counter", "copy.deepcopy", "copy.copy",
        "bool", "type",  "hash"}) {
    if (name == known) return true;
  }
  return false;
}

bool only_looks(const Facts& facts, Node value) {
  const Node parent = value.parent();
  const auto kind = parent.kind();
  if (kind == "comparison_operator" || kind == "binary_operator" || kind == "boolean_operator" ||
      kind == "not_operator" || kind == "interpolation" || kind == "slice" || kind == "list_splat") {
    return true;
  }
  if (kind == "parenthesized_expression") return only_looks(facts, parent);
  if (kind == "if_statement" || kind == "elif_clause" || kind == "while_statement")
    return parent.field("condition") == value;
  if (kind == "if_clause") return true;
  if (kind == "for_statement" || kind == "for_in_clause") return parent.field("right") == value;
  if (kind == "subscript") {
    if (parent.field("value") != value) return true;
    const Node around = parent.parent();
    const bool stored = around.field("left") == parent && around.field("right");
    return !stored && !around.is("delete_statement") && !around.is("pattern_list") &&
           !around.is("augmented_assignment");
  }
  if (kind == "attribute") {
    const Node call = parent.parent();
    const bool method = call.is("call") && call.field("function") == parent;
    if (method) return looking_method(parent.field("attribute").text());
    return only_looks(facts, parent);
  }
  if (kind != "argument_list") return false;
  const auto name = facts.resolve(parent.parent().field("function"));
  if (!name) return false;
  return looking_builtin(*name);
}

namespace {

/// As seems_unchanged, but for code of the module that the region calls.
bool stays_in_sight(const Facts& facts, Node expression, Node region) {
  const auto paths = paths_in(expression);
  if (contains_kind(expression, "call") && !facts.effects(expression).pure()) return false;
  return !paths.empty() &&
         std::ranges::all_of(paths, [&](Node path) { return path_seems_unchanged(facts, path, region); });
}

}  // namespace

bool visibly_changed(const Facts& facts, Node expression, Node region) {
  if (acting_property(facts, expression)) return true;
  return std::ranges::any_of(paths_in(expression),
                             [&](Node path) { return static_cast<bool>(visible_change(facts, path, region)); });
}

bool seems_unchanged(const Facts& facts, Node expression, Node region) {
  return stays_in_sight(facts, expression, region) && !visibly_changed(facts, expression, region);
}

std::optional<HoistPlace> hoist_place(const RuleContext& context, Node use, Node expression, Claim& claim) {
  if (const auto place = place_of(context, use, expression, Trust::facts)) return place;
  if (context.observed == nullptr) return std::nullopt;
  const auto place = place_of(context, use, expression, Trust::code);
  if (place && visibly_changed(context.facts, expression, place->region)) return std::nullopt;
  if (place) claim.assume("nothing that runs in the loop" + on_line(place->region) + " changes " + quoted(expression));
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

/// The piece of `region` that visibly changes what `expression` reads; null when nothing obvious does.
Node culprit_in(Node expression, Node region) {
  const auto name = root_name(expression);
  Node culprit;
  source::walk(region, [&](Node node) {
    if (culprit) return false;
    const auto call = as_call(node);
    if (call && call->object && changing_method(call->name) && root_name(call->object) == name) culprit = node;
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

namespace {

/// Whether a store has been made whenever control comes to `at`.
bool made_before(Node store, Node at) {
  for (Node up = store.parent(); up; up = up.parent()) {
    if (up.is("for_statement") && inside(store, up.field("left"))) return inside(at, up.field("body"));
    if (!up.is("expression_statement")) continue;
    const bool target = store.parent().is("assignment") || store.parent().is("pattern_list");
    return target && up.span().end <= at.span().begin && inside(at, up.parent());
  }
  return false;
}

}  // namespace

bool surely_bound(const RuleContext& context, Node expression, Node at) {
  bool all = true;
  source::walk(expression, [&](Node node) {
    if (!all || !node.is("identifier") || !is_name_use(node)) return all;
    const Binding* binding = context.facts.binding(node);
    if (binding == nullptr || binding->scope != context.definition) return true;
    const auto deleted = [](Node store) {
      while (store.parent().is("expression_list")) store = store.parent();
      return store.parent().is("delete_statement");
    };
    all = std::ranges::none_of(binding->stores, deleted) &&
          (binding->kind == analysis::BindingKind::parameter ||
           std::ranges::any_of(binding->stores, [&](Node store) { return made_before(store, at); }));
    return all;
  });
  return all;
}

}  // namespace velox::rules
