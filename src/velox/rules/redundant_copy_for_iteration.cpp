// SPDX-License-Identifier: Apache-2.0
// Problem: `for x in list(items):` copies the whole collection, although the loop does not change it.
// Idea: walk the collection itself; `list(table.keys())` is walked as `table`.
// Limits: the collection is of a builtin class that can be walked as often as one likes, and surely stays the same while the
// loop runs: neither its own code nor anything that it calls or waits for changes it. Copies of generators stay, since the
// loop and the generator would take turns.
#include <algorithm>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/hoisting.hpp"
#include "velox/rules/local_lists.hpp"
#include "velox/rules/visit_kinds.hpp"

namespace velox::rules {
namespace {

/// A copy that a loop walks.
struct Copy {
  Node loop;    ///< for_statement or comprehension
  Node whole;   ///< the copy
  Node source;  ///< what is copied
};

/// `items` of list(items), tuple(items), items[:] and items.copy(); null for anything else.
Node copied_by(const RuleContext& context, Node node) {
  for (const auto name : {"list", "tuple"}) {
    const auto call = builtin_call(context, node, name);
    if (call && call->args.size() == 1 && call->keywords.empty() && !call->args[0].is("generator_expression"))
      return call->args[0];
  }
  if (const auto copy = method_call(node, "copy", 0)) return copy->object;
  const auto slice = node.is("subscript") ? slice_of(node) : std::nullopt;
  return slice && !slice->lower && !slice->upper ? node.field("value") : Node();
}

bool is_dict(std::string_view type) {
  return one_of(type, {"dict", "collections.defaultdict", "collections.OrderedDict", "collections.Counter"});
}

bool is_collection(std::string_view type) {
  return is_dict(type) ||
         one_of(type, {"list", "tuple", "set", "frozenset", "str", "bytes", "range", "collections.deque"});
}

class RedundantCopy final : public Rule {
 public:
  std::string_view id() const override { return "redundant-copy-for-iteration"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    visit_kinds(context.nodes, {"for_statement", "for_in_clause"}, [&](Node node) {
      if (!is_kind(node, {"for_statement", "for_in_clause"})) return true;
      const Node loop = node.is("for_statement") ? node : node.parent();
      if (loop != node && loop.items()[1] != node) return true;  // a later clause walks what an earlier one gives
      Copy copy{loop, node.field("right"), {}};
      for (Node at = copied_by(context, copy.whole); at; at = copied_by(context, at)) copy.source = at;
      if (copy.source) consider(context, copy, findings);
      return true;
    });
  }

 private:
  static void consider(const RuleContext& context, const Copy& copy, Findings& findings) {
    if (has_comment(copy.whole) || copy.loop.text().starts_with("async")) return;
    Claim claim;
    if (!stays(context, copy, copy.source, claim, findings)) return;
    findings.candidates.push_back(
        make_candidate(copy.whole, claim,
                       "The loop does not change " + quoted(copy.source) + ", so there is no need for a copy of it.",
                       {replace(copy.whole, walked(context, copy.source))}));
  }

  /// What the loop walks instead: the source, without `.keys()`.
  static std::string walked(const RuleContext& context, Node source) {
    const auto keys = method_call(source, "keys", 0);
    const auto fact = keys ? context.facts.type_of(keys->object) : std::nullopt;
    return std::string(fact && is_dict(fact->name) ? keys->object.text() : source.text());
  }

  /// Walking `source` while the loop runs gives what it gave before the loop.
  static bool stays(const RuleContext& context, const Copy& copy, Node source, Claim& claim, Findings& findings) {
    source = unparen(source);
    if (const auto call = as_call(source); call && call->plain && !call->object && call->keywords.empty()) {
      if (context.facts.is_builtin(call->function, "range") || context.facts.is_builtin(call->function, "sorted"))
        return true;
      for (const auto name : {"enumerate", "zip", "reversed"}) {
        if (!context.facts.is_builtin(call->function, name) || call->args.empty()) continue;
        return std::ranges::all_of(call->args, [&](const Node& argument) {
          return is_constant(argument) || stays(context, copy, argument, claim, findings);
        });
      }
      return false;
    }
    if (const auto call = as_call(source); call && call->object) {
      const bool view = call->args.empty() && call->plain && call->keywords.empty() &&
                        one_of(call->name, {"keys", "values", "items"});
      const auto fact = context.facts.type_of(call->object);
      return view && fact && is_dict(fact->name) && unchanged(context, copy, call->object, *fact, claim, findings);
    }
    const auto fact = is_path(source) ? context.facts.type_of(source) : std::nullopt;
    return fact && is_collection(fact->name) && unchanged(context, copy, source, *fact, claim, findings);
  }

  /// What runs in each round.
  static std::vector<Node> pieces_run(Node loop) {
    if (loop.is("for_statement")) return {loop.field("left"), loop.field("body")};
    auto parts = loop.items();
    parts[1] = parts[1].field("left");
    return parts;
  }

  static bool makes_new(const RuleContext& context, Node value) {
    value = unparen(value);
    if (makes_fresh_list(context, value)) return true;
    if (is_kind(value, {"dictionary", "set", "set_comprehension", "dictionary_comprehension"})) return true;
    const auto call = as_call(value);
    if (call && call->object) return one_of(call->name, {"split", "rsplit", "splitlines", "copy"});
    return call && one_of(call->name, {"dict", "set"}) && context.facts.is_builtin(call->function, call->name);
  }

  /// A parameter, something that this function made, or an element that a loop gives. What a global or an attribute holds
  /// may change in another thread, and a copy of it is often made for that reason.
  static bool handed_in_or_made(const RuleContext& context, Node path) {
    const Binding* binding = path.is("identifier") ? context.facts.binding(path) : nullptr;
    if (binding == nullptr || !inside(binding->scope, context.definition)) return false;
    if (binding->kind == analysis::BindingKind::parameter || is_comprehension(binding->scope)) return true;
    return std::ranges::all_of(binding->stores, [&](const Node& store) {
      const auto bound = bound_by(store);
      const Node loop = climb_to(store, {"for_statement"});
      return bound ? makes_new(context, bound->value) : loop && inside(store, loop.field("left"));
    });
  }

  static bool unchanged(const RuleContext& context, const Copy& copy, Node path, const TypeFact& fact, Claim& claim,
                        Findings& findings) {
    claim.lean_on(fact, path.text());
    if (one_of(fact.name, {"tuple", "frozenset", "str", "bytes", "range"})) return true;
    if (!handed_in_or_made(context, path)) {
      refuse(findings, copy.whole, quoted(path) + " belongs to others too: the copy may be there for another thread");
      return false;
    }
    const auto pieces = pieces_run(copy.loop);
    const bool stays = std::ranges::all_of(pieces, [&](const Node& one) { return context.facts.invariant(path, one); });
    // Storing to an attribute of an element may run code that has got hold of the collection.
    if (const Binding& binding = *context.facts.binding(path);
        binding.kind != analysis::BindingKind::local || context.facts.escapes(binding, context.definition))
      claim.at_most(Assurance::tested);
    if (stays && !pauses(context, copy.loop, path)) return true;
    refuse(findings, copy.whole, why_not_invariant(path, copy.loop) + "; the loop walks a copy for that reason");
    return false;
  }

  /// Other code may run between two rounds and change what is not this function's alone.
  static bool pauses(const RuleContext& context, Node loop, Node path) {
    const bool later = loop.is("generator_expression") && !consumed_at_once(context.facts, loop);
    if (!later && !contains_kind(loop, "yield") && !contains_kind(loop, "await")) return false;
    const Binding* binding = path.is("identifier") ? context.facts.binding(path) : nullptr;
    return binding == nullptr || binding->kind != analysis::BindingKind::local || later ||
           context.facts.escapes(*binding, context.definition);
  }
};

}  // namespace

std::unique_ptr<Rule> make_redundant_copy_for_iteration() { return std::make_unique<RedundantCopy>(); }

}  // namespace velox::rules
