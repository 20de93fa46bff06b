// SPDX-License-Identifier: Apache-2.0
#include "velox/rules/call_values.hpp"

namespace velox::rules {
namespace {

bool user_function(const RuleContext& context, const Call& call) {
  const Node definition = definition_of(context, call);
  return definition && context.facts.pure_function(definition);
}

/// A string literal that is no bytes and not empty.
bool nonempty_text(Node node) {
  const auto literal = string_literal(node);
  if (literal) return !literal->bytes && !literal->value.empty();
  const auto text = node.text();  // "\t" and the like
  return node.is("string") && !contains_kind(node, "interpolation") && text.size() > 3 && text[1] == '\\' &&
         (text[0] == '"' || text[0] == '\'') && text[2] != '\n' && text[2] != '\r';
}

}  // namespace

Node definition_of(const RuleContext& context, const Call& call) {
  const Binding* binding = call.object ? nullptr : context.facts.binding(call.function);
  if (binding == nullptr || binding->stores.size() != 1) return {};
  const Node definition = binding->stores.front().parent();
  return definition.is("function_definition") ? definition : Node();
}

CallKind kind_of(const RuleContext& context, const Call& call) {
  if (!call.object) {
    for (const auto name : {"set", "frozenset", "sorted", "list", "tuple"}) {
      if (context.facts.is_builtin(call.function, name)) return CallKind::collects;
    }
    for (const auto name : {"sum", "min", "max", "any", "all"}) {
      if (context.facts.is_builtin(call.function, name)) return CallKind::folds;
    }
    const bool own = user_function(context, call);
    return own ? CallKind::user : CallKind::none;
  }
  const auto fact = context.facts.type_of(call.object);
  const bool on_text = fact && fact->name == "str";
  if (on_text && one_of(call.name, {"lower", "upper", "casefold", "strip", "lstrip", "rstrip", "title", "replace",
                                    "join", "split", "splitlines", "encode", "translate", "format", "zfill"})) {
    return CallKind::text;
  }
  return CallKind::none;
}

bool immutable_result(const RuleContext& context, const Call& call, CallKind kind) {
  if (kind == CallKind::text) return call.name != "split" && call.name != "splitlines";
  if (kind == CallKind::folds) return true;  // the very element, the same each time
  if (kind == CallKind::collects) return call.name == "frozenset" || call.name == "tuple";
  const auto fact = context.facts.type_of(call.node);
  return fact && (is_scalar_type(fact->name) || fact->name == "frozenset");
}

bool only_looked_at(const RuleContext& context, Node node) {
  const Node parent = node.parent();
  if (parent.is("comparison_operator")) {
    const auto test = as_comparison(parent);
    return test && one_of(test->op, {"in", "not in", "==", "!="});
  }
  if (parent.is("for_statement") || parent.is("for_in_clause")) return parent.field("right") == node;
  if (parent.is("subscript") && parent.field("value") == node) {
    const bool scalar_index = is_constant(parent.field("subscript"));
    return scalar_index && !(parent.parent().field("left") == parent);
  }
  if (!parent.is("argument_list")) return false;
  const Node function = parent.parent().field("function");
  for (const auto name : {"len", "sum", "min", "max", "sorted", "any", "all", "set", "list", "tuple", "frozenset"}) {
    if (context.facts.is_builtin(function, name)) return true;
  }
  return false;
}

bool text_cannot_raise(const RuleContext& context, const Call& call) {
  if (one_of(call.name, {"lower", "upper", "casefold", "title"})) return call.args.empty();
  if (call.name == "splitlines" || (call.name == "split" && call.args.empty())) return true;
  if (call.name == "split") return call.args.size() == 1 && nonempty_text(call.args.front());
  if (one_of(call.name, {"strip", "lstrip", "rstrip"})) {
    return call.args.empty() || string_literal(call.args.front()).has_value();
  }
  if (call.name == "replace") {
    return call.args.size() == 2 && string_literal(call.args[0]) && string_literal(call.args[1]);
  }
  if (call.name != "join" || call.args.size() != 1) return false;
  const auto fact = context.facts.type_of(call.args.front());
  return fact && (fact->name == "str" || fact->element == "str");
}

std::string name_for(const Call& call, CallKind kind) {
  if (kind == CallKind::user) {
    auto name = stem_of(call.function);
    for (const std::string_view verb : {"get_", "compute_", "make_", "calc_", "find_"}) {
      if (name.starts_with(verb) && name.size() > verb.size()) return name.substr(verb.size());
    }
    return name + "_result";
  }
  const Node about = call.object ? call.object : call.args.empty() ? call.function : call.args.front();
  const auto stem = about.is("string") ? std::string("text") : stem_of(about);
  if (call.name == "sorted") return "sorted_" + stem;
  if (call.name == "split") return stem + "_parts";
  if (call.name == "strip") return stem + "_stripped";
  return stem + "_" + std::string(call.name);
}

}  // namespace velox::rules
