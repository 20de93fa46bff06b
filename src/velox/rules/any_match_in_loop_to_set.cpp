// SPDX-License-Identifier: Apache-2.0
// Problem: `any(row.key == key for row in rows)` in a loop reads the keys of all rows each time round.
// Idea: a set of the keys, built once in front of the loop, answers by hash; so it does for `all(row.key != key ...)`. A
// `sum(row.key == key ...)` is answered by a Counter of the keys. Beside a local list that grows in the loop, the set grows.
// Limits: those of the join (key_search.hpp): rows and keys stay the same in the loop, keys are hashable by value and can be
// read for every row, also those that any() would not have come to. Searches that give the rows themselves are
// nested-loop-join-to-index's, counts of whole elements count-in-loop-to-counter's.
#include <algorithm>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/imports.hpp"
#include "velox/rules/key_search.hpp"
#include "velox/rules/local_lists.hpp"
#include "velox/rules/seen_size.hpp"

namespace velox::rules {
namespace {

enum class Asked { any, none, count };

struct Test {
  Node node;  ///< what is replaced: the call, or `not` around it
  Asked asked = Asked::any;
  KeySearch search;
  Node guard;  ///< a condition on the element alone: of an `if` clause, or in front of the equality; null without
  bool counts() const { return asked == Asked::count; }
  bool plain() const { return search.target.is("identifier") && same_code(search.key_inner, search.target); }
};

std::optional<Asked> asked_by(const Facts& facts, const Call& call) {
  if (call.object || call.args.size() != 1 || !call.keywords.empty()) return std::nullopt;
  if (facts.is_builtin(call.function, "any")) return Asked::any;
  if (facts.is_builtin(call.function, "all")) return Asked::none;
  return facts.is_builtin(call.function, "sum") ? std::optional(Asked::count) : std::nullopt;
}

std::optional<Test> test_of(const Facts& facts, Node node) {
  const auto call = as_call(node);
  const auto asked = call ? asked_by(facts, *call) : std::nullopt;
  if (!asked || !is_kind(call->args[0], {"generator_expression", "list_comprehension"})) return std::nullopt;
  Test test{node, *asked, {}, {}};
  test.search.inner = call->args[0];
  const auto parts = test.search.inner.items();
  if (parts.size() < 2 || !parts[1].is("for_in_clause") || parts[1].text().starts_with("async")) return std::nullopt;
  if (has_kind(test.search.inner, {"named_expression", "await", "yield"})) return std::nullopt;
  test.search.target = parts[1].field("left");
  test.search.iterable = parts[1].field("right");
  Node equality = unparen(parts[0]);
  if (parts.size() == 3 && parts[2].is("if_clause") && parts[2].items().size() == 1) {
    test.guard = parts[2].items().front();
  } else if (parts.size() == 2 && *asked == Asked::any && equality.is("boolean_operator") &&
             equality.field("operator").is("and")) {
    test.guard = equality.field("left");
    equality = unparen(equality.field("right"));
  } else if (parts.size() != 2) {
    return std::nullopt;
  }
  if (!find_keys(test.search, equality, *asked == Asked::none ? "!=" : "==")) return std::nullopt;
  if (test.counts() && test.plain()) return std::nullopt;
  if (!test.counts() && node.parent().is("not_operator")) {
    test.node = node.parent();
    test.asked = test.asked == Asked::any ? Asked::none : Asked::any;
  }
  return test;
}

bool share_keys(const Test& a, const Test& b) {
  const bool guards = a.guard && b.guard ? same_code(a.guard, b.guard) : !a.guard && !b.guard;
  return guards && a.counts() == b.counts() && same_code(a.search.iterable, b.search.iterable) &&
         same_code(a.search.target, b.search.target) && same_code(a.search.key_inner, b.search.key_inner);
}

/// A local list that grows in the loop in which it is asked.
struct Grown {
  Node made;                  ///< the statement that binds it
  Node region;                ///< the outermost loop in which it stays the same object
  std::vector<Call> appends;  ///< in the region
  bool starts_empty = false;
};

/// The list behind the test, when the loop appends to it; nullopt for any other.
std::optional<Grown> grown_by_loop(const RuleContext& context, const Test& test) {
  const Binding* binding = plain_local(context, test.search.iterable);
  const auto made = binding && binding->stores.size() == 1 ? bound_by(binding->stores.front()) : std::nullopt;
  if (!made || !makes_fresh_list(context, made->value)) return std::nullopt;
  Grown grown{made->statement, {}, {}, makes_empty_list(context, made->value)};
  for (const Node& loop : repeating(test.node, context.definition))
    if (is_loop(loop) && !inside(made->statement, loop)) grown.region = loop;
  if (!grown.region) return std::nullopt;
  for (const Node& use : uses_of(*binding)) {
    const auto append = append_to(use);
    if (append && inside(use, grown.region)) grown.appends.push_back(*append);
    if (use != made->target && use.span().begin < grown.region.span().begin) grown.starts_empty = false;
  }
  return grown.appends.empty() ? std::nullopt : std::optional(grown);
}

/// Up to the end of the loop the list is only appended to and looked at; the first other use.
Node other_use(const RuleContext& context, const Grown& grown, const Binding& binding, const std::vector<Test>& group) {
  for (const Node& use : uses_of(binding)) {
    if (is_store_of(binding, use) || use.span().begin >= grown.region.span().end) continue;
    const bool asked = std::ranges::any_of(group, [&](const Test& test) { return test.search.iterable == use; });
    if (!asked && !append_to(use) && !only_reads(context, use)) return use;
  }
  return {};
}

/// "row" for "rows", "entry" for "entries"; a word that is no plural stays.
std::string singular(std::string word) {
  for (const std::string_view ending : {"sses", "xes", "ches", "shes"})
    if (word.ends_with(ending)) return word.substr(0, word.size() - 2);
  if (word.ends_with("ies") && word.size() > 4) return word.substr(0, word.size() - 3) + "y";
  const bool plural = word.size() > 2 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us");
  return plural ? word.substr(0, word.size() - 1) : word;
}

class AnyMatch final : public Rule {
 public:
  std::string_view id() const override { return "any-match-in-loop-to-set"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    std::vector<Test> tests;
    for (const Node& node : context.nodes.of_kind("call")) {
      if (repeating(node, context.definition).empty()) continue;
      if (const auto test = test_of(context.facts, node)) tests.push_back(*test);
    }
    std::vector<Node> done;
    for (const auto& test : tests)
      if (std::ranges::find(done, test.node) == done.end()) consider(context, test, tests, done, findings);
  }

 private:
  static void consider(const RuleContext& context, const Test& test, const std::vector<Test>& tests,
                       std::vector<Node>& done, Findings& findings) {
    if (const auto grown = grown_by_loop(context, test); grown && !test.counts() && !test.guard)
      return beside_grown(context, *grown, tests, test, done, findings);
    Claim claim;
    const auto place = place_of(context, test, claim, findings);
    if (!place) return;
    std::vector<Test> group{test};
    for (const auto& other : tests) {
      if (other.node == test.node || !share_keys(other, test)) continue;
      Claim own;
      Findings unheard;
      const auto place_of_other = place_of(context, other, own, unheard);
      if (!place_of_other || place_of_other->anchor != place->anchor) continue;
      for (const auto& assumption : own.assumptions) claim.assume(assumption);
      claim.at_most(own.assurance);
      group.push_back(other);
    }
    for (const auto& one : group) done.push_back(one.node);
    rewrite(context, group, *place, claim, findings);
  }

  /// Making a Counter takes as long as comparing some twenty keys several times. Sizes that were not seen count as large.
  static bool long_enough(const RuleContext& context, const Test& test) {
    constexpr std::uint64_t kSmallest = 20;
    const auto name = std::string(collection_of(context, test.search.iterable).text());
    if (!test.counts() || context.observed == nullptr) return true;
    const auto& seen = context.observed->params;
    const auto value = seen.find(name);
    return value == seen.end() || value->second.sizes.size() < 2 || value->second.sizes[1] >= kSmallest;
  }

  /// Where the keys can be gathered; nullopt with a refusal when they cannot.
  static std::optional<HoistPlace> place_of(const RuleContext& context, const Test& test, Claim& claim,
                                            Findings& findings) {
    const auto& search = test.search;
    if (!long_enough(context, test)) {
      refuse(findings, test.node, quoted(search.iterable) + " is too short for a Counter to pay");
      return std::nullopt;
    }
    if (turns_once(context, test.node)) {
      refuse(findings, test.node,
             "the loop was never seen to turn twice: gathering the keys costs as much as the one test");
      return std::nullopt;
    }
    if (!claim_reiterable(context, search, claim, findings)) return std::nullopt;
    if (!claim_hashable_keys(context, search, claim, findings)) return std::nullopt;
    const auto place = hoist_place(context, search.inner, search.iterable, claim);
    if (!place) {
      refuse(findings, search.inner,
             why_not_invariant(search.iterable, repeating(search.inner, context.definition).front()));
      return std::nullopt;
    }
    if (!surely_bound(context, search.iterable, place->anchor)) {
      refuse(findings, search.inner,
             "it is not known that " + quoted(search.iterable) + " is bound in front of the loop");
      return std::nullopt;
    }
    if (!claim_stable(context, search, search.key_inner, *place, claim, findings)) return std::nullopt;
    if (test.guard && !claim_stable(context, search, test.guard, *place, claim, findings)) return std::nullopt;
    if (!claim_wanted_stays(context, search, claim, findings)) return std::nullopt;
    return place;
  }

  /// A set beside the list, which gets the key of each element that is appended.
  static void beside_grown(const RuleContext& context, const Grown& grown, const std::vector<Test>& tests,
                           const Test& test, std::vector<Node>& done, Findings& findings) {
    const Binding& binding = *context.facts.binding(test.search.iterable);
    std::vector<Test> group;
    std::ranges::copy_if(tests, std::back_inserter(group), [&](const Test& other) {
      return share_keys(other, test) && inside(other.node, grown.region) &&
             context.facts.binding(other.search.iterable) == &binding;
    });
    for (const auto& one : group) done.push_back(one.node);
    if (!surely_bound(context, test.search.iterable, grown.region) || held_by_function(binding, context.definition))
      return refuse(findings, test.node,
                    quoted(grown.made) + on_line(grown.made) +
                        " does not surely run before the loop, or a nested function holds the list");
    if (const Node other = other_use(context, grown, binding, group))
      return refuse(findings, test.node,
                    quoted(statement_of(other)) + on_line(other) + " may change " + quoted(test.search.iterable));
    if (!test.search.target.is("identifier"))
      return refuse(findings, test.node, "the key is not read from one name: " + quoted(test.search.target));
    Claim claim;
    for (const auto& one : group) {
      const bool holds =
          claim_reiterable(context, one.search, claim, findings) &&
          claim_hashable_keys(context, one.search, claim, findings) &&
          claim_stable(context, one.search, one.search.key_inner, {grown.region, grown.region}, claim, findings) &&
          claim_wanted_stays(context, one.search, claim, findings);
      if (!holds) return;
    }
    grow(context, grown, group, claim, findings);
  }

  /// The key of the element that was appended last: `row.id` after `rows.append(row)`.
  static std::string key_of_appended(const Test& test, const Call& append) {
    const Node key = test.search.key_inner, value = append.args[0];
    const std::string element =
        value.is("identifier") ? std::string(value.text()) : std::string(append.object.text()) + "[-1]";
    std::string text(key.text());
    auto uses = mentions_of(key, test.search.target.text());
    for (auto use = uses.rbegin(); use != uses.rend(); ++use)
      text.replace(use->span().begin - key.span().begin, use->span().size(), element);
    return text;
  }

  static void grow(const RuleContext& context, const Grown& grown, const std::vector<Test>& group, const Claim& claim,
                   Findings& findings) {
    const auto& test = group.front();
    if (!builtin_free(context, "set")) return refuse(findings, test.node, "the name set is taken in this file");
    const auto name = keys_name(context, test, stem_of(test.search.iterable));
    const std::string start = grown.starts_empty ? "set()"
                              : takes_all(test)  ? gathered(test)
                                                 : "{" + gathered(test) + "}";
    const auto line = insert_before(context.module, grown.region, {name + " = " + start});
    if (!line) return refuse(findings, test.node, "the layout does not allow the change");
    std::vector<Edit> edits{*line};
    for (const auto& append : grown.appends) {
      const auto add =
          insert_after(context.module, append.node.parent(), {name + ".add(" + key_of_appended(test, append) + ")"});
      if (!add) return refuse(findings, append.node, "the layout does not allow the change");
      edits.push_back(*add);
    }
    for (const auto& one : group) edits.push_back(replace(one.node, answered(one, name)));
    findings.candidates.push_back(make_candidate(test.node, claim,
                                                 "Each round reads the keys of all of " + quoted(test.search.iterable) +
                                                     ", which grows; a set kept beside it answers by hash.",
                                                 std::move(edits)));
  }

  /// What an element is called: "user" in `for user in users`; by the collection when the code has one letter for it.
  static std::string noun_of(const RuleContext& context, const Test& test) {
    const Node target = test.search.target;
    if (target.is("identifier") && target.span().size() > 1) return std::string(target.text());
    return singular(stem_of(collection_of(context, test.search.iterable)));
  }

  /// `user_ids` for `user.id` of each `user`; `user_id_counts` when they are counted.
  static std::string keys_name(const RuleContext& context, const Test& test, std::string name) {
    const auto stem = stem_of(collection_of(context, test.search.iterable));
    const auto word = key_word(test.search.key_inner);
    if (test.plain()) {
      name = stem + "_set";
    } else if (word.empty()) {
      name = stem + "_key" + (test.counts() ? "_counts" : "s");
    } else {
      name += "_" + word + (test.counts() ? "_counts" : word.ends_with('s') ? "_set" : "s");
    }
    return context.facts.fresh_name(context.definition.field("body"), name);
  }

  static bool takes_all(const Test& test) { return test.plain() && !test.guard; }

  static std::string gathered(const Test& test) {
    const std::string iterable(test.search.iterable.text());
    if (takes_all(test)) return "set(" + iterable + ")";
    return std::string(test.search.key_inner.text()) + " for " + std::string(test.search.target.text()) + " in " +
           iterable + (test.guard ? " if " + std::string(test.guard.text()) : std::string());
  }

  /// The construct around the test binds tighter than `in`.
  static bool needs_parentheses(Node node) {
    return is_kind(node.parent(), {"comparison_operator", "binary_operator", "unary_operator", "attribute", "await"});
  }

  static std::string answered(const Test& test, const std::string& keys) {
    const std::string wanted(test.search.key_outer.text());
    if (test.counts()) return keys + ".get(" + wanted + ", 0)";
    const auto text = wanted + (test.asked == Asked::none ? " not in " : " in ") + keys;
    return needs_parentheses(test.node) ? "(" + text + ")" : text;
  }

  static void rewrite(const RuleContext& context, const std::vector<Test>& group, const HoistPlace& place,
                      const Claim& claim, Findings& findings) {
    const auto& test = group.front();
    const auto name = keys_name(context, test, noun_of(context, test));
    std::string value = gathered(test);
    std::vector<Edit> edits;
    if (test.counts()) {
      const auto counter = ensure_import(context.module, context.facts, test.node, "from collections import Counter");
      if (!counter) return refuse(findings, test.node, "`Counter` cannot be imported under a free name");
      if (counter->edit) edits.push_back(*counter->edit);
      value = counter->local + "(" + value + ")";
    } else if (!takes_all(test)) {
      value = "{" + value + "}";
    } else if (!builtin_free(context, "set")) {
      return refuse(findings, test.node, "the name set is taken in this file");
    }
    edits.push_back(*insert_before(context.module, place.anchor, {name + " = " + value}));
    for (const auto& one : group) edits.push_back(replace(one.node, answered(one, name)));
    const std::string what = test.counts() ? "a Counter of them" : "a set of them";
    findings.candidates.push_back(make_candidate(test.node, claim,
                                                 "Each round reads the keys of all of " + quoted(test.search.iterable) +
                                                     "; " + what +
                                                     ", built once in front of the loop, answers by hash.",
                                                 std::move(edits)));
  }
};

}  // namespace

std::unique_ptr<Rule> make_any_match_in_loop_to_set() { return std::make_unique<AnyMatch>(); }

}  // namespace velox::rules
