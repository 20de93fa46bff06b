// SPDX-License-Identifier: Apache-2.0
// Problem: operators on parameters of unknown type count as unknown code, so that few functions without annotations are
// known to be pure.
// Idea: leave the operators to an assumption about the arguments and look for everything else that could have an effect.
// Limits: stores to attributes and items, nested functions and context managers are not followed: they are refused.
#include "velox/rules/computing.hpp"

#include <algorithm>
#include <cctype>

#include "velox/analysis/builtin_types.hpp"
#include "velox/rules/local_lists.hpp"

namespace velox::rules {
namespace {

class Search {
 public:
  Search(const RuleContext& context, Fields fields) : context_(context), facts_(context.facts), fields_(fields) {}

  Computing run(Node definition) {
    enter(definition);
    return std::move(out_);
  }

 private:
  void no(Node at, std::string_view what) {
    if (out_.why_not.empty()) out_.why_not = quoted(at) + on_line(at) + " " + std::string(what);
  }

  void enter(Node definition) {
    if (std::ranges::find(entered_, definition) != entered_.end()) return;
    if (!entered_.empty()) out_.helpers.emplace_back(definition.field("name").text());
    entered_.push_back(definition);
    if (definition.text().starts_with("async")) return no(definition, "is a coroutine");
    if (definition != context_.definition && definition.parent().is("decorated_definition"))
      return no(definition.field("name"), "is decorated");
    if (facts_.poisoned(definition)) return no(definition.field("name"), "has names that are bound dynamically");
    source::walk(definition.field("body"), [&](Node node) { return out_.why_not.empty() && visit(node, definition); });
  }

  /// False when what is below the node is settled.
  bool visit(Node node, Node definition) {
    if (is_kind(node, {"global_statement", "nonlocal_statement", "yield", "await", "import_statement", "with_statement",
                       "import_from_statement", "delete_statement", "function_definition", "class_definition",
                       "match_statement"})) {
      no(node, "is more than a computation");
      return false;
    }
    if (node.is("augmented_assignment") && !adds_to_scalar(node.field("left")))
      no(node, "may change an object that others can see");
    if (is_kind(node, {"assignment", "for_statement", "for_in_clause"})) stores(node.field("left"));
    if (node.is("attribute")) return attribute(node);
    if (node.is("identifier") && is_name_use(node)) name(node, definition);
    if (node.is("call") && !as_call(node)) no(node, "calls something that is not known");
    if (node.is("call") && node.field("function").is("identifier")) call_of_name(node.field("function"));
    return true;
  }

  void stores(Node target) {
    source::walk(target, [&](Node node) {
      if (node.is("attribute") || node.is("subscript")) no(node, "is stored to");
      return out_.why_not.empty();
    });
  }

  /// `total += x`: the name holds numbers or strings, made here or handed in, so that no object is changed in place.
  bool adds_to_scalar(Node target) const {
    if (!target.is("identifier")) return false;
    const auto fact = facts_.type_of(target);
    if (fact && is_scalar_type(fact->name)) return true;
    const auto* binding = facts_.binding(target);
    return binding && !binding->written_elsewhere && std::ranges::all_of(binding->stores, [&](const Node& store) {
             if (store.parent().is("augmented_assignment")) return true;
             const auto bound = bound_by(store);
             return bound && is_constant(bound->value);
           });
  }

  /// A constant or function of a library module, or a method of a string or number.
  bool attribute(Node node) {
    if (const auto dotted = facts_.resolve(node)) {
      const bool constant = dotted->starts_with("math.") && !is_function_of_call(node);
      if (!constant && !is_computing(*dotted)) no(node, "is not known to only compute");
      return false;
    }
    const auto fact = facts_.type_of(node.field("object"));
    if (!is_function_of_call(node)) {
      if (fields_ == Fields::plain && facts_.effects(node).pure()) return true;
      no(node, "is an attribute of an object whose class is not known");
      return false;
    }
    const auto* method =
        fact ? analysis::find_method(analysis::type_named(fact->name), node.field("attribute").text()) : nullptr;
    const bool fits = method && (!method->mutates ? is_scalar_type(fact->name) : is_own_list(node.field("object")));
    if (!fits) no(node, "is a method that is not known to only compute");
    return fits;
  }

  bool is_own_list(Node object) const {
    const auto* binding = plain_local(context_, object);
    return binding && std::ranges::all_of(binding->stores, [&](const Node& store) {
             const auto bound = bound_by(store);
             return bound && makes_fresh_list(context_, bound->value);
           });
  }

  static bool is_function_of_call(Node node) {
    return node.parent().is("call") && node.parent().field("function") == node;
  }

  /// A function of the library that does no more than give a result, or a builtin exception.
  static bool is_computing(const std::string& dotted) {
    if (std::isupper(static_cast<unsigned char>(dotted[0])) != 0) return dotted.find('.') == std::string::npos;
    if (dotted.starts_with("random.") || dotted == "iter" || dotted == "next") return false;
    const auto* function = analysis::find_function(dotted);
    return function && !function->io && !function->nondeterministic && function->needs != analysis::Needs::unknown;
  }

  /// Only the module's functions, the library's and exceptions can be called by name.
  void call_of_name(Node function) {
    const auto* binding = facts_.binding(function);
    if (!binding || facts_.resolve(function)) return;  // judged as a name
    if (!defined_by(*binding, "function_definition") && !defined_by(*binding, "class_definition"))
      no(function, "is called, and what it is is not known");
  }

  void name(Node use, Node definition) {
    if (const auto dotted = facts_.resolve(use)) {
      const bool base = use.parent().is("attribute");
      if (!base && *dotted != "isinstance" && !is_computing(*dotted)) no(use, "is not known to only compute");
      return;
    }
    const auto* binding = facts_.binding(use);
    if (!binding) return no(use, "is a name of which nothing is known");
    if (binding->scope == definition || inside(binding->scope, definition)) return;
    if (const Node function = defined_by(*binding, "function_definition")) return enter(function);
    if (const Node raised = defined_by(*binding, "class_definition")) {
      if (!is_plain_exception(use, raised)) no(use, "is a class whose code is not known to only compute");
      return;
    }
    if (!is_fixed_constant(*binding)) no(use, "may change between calls");
  }

  /// The function or class that a name of the module, or a function for itself, stands for all the time.
  Node defined_by(const Binding& binding, source::KindName kind) const {
    if (binding.stores.size() != 1 || binding.written_elsewhere) return {};
    const Node made = binding.stores[0].parent();
    if (!made.is(kind) || made.field("name") != binding.stores[0]) return {};
    return binding.scope.is("module") || made == context_.definition ? made : Node();
  }

  static bool is_plain_exception(Node use, Node made) {
    for (Node at = use.parent(); at; at = at.parent()) {
      if (is_kind(at, {"raise_statement", "except_clause"}))
        return !has_kind(made.field("body"), {"function_definition"});
    }
    return false;
  }

  bool is_fixed_constant(const Binding& binding) const {
    if (!binding.scope.is("module") || binding.stores.size() != 1 || binding.written_elsewhere) return false;
    const auto bound = bound_by(binding.stores[0]);
    if (!bound) return false;
    const auto fact = facts_.type_of(bound->value);
    return is_constant(bound->value) || (fact && fact->certainty == Certainty::proven && is_scalar_type(fact->name));
  }

  const RuleContext& context_;
  const Facts& facts_;
  Fields fields_;
  std::vector<Node> entered_;
  Computing out_;
};

}  // namespace

Computing visibly_computes(const RuleContext& context, Node definition, Fields fields) {
  return Search(context, fields).run(definition);
}

}  // namespace velox::rules
