// SPDX-License-Identifier: Apache-2.0
// Problem: a call inside a loop gives the same value each time round: `set(known)`, `max(values)`, `name.lower()`, a
// pure function of things that stay the same.
// Idea: compute it once in front of the furthest loop in which it is invariant.
// Limits: a loop may run zero times, so the call must not raise; or it is the first thing a while condition evaluates;
// or observation says so, which is listed. A fresh mutable result may only be looked at. Cheap calls (len) are left
// alone: hoisting them gains nothing that can be measured.
#include <algorithm>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/call_values.hpp"
#include "velox/rules/hoisting.hpp"
#include "velox/rules/seen_size.hpp"
#include "velox/rules/visit_kinds.hpp"

namespace velox::rules {
namespace {

class Hoist final : public Rule {
 public:
  std::string_view id() const override { return "hoist-invariant-call"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    std::vector<Node> done;
    visit_kinds(context.nodes, {"call"}, [&](Node node) {
      const auto call = as_call(node);
      if (!call || inside_any(node, done)) return !call || !inside_any(node, done);
      if (context.facts.loop_depth(node) == 0 || repeating(node, context.definition).empty()) return true;
      if (!worth_it(context, *call)) {
        if (definition_of(context, *call) && arguments_stay(context, *call))
          refuse(findings, node, quoted(node) + " is not known to give the same, and do nothing else, each time");
        return true;
      }
      Claim claim;
      const auto place = hoist_place(context, node, node, claim);
      if (!place) return true;
      return !consider(context, *call, *place, claim, done, findings);
    });
  }

 private:
  /// There are arguments, and the loop around the call binds none of the names in them.
  static bool arguments_stay(const RuleContext& context, const Call& call) {
    if (call.args.empty()) return false;
    const Node loop = repeating(call.node, context.definition).front();
    bool stay = true;
    source::walk(call.node.field("arguments"), [&](Node node) {
      const auto* binding = node.is("identifier") ? context.facts.binding(node) : nullptr;
      if (binding != nullptr)
        stay = stay && std::ranges::none_of(binding->stores, [&](const Node& store) { return inside(store, loop); });
      return stay;
    });
    return stay;
  }

  static bool worth_it(const RuleContext& context, const Call& call) {
    const auto kind = kind_of(context, call);
    if (kind == CallKind::none || !call.plain) return false;
    if (kind == CallKind::text || kind == CallKind::user) return true;
    return call.args.size() == 1 && walkable(context, call.args.front());
  }

  /// Something that can be walked again and again; an iterator would be used up by the first call.
  static bool walkable(const RuleContext& context, Node argument) {
    const auto fact = context.facts.type_of(argument);
    return fact && one_of(fact->name, {"list", "tuple", "set", "frozenset", "dict", "str", "bytes", "range"});
  }

  static bool consider(const RuleContext& context, const Call& call, const HoistPlace& found, Claim claim,
                       std::vector<Node>& done, Findings& findings) {
    const auto kind = kind_of(context, call);
    if (!immutable_result(context, call, kind) && !only_looked_at(context, call.node)) {
      refuse(findings, call.node,
             "each round needs a result of its own: " + quoted(call.node) + " can be changed or kept");
      return false;
    }
    if (turns_once(context, call.node)) {
      refuse(findings, call.node,
             "the loop was never seen to turn twice, and " + quoted(call.node) + " is computed once");
      return false;
    }
    HoistPlace place = found;
    std::string text(call.node.text());
    if (!lean_on_arguments(context, call, claim)) return false;
    if (!cannot_raise(context, call, kind) || !surely_bound(context, call.node, place.anchor)) {
      if (const Node first = first_in_while(context, call.node)) {
        place = {first, first};
      } else if (one_of(call.name, {"min", "max"}) && kind == CallKind::folds && call.keywords.empty() &&
                 walks(place.region, call.args.front()) && surely_bound(context, call.node, place.anchor)) {
        text.insert(text.size() - 1, ", default=None");
      } else if (context.observed != nullptr) {
        claim.assume(quoted(call.node) + " does not raise, also when the loop does not run");
      } else {
        refuse(findings, call.node, quoted(call.node) + " may raise, and the loop may not run at all");
        return false;
      }
    }
    emit(context, call, place, text, claim, done, findings);
    return true;
  }

  static bool lean_on_arguments(const RuleContext& context, const Call& call, Claim& claim) {
    std::vector<Node> operands = call.args;
    if (call.object) operands.push_back(call.object);
    for (const Node& operand : operands) {
      if (const auto fact = context.facts.type_of(operand)) claim.lean_on(*fact, operand.text());
    }
    return true;
  }

  static bool cannot_raise(const RuleContext& context, const Call& call, CallKind kind) {
    if (!context.facts.effects(call.node).may_raise) return true;
    if (!call.keywords.empty()) return false;
    if (kind == CallKind::text) return text_cannot_raise(context, call);
    if (kind == CallKind::user) return false;
    const auto fact = context.facts.type_of(call.args.front());
    if (!fact) return false;
    const auto element = fact->name == "str"     ? std::string("str")
                         : fact->name == "range" ? std::string("int")
                                                 : fact->element;
    if (one_of(call.name, {"list", "tuple", "any", "all"}))
      return call.name == "list" || call.name == "tuple" || is_scalar_type(element);
    if (one_of(call.name, {"set", "frozenset"})) return fact->hashable_elements || is_scalar_type(element);
    if (call.name == "sum") return element == "int";
    if (call.name == "sorted") return one_of(element, {"str", "int", "float", "bytes"});
    return false;
  }

  /// The while statement whose condition evaluates `node` each time, before anything else that has effects; null
  /// otherwise.
  static Node first_in_while(const RuleContext& context, Node node) {
    Node at = node;
    for (Node up = node.parent(); up; at = up, up = up.parent()) {
      if (up.is("while_statement")) {
        return up.field("condition") == at && owns_line(context.module, up) ? up : Node();
      }
      if (up.is("parenthesized_expression") || up.is("not_operator")) continue;
      if (up.is("boolean_operator")) {
        if (up.field("left") != at) return {};
      } else if (up.is("comparison_operator") || up.is("binary_operator")) {
        const auto sides = up.items();
        const bool second = sides.size() == 2 && sides[1] == at;
        const bool plain = sides.front().is("identifier") || is_constant(sides.front());
        if (sides.front() != at && !(second && plain)) return {};
      } else {
        return {};
      }
    }
    return {};
  }

  /// Whether the loop runs exactly once for each element of `collection`, so that it does not run when that is empty.
  static bool walks(Node region, Node collection) {
    if (region.is("for_statement")) return same_code(region.field("right"), collection);
    for (const Node& clause : region.items()) {
      if (clause.is("for_in_clause")) return same_code(clause.field("right"), collection);
    }
    return false;
  }

  static void emit(const RuleContext& context, const Call& call, const HoistPlace& place, const std::string& text,
                   const Claim& claim, std::vector<Node>& done, Findings& findings) {
    const auto name =
        context.facts.fresh_name(context.definition.field("body"), name_for(call, kind_of(context, call)));
    const auto line = insert_before(context.module, place.anchor, {name + " = " + text});
    if (!line) return;
    std::vector<Edit> edits{*line};
    Claim all = claim;
    context.nodes.walk([&](Node node) {
      if (!node.is("call") || !inside(node, place.anchor) || !same_code(node, call.node)) return true;
      Claim own;
      const auto other = hoist_place(context, node, node, own);
      const bool fit = node == call.node ||
                       (other && inside(place.region, other->anchor) &&
                        (immutable_result(context, call, kind_of(context, call)) || only_looked_at(context, node)));
      if (!fit) return true;
      for (const auto& assumption : own.assumptions) all.assume(assumption);
      edits.push_back(replace(node, name));
      done.push_back(node);
      return false;
    });
    findings.candidates.push_back(make_candidate(
        call.node, all,
        quoted(call.node) + " gives the same value each time round; once, in front of the loop, is enough.",
        std::move(edits)));
  }
};

}  // namespace

std::unique_ptr<Rule> make_hoist_invariant_call() { return std::make_unique<Hoist>(); }

}  // namespace velox::rules
