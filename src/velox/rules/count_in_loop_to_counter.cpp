// SPDX-License-Identifier: Apache-2.0
// Problem: `items.count(x)`, or `sum(1 for y in items if y == x)`, inside a loop walks the whole list each time round.
// Idea: a collections.Counter built once in front of the loop has all counts.
// Limits: the list stays the same in the loop; elements and values are hashable by value. Counting by generator
// compares with == only, list.count by identity first, so not-a-number is kept out of the former. In a str only single
// characters are counted alike: longer ones are substrings.
#include <fmt/format.h>

#include <algorithm>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/hashing.hpp"
#include "velox/rules/hoisting.hpp"
#include "velox/rules/imports.hpp"
#include "velox/rules/single_characters.hpp"
#include "velox/rules/visit_kinds.hpp"

namespace velox::rules {
namespace {

struct Count {
  Node node;  ///< what is replaced
  Node list, value;
  bool by_identity = true;  ///< list.count tests identity before equality
};

/// `1 for y in items if y == x` or `y == x for y in items`, or `y for y in items if y == x` inside len([...]).
std::optional<Count> count_of_comprehension(Node comprehension, std::string_view function) {
  const auto parts = comprehension.items();
  if (parts.size() < 2 || !parts[1].is("for_in_clause") || parts[1].text().starts_with("async")) return std::nullopt;
  const Node target = parts[1].field("left");
  if (!target.is("identifier")) return std::nullopt;
  Node condition;
  if (parts.size() == 3 && parts[2].is("if_clause") && parts[2].items().size() == 1) {
    const bool ones =
        function == "sum" ? parts[0].text() == "1" : parts[0].text() == target.text() || is_constant(parts[0]);
    if (!ones) return std::nullopt;
    condition = parts[2].items().front();
  } else if (parts.size() == 2 && function == "sum") {
    condition = parts[0];
  }
  const auto test = as_comparison(condition);
  if (!test || test->op != "==") return std::nullopt;
  const bool left = test->left.is("identifier") && test->left.text() == target.text();
  const bool right = test->right.is("identifier") && test->right.text() == target.text();
  if (left == right) return std::nullopt;
  const Node value = left ? test->right : test->left;
  if (mentions(value, target.text())) return std::nullopt;
  return Count{{}, parts[1].field("right"), value, false};
}

std::optional<Count> count_of(const Facts& facts, Node node) {
  if (const auto call = method_call(node, "count", 1)) return Count{node, call->object, call->args.front(), true};
  const auto call = as_call(node);
  if (!call || call->object || call->args.size() != 1 || !call->keywords.empty()) return std::nullopt;
  const Node inner = call->args.front();
  std::optional<Count> count;
  if (facts.is_builtin(call->function, "sum") && (inner.is("generator_expression") || inner.is("list_comprehension"))) {
    count = count_of_comprehension(inner, "sum");
  } else if (facts.is_builtin(call->function, "len") && inner.is("list_comprehension")) {
    count = count_of_comprehension(inner, "len");
  }
  if (count) count->node = node;
  return count;
}

class CountInLoop final : public Rule {
 public:
  std::string_view id() const override { return "count-in-loop-to-counter"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    std::vector<Count> counts;
    visit_kinds(context.nodes, {"call"}, [&](Node node) {
      if (!node.is("call") || context.facts.loop_depth(node) == 0) return true;
      const auto count = count_of(context.facts, node);
      if (count && !repeating(node, context.definition).empty()) counts.push_back(*count);
      return true;
    });
    std::vector<const void*> done;
    for (const auto& count : counts) {
      if (std::ranges::find(done, count.node.id()) == done.end()) consider(context, count, counts, done, findings);
    }
  }

 private:
  static void consider(const RuleContext& context, const Count& count, const std::vector<Count>& counts,
                       std::vector<const void*>& done, Findings& findings) {
    const auto fact = context.facts.type_of(count.list);
    if (!fact || (fact->name != "list" && fact->name != "tuple" && fact->name != "str")) {
      if (!fact) refuse(findings, count.node, "it is not known that " + quoted(count.list) + " is a list");
      return;
    }
    Claim claim;
    const auto place = hoist_place(context, count.node, count.list, claim);
    if (!place && !claims_hold(context, *fact, {count}, claim, findings)) return;
    if (!place) {
      return refuse(findings, count.node,
                    why_not_invariant(count.list, repeating(count.node, context.definition).front()));
    }
    std::vector<Count> group;
    for (const auto& other : counts) {
      if (!same_code(other.list, count.list)) continue;
      const auto place_of_other = hoist_place(context, other.node, other.list, claim);
      if (place_of_other && place_of_other->anchor == place->anchor) group.push_back(other);
    }
    for (const auto& one : group) done.push_back(one.node.id());
    if (!claims_hold(context, *fact, group, claim, findings)) return;
    const auto counter = ensure_import(context.module, context.facts, count.node, "from collections import Counter");
    if (!counter) return refuse(findings, count.node, "`Counter` cannot be imported under a free name");
    const auto name = context.facts.fresh_name(context.definition.field("body"), stem_of(count.list) + "_counts");
    std::vector<Edit> edits;
    if (counter->edit) edits.push_back(*counter->edit);
    edits.push_back(*insert_before(context.module, place->anchor,
                                   {name + " = " + counter->local + "(" + std::string(count.list.text()) + ")"}));
    // What is missing is looked up by Counter.__missing__, which is Python code: get() answers at once.
    for (const auto& one : group) {
      const char* const lookup = surely_counted(one) ? "{}[{}]" : "{}.get({}, 0)";
      edits.push_back(replace(one.node, fmt::format(fmt::runtime(lookup), name, one.value.text())));
    }
    auto candidate = make_candidate(
        count.node, claim, "Each count walks all of " + quoted(count.list) + "; a Counter built once has every count.",
        std::move(edits));
    // str.count looks for one character very fast: a Counter pays off with a hundred of them and more.
    if (fact->name == "str") candidate.expected_factor = 1.5;
    findings.candidates.push_back(std::move(candidate));
  }

  /// The value comes from the list itself: `for x in items: ... items.count(x)`.
  static bool surely_counted(const Count& count) {
    const auto walks = [&](Node loop) {
      return same_code(loop.field("left"), count.value) && same_code(loop.field("right"), count.list);
    };
    for (Node at = count.node.parent(); at; at = at.parent()) {
      if (at.is("for_statement") && walks(at)) return true;
      if (!is_comprehension(at)) continue;
      for (const Node& clause : at.items()) {
        if (clause.is("for_in_clause") && walks(clause)) return true;
      }
    }
    return false;
  }

  static bool claims_hold(const RuleContext& context, const TypeFact& fact, const std::vector<Count>& group,
                          Claim& claim, Findings& findings) {
    if (fact.name == "str") return characters_hold(context, fact, group, claim, findings);
    if (!claim_elements(context, group.front().list, fact, claim, findings)) return false;
    for (const auto& one : group) {
      if (!claim_value(context, one.node, one.value, claim, findings)) return false;
      const bool may_be_nan = fact.element != "str" && fact.element != "int" && fact.element != "bytes";
      if (one.by_identity || !may_be_nan) continue;
      if (context.observed == nullptr) {
        refuse(findings, one.node, "elements of " + quoted(one.list) + " may be not-a-number, which equals nothing");
        return false;
      }
      claim.assume("no element of " + quoted(one.list) + " is not-a-number");
    }
    return true;
  }

  static bool characters_hold(const RuleContext& context, const TypeFact& fact, const std::vector<Count>& group,
                              Claim& claim, Findings& findings) {
    claim.lean_on(fact, group.front().list.text());
    for (const auto& one : group) {
      if (claim_single_character(context, one.value, claim)) continue;
      if (one.by_identity) {
        refuse(findings, one.node,
               quoted(one.value) + " is not known to be a single character, and longer ones are counted as substrings");
        return false;
      }
      if (!claim_value(context, one.node, one.value, claim, findings)) return false;
    }
    return true;
  }
};

}  // namespace

std::unique_ptr<Rule> make_count_in_loop_to_counter() { return std::make_unique<CountInLoop>(); }

}  // namespace velox::rules
