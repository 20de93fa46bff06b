// SPDX-License-Identifier: Apache-2.0
// Problem: `names.index(x)` walks the list from its start; inside a loop that is quadratic.
// Idea: a dict from element to first position, built once in front of the loop.
// Limits: the list stays the same in the loop; elements and values are hashable by value. A missing value must still raise
// the ValueError of list.index, whose text differs between versions: where the value is not known to be in the list, the
// miss goes to list.index itself, or is caught as a KeyError by a handler that cannot tell the two apart.
#include <algorithm>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/hashing.hpp"
#include "velox/rules/hoisting.hpp"
#include "velox/rules/members.hpp"
#include "velox/rules/module_code.hpp"
#include "velox/rules/shape.hpp"

namespace velox::rules {
namespace {

struct Search {
  Node call, list, value;
};

class ListIndex final : public Rule {
 public:
  std::string_view id() const override { return "list-index-in-loop-to-dict"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    std::vector<Search> searches;
    for (const Node& node : context.nodes.of_kind("call")) {
      const auto call = method_call(node, "index", 1);
      if (!call || !is_path(call->object) || repeating(node, context.definition).empty()) continue;
      if (has_kind(call->args[0], {"named_expression", "await", "yield"}) || is_fallback(context, *call)) continue;
      searches.push_back({node, call->object, call->args[0]});
    }
    std::vector<const void*> done;
    for (const auto& search : searches)
      if (std::ranges::find(done, search.call.id()) == done.end()) consider(context, search, searches, done, findings);
  }

 private:
  /// In shorter lists the search is over before a dict has paid for itself.
  static constexpr std::uint64_t kShortest = 32;

  /// `positions[x] if x in positions else names.index(x)`: looked up already.
  static bool is_fallback(const RuleContext& context, const Call& call) {
    const auto choice = choice_of(call.node.parent());
    const auto test = choice && choice->other == call.node ? as_comparison(choice->condition) : std::nullopt;
    if (!test || test->op != "in" || !same_code(test->left, call.args[0])) return false;
    const auto fact = context.facts.type_of(test->right);
    return fact && fact->name == "dict";
  }

  static void consider(const RuleContext& context, const Search& search, const std::vector<Search>& searches,
                       std::vector<const void*>& done, Findings& findings) {
    const auto fact = context.facts.type_of(search.list);
    if (!fact || (fact->name != "list" && fact->name != "tuple")) {
      if (!fact) refuse(findings, search.call, "it is not known that " + quoted(search.list) + " is a list");
      return;
    }
    Claim claim;
    const auto place = hoist_place(context, search.call, search.list, claim);
    if (!place)
      return refuse(findings, search.call,
                    why_not_invariant(search.list, repeating(search.call, context.definition).front()));
    std::vector<Search> group;
    for (const auto& other : searches) {
      if (!same_code(other.list, search.list)) continue;
      const auto its_place = hoist_place(context, other.call, other.list, claim);
      if (!its_place || its_place->anchor != place->anchor) continue;
      done.push_back(other.call.id());
      const auto holds = [&](const Search& one) { return inside(other.call, one.call); };
      if (std::ranges::none_of(group, holds)) group.push_back(other);
    }
    if (!conditions_hold(context, group, *fact, place->anchor, claim, findings)) return;
    auto edits = rewrite(context, group, place->anchor, claim, findings);
    if (edits.empty()) return;
    findings.candidates.push_back(make_candidate(
        search.call, claim,
        "Each search walks " + quoted(search.list) + " from its start; a dict of first positions answers by hash.",
        std::move(edits)));
  }

  static bool conditions_hold(const RuleContext& context, const std::vector<Search>& group, const TypeFact& fact,
                              Node anchor, Claim& claim, Findings& findings) {
    const Node list = group.front().list, at = group.front().call;
    if (const auto length = seen_length(context, list); length && *length < kShortest) {
      refuse(findings, at,
             "half of the lists seen have fewer than " + std::to_string(kShortest) +
                 " elements, which are searched sooner than a dict is built");
      return false;
    }
    if (!surely_bound(context, list, anchor)) {
      refuse(findings, at, "it is not known that " + quoted(list) + " is bound in front of the loop");
      return false;
    }
    if (!claim_elements(context, list, fact, claim, findings)) return false;
    for (const auto& one : group)
      if (!claim_value(context, one.call, one.value, claim, findings)) return false;
    for (const auto* name : {"dict", "zip", "reversed", "range", "len"})
      if (!builtin_free(context, name)) return false;
    return true;
  }

  static std::vector<Edit> rewrite(const RuleContext& context, const std::vector<Search>& group, Node anchor,
                                   Claim& claim, Findings& findings) {
    const Node list = group.front().list;
    const auto name = context.facts.fresh_name(context.definition.field("body"), stem_of(list) + "_positions");
    std::vector<Edit> edits;
    const std::string from(list.text());
    edits.push_back(
        *insert_before(context.module, anchor,
                       {"# Of equal elements the first counts.",
                        name + " = dict(zip(reversed(" + from + "), range(len(" + from + ") - 1, -1, -1)))"}));
    std::vector<Node> tests;
    for (const auto& one : group) {
      if (const Node reason = what_makes_member(context, list, one.value, one.call, anchor)) {
        if (reason.is("comparison_operator")) tests.push_back(reason);
        edits.push_back(replace(one.call, name + "[" + std::string(one.value.text()) + "]"));
      } else if (const Node caught = handled_miss(context, one)) {
        edits.push_back(replace(one.call, name + "[" + std::string(one.value.text()) + "]"));
        edits.push_back(replace(caught, "KeyError"));
      } else if (may_be_read_twice(context, one.value, claim)) {
        edits.push_back(replace(one.call, with_fallback(one, name)));
      } else {
        refuse(findings, one.call, quoted(one.value) + " would be evaluated twice; give it a name first");
        return {};
      }
    }
    // A guard asks the list too.
    std::ranges::sort(tests, {}, [](const Node& test) { return test.span().begin; });
    tests.erase(std::ranges::unique(tests).begin(), tests.end());
    for (const Node& test : tests) edits.push_back(replace(as_comparison(test)->right, name));
    return edits;
  }

  /// What is missing raises as before, from list.index.
  static std::string with_fallback(const Search& search, const std::string& name) {
    const std::string value(search.value.text());
    const std::string text =
        name + "[" + value + "] if " + value + " in " + name + " else " + std::string(search.call.text());
    const Node around = search.call.parent();
    const bool whole =
        is_kind(around, {"assignment", "return_statement", "argument_list", "parenthesized_expression",
                         "expression_statement", "list_comprehension", "set_comprehension", "generator_expression"}) ||
        (around.is("subscript") && around.field("subscript") == search.call) ||
        (around.is("augmented_assignment") && around.field("right") == search.call);
    return whole ? text : "(" + text + ")";
  }

  static bool may_be_read_twice(const RuleContext& context, Node value, Claim& claim) {
    value = unparen(value);
    if (value.is("identifier") || is_constant(value)) return true;
    const auto effects = context.facts.effects(value);
    if (effects.pure() && !effects.reads_attributes && value.is("subscript")) {
      claim.lean_on(effects, value);
      return true;
    }
    if (!is_path(value) || context.observed == nullptr || acting_property(context.facts, value)) return false;
    claim.assume(quoted(value) + " gives the same value when it is read twice");
    return true;
  }

  // --- a miss that the code handles itself ---------------------------------------------------------------------

  /// The `ValueError` of a handler that does nothing with it, when the search is all that its `try` does; null otherwise.
  static Node handled_miss(const RuleContext& context, const Search& search) {
    const Node value = unparen(search.value);
    if (!value.is("identifier") && !is_constant(value)) return {};
    const Node statement = statement_of(search.call), body = statement.parent(), tried = body.parent();
    if (!tried.is("try_statement") || tried.field("body") != body || body.items().size() != 1) return {};
    const auto bound = as_assignment(statement);
    const bool alone = (bound && bound->target.is("identifier") && bound->value == search.call) ||
                       (statement.is("return_statement") && statement.items().front() == search.call);
    if (!alone || !builtin_free(context, "KeyError")) return {};
    Node handler;
    for (const Node& clause : tried.items()) {
      if (!is_kind(clause, {"except_clause", "except_group_clause"})) continue;
      if (handler || clause.is("except_group_clause")) return {};
      handler = clause;
    }
    const auto parts = handler ? handler.items() : std::vector<Node>();
    if (parts.size() != 2 || !context.facts.is_builtin(parts[0], "ValueError")) return {};
    const auto handling = parts[1].items();
    return std::ranges::all_of(handling, [&](const Node& one) { return keeps_quiet(context, one); }) ? parts[0]
                                                                                                     : Node();
  }

  /// Cannot raise, so that nothing shows which exception it handles.
  static bool keeps_quiet(const RuleContext& context, Node statement) {
    const auto plain = [&](Node value) {
      return value.is("identifier") || is_constant(value) || !context.facts.effects(value).may_raise;
    };
    if (is_kind(statement, {"pass_statement", "continue_statement", "break_statement"})) return true;
    if (statement.is("return_statement")) return std::ranges::all_of(statement.items(), plain);
    if (const auto bound = as_assignment(statement)) return bound->target.is("identifier") && plain(bound->value);
    const auto append = method_call(expression_of(statement), "append", 1);
    const auto fact = append ? context.facts.type_of(append->object) : std::nullopt;
    return fact && fact->name == "list" && append->object.is("identifier") && plain(append->args[0]);
  }
};

}  // namespace

std::unique_ptr<Rule> make_list_index_in_loop_to_dict() { return std::make_unique<ListIndex>(); }

}  // namespace velox::rules
