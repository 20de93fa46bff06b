// SPDX-License-Identifier: Apache-2.0
// Problem: `any([f(x) for x in xs])` makes the whole list before any() looks at its first element.
// Idea: drop the brackets; any() and all() then stop at the first answer.
// Limits: stopping early leaves work undone, so the elements must be free of effects and what is walked must not be
// an iterator that somebody reads on from. Where no element decides, a generator is about a third slower than a
// list: only the measurement can tell, and a comprehension over a short display is left alone.
#include <algorithm>
#include <array>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/module_code.hpp"
#include "velox/rules/shape.hpp"

namespace velox::rules {
namespace {

constexpr std::array<std::string_view, 17> kReiterable{"list",
                                                       "tuple",
                                                       "dict",
                                                       "set",
                                                       "frozenset",
                                                       "str",
                                                       "bytes",
                                                       "range",
                                                       "bytearray",
                                                       "collections.deque",
                                                       "collections.OrderedDict",
                                                       "collections.defaultdict",
                                                       "collections.Counter",
                                                       "dict_keys",
                                                       "dict_values",
                                                       "dict_items",
                                                       "array.array"};

/// Methods of built-in values that only look; what they are called on may be unknown.
constexpr std::array<std::string_view, 20> kLookingMethods{
    "startswith", "endswith", "lower",   "upper", "strip",   "lstrip",  "rstrip", "find",   "get",        "isdigit",
    "isalpha",    "isalnum",  "isspace", "count", "isupper", "islower", "keys",   "values", "isdisjoint", "issubset"};

class AnyListToGenerator final : public Rule {
 public:
  std::string_view id() const override { return "any-list-to-generator"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    for (const Node& node : context.nodes.of_kind("call")) {
      auto call = builtin_call(context, node, "any");
      if (!call) call = builtin_call(context, node, "all");
      if (!call || call->args.size() != 1 || !call->keywords.empty()) continue;
      if (call->args[0].is("list_comprehension")) judge(context, *call, findings);
    }
  }

 private:
  static void judge(const RuleContext& context, const Call& call, Findings& findings) {
    const Node list = call.args[0];
    if (has_kind(list, {"await", "yield", "async"}) || is_async(list))
      return refuse(
          findings, list,
          "the comprehension awaits; an asynchronous generator cannot be given to " + std::string(call.name) + "()");
    if (has_kind(list, {"named_expression"}))
      return refuse(findings, list, "the comprehension binds a name with :=, whose last value would change");
    if (!mentions_of(list, context.definition.field("name").text()).empty())
      return refuse(
          findings, list,
          "it calls the function itself, which a generator's frame would bring nearer to the recursion limit");
    Claim claim;
    for (const Node& clause : list.items()) {
      if (clause.is("for_in_clause") && !claim_walked(context, clause.field("right"), claim, findings)) return;
    }
    if (walks_short_display(list)) return;
    if (!claim_pure(context, list, claim, findings)) return;
    const auto span = list.span();
    std::vector<Edit> edits{{{span.begin, span.begin + 1}, ""}, {{span.end - 1, span.end}, ""}};
    findings.candidates.push_back(make_candidate(
        call.node, claim,
        std::string(call.name) + "() stops at the first element that decides; the list is made to its end first.",
        std::move(edits)));
  }

  static bool is_async(Node list) {
    for (const Node& clause : list.items())
      if (clause.is("for_in_clause") && clause.text().starts_with("async")) return true;
    return false;
  }

  static bool walks_short_display(Node list) {
    for (const Node& clause : list.items()) {
      if (!clause.is("for_in_clause")) continue;
      const Node walked = unparen(clause.field("right"));
      return is_kind(walked, {"list", "tuple", "set"}) && walked.items().size() < 8;
    }
    return false;
  }

  /// What is walked can be walked again, so that nobody sees where any() stopped.
  static bool claim_walked(const RuleContext& context, Node walked, Claim& claim, Findings& findings) {
    walked = unparen(walked);
    if (is_kind(walked, {"list", "tuple", "set", "dictionary", "list_comprehension"})) return true;
    if (const auto call = as_call(walked); call && call->plain) {
      if (!call->object && is_fresh_maker(context, *call)) return true;
      if (!call->object && is_lazy_maker(context, *call)) {
        return std::ranges::all_of(
            call->args, [&](const Node& argument) { return claim_walked(context, argument, claim, findings); });
      }
      if (call->object && (call->name == "items" || call->name == "values" || call->name == "keys"))
        return claim_walked(context, call->object, claim, findings);
    }
    const auto fact = context.facts.type_of(walked);
    if (fact && std::ranges::find(kReiterable, fact->name) != kReiterable.end()) {
      claim.lean_on(*fact, walked.text());
      return true;
    }
    refuse(findings, walked,
           quoted(walked) + " may be an iterator: stopping early would leave elements for whoever reads it next");
    return false;
  }

  static bool is_fresh_maker(const RuleContext& context, const Call& call) {
    static constexpr std::array<std::string_view, 5> kMakers{"range", "sorted", "list", "tuple", "set"};
    return std::ranges::find(kMakers, call.name) != kMakers.end() && context.facts.is_builtin(call.function, call.name);
  }

  static bool is_lazy_maker(const RuleContext& context, const Call& call) {
    static constexpr std::array<std::string_view, 3> kMakers{"zip", "enumerate", "reversed"};
    return std::ranges::find(kMakers, call.name) != kMakers.end() && context.facts.is_builtin(call.function, call.name);
  }

  static bool claim_pure(const RuleContext& context, Node list, Claim& claim, Findings& findings) {
    const auto effects = context.facts.effects(list);
    if (effects.pure()) {
      if (effects.may_raise) claim.at_most(Assurance::tested);
      return true;
    }
    claim.at_most(Assurance::tested);
    for (const Node& node : calls_in(list)) {
      if (context.facts.effects(node).pure()) continue;
      const auto call = as_call(node);
      if (call && call->object && std::ranges::find(kLookingMethods, call->name) != kLookingMethods.end()) {
        claim.assume(quoted(node) + " changes nothing");
        continue;
      }
      refuse(
          findings, node,
          quoted(node) + " may do more than give a value, and would not run for the elements after the first answer");
      return false;
    }
    const bool acts = effects.writes || effects.io || effects.nondeterministic || acting_property(context.facts, list);
    if (acts || claim.assumptions.empty()) {
      refuse(findings, list, "the elements may have effects that an early stop would leave out");
      return false;
    }
    claim.assume("operators and attributes in " + quoted(list) + " change nothing");
    return true;
  }

  static std::vector<Node> calls_in(Node piece) {
    std::vector<Node> calls;
    source::walk(piece, [&](Node node) {
      if (node.is("call")) calls.push_back(node);
      return true;
    });
    return calls;
  }
};

}  // namespace

std::unique_ptr<Rule> make_any_list_to_generator() { return std::make_unique<AnyListToGenerator>(); }

}  // namespace velox::rules
