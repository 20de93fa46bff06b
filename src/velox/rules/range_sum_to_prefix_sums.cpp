// SPDX-License-Identifier: Apache-2.0
// Problem: `sum(xs[lo:hi])` for one pair of bounds after the other copies and adds up as many elements each time: O(n) a query.
// Idea: with the sums of all beginnings of the list a query is one difference. Bounds that a slice would cut short or count from
// the end go to the slice itself, as before.
// Limits: whole numbers only. Windows that move with a loop's index and surely lie within the list are left to sliding-window-sum.
#include <algorithm>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/hoisting.hpp"
#include "velox/rules/imports.hpp"
#include "velox/rules/index_ranges.hpp"
#include "velox/rules/rounds.hpp"
#include "velox/rules/shape.hpp"
#include "velox/rules/slice_sums.hpp"

namespace velox::rules {
namespace {

class RangeSum final : public Rule {
 public:
  std::string_view id() const override { return "range-sum-to-prefix-sums"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    std::vector<SliceSum> queries;
    for (const Node& node : context.nodes.of_kind("call"))
      if (const auto query = query_of(context, node)) queries.push_back(*query);
    std::vector<const void*> done;
    for (const auto& query : queries)
      if (std::ranges::find(done, query.call.id()) == done.end()) consider(context, query, queries, done, findings);
  }

 private:
  /// Ranges this narrow are added up as fast as asked for; lists this short have no others.
  static constexpr long kNarrowest = 32;
  static constexpr std::uint64_t kShortest = 64;
  static constexpr std::uint64_t kFewest = 16;

  static std::optional<SliceSum> query_of(const RuleContext& context, Node node) {
    const auto query = slice_sum(context, node);
    if (!query) return std::nullopt;
    for (const Node& bound : {query->bounds.lower, query->bounds.upper})
      if (bound && !is_short_sum(bound)) return std::nullopt;
    if (is_fallback(context, node) || is_left_to_others(context, *query)) return std::nullopt;
    // The same sum each time is left to hoist-invariant-call.
    if (context.facts.invariant(query->slice, repeating(node, context.definition).front())) return std::nullopt;
    return query;
  }

  /// A name, a number, or one added to the other: cheap enough to be evaluated several times.
  static bool is_short_sum(Node bound) {
    bound = unparen(bound);
    if (const auto number = int_literal(bound)) return *number >= 0;  // the others count from the end
    if (bound.is("identifier")) return true;
    if (!bound.is("binary_operator") || !one_of(bound.field("operator").text(), {"+", "-"})) return false;
    return bound.field("left").is("identifier") &&
           (bound.field("right").is("identifier") || int_literal(bound.field("right")));
  }

  /// `... if 0 <= lo <= hi < len(sums) else sum(xs[lo:hi])`: asked for by difference already.
  static bool is_fallback(const RuleContext& context, Node call) {
    const auto choice = choice_of(call.parent());
    if (!choice || choice->other != call) return false;
    const auto parts = choice->condition.items();
    return !parts.empty() && builtin_call(context, parts.back(), "len");
  }

  /// Beginnings and ends at a loop's index, windows that surely lie within the list, narrow ones.
  static bool is_left_to_others(const RuleContext& context, const SliceSum& query) {
    Claim ignored;
    IndexBounds bounds(context, query.list, ignored);
    const bool moves = bounds.moves(query.slice);
    if (!query.bounds.lower || !query.bounds.upper) return moves;
    const auto lower = bounds.sum(query.bounds.lower), upper = bounds.sum(query.bounds.upper);
    if (!lower || !upper) return false;
    const Linear width = upper->minus(*lower);
    if (width.terms.empty()) return moves && width.number < kNarrowest;
    return moves && bounds.never_negative(width, query.call) && bounds.never_negative(*lower, query.call) &&
           bounds.never_negative(Linear::length().minus(*upper), query.call);
  }

  static void consider(const RuleContext& context, const SliceSum& query, const std::vector<SliceSum>& queries,
                       std::vector<const void*>& done, Findings& findings) {
    Claim claim;
    if (auto reason = why_not_whole_numbers(context, query, kShortest, claim); !reason.empty())
      return refuse(findings, query.call, reason);
    const auto anchor = anchor_of(context, query, claim);
    if (!anchor) return refuse(findings, query.call, anchor.error());
    if (const auto turns = seen_turns(context, query.call, *anchor); turns && *turns < kFewest)
      return refuse(findings, query.call,
                    "half of the loops seen ask fewer than " + std::to_string(kFewest) +
                        " times, which does not pay for the sums");
    std::vector<SliceSum> group;
    for (const auto& other : served_by(context, query, queries, *anchor, claim)) {
      done.push_back(other.call.id());
      if (auto reason = why_not_bounds(context, other, claim); reason.empty())
        group.push_back(other);
      else
        refuse(findings, other.call, reason);
    }
    if (!group.empty()) emit(context, group, *anchor, claim, findings);
  }

  /// None could mean "to the end", and other classes have comparisons of their own.
  static std::string why_not_bounds(const RuleContext& context, const SliceSum& query, Claim& claim) {
    for (const Node& bound : {query.bounds.lower, query.bounds.upper}) {
      if (!bound || int_literal(bound)) continue;
      const auto fact = context.facts.type_of(bound);
      if (fact && fact->name == "int") {
        claim.lean_on(*fact, bound.text());
      } else if (!fact && context.observed != nullptr) {
        claim.assume(quoted(bound) + " is always a whole number");
      } else {
        return quoted(bound) + " is not known to be a whole number";
      }
    }
    return {};
  }

  static void emit(const RuleContext& context, const std::vector<SliceSum>& group, Node anchor, const Claim& claim,
                   Findings& findings) {
    const Node list = group.front().list, at = group.front().call;
    if (!builtin_free(context, "list") || !builtin_free(context, "len"))
      return refuse(findings, at, "the names list or len are taken in this file");
    const auto accumulate = ensure_import(context.module, context.facts, at, "from itertools import accumulate");
    if (!accumulate) return refuse(findings, at, "`accumulate` cannot be imported under a free name");
    const auto name = context.facts.fresh_name(context.definition.field("body"), stem_of(list) + "_sums");
    const auto line =
        insert_before(context.module, anchor,
                      {name + " = list(" + accumulate->local + "(" + std::string(list.text()) + ", initial=0))"});
    if (!line) return refuse(findings, at, "the layout does not allow the change");
    std::vector<Edit> edits{*line};
    if (accumulate->edit) edits.push_back(*accumulate->edit);
    for (const auto& query : group) edits.push_back(replace(query.call, difference(query, name)));
    findings.candidates.push_back(
        make_candidate(at, claim, "Each range is copied and added up anew; with running sums it is one difference.",
                       std::move(edits)));
  }

  static std::string difference(const SliceSum& query, const std::string& sums) {
    const std::string lower(query.bounds.lower.text()), upper(query.bounds.upper.text());
    std::string value = sums + "[" + (upper.empty() ? "-1" : upper) + "]", test = "0 <= ";
    if (!lower.empty()) {
      value += " - " + sums + "[" + lower + "]";
      test += lower + (upper.empty() ? "" : " <= ");
    }
    const std::string text =
        value + " if " + test + upper + " < len(" + sums + ") else " + std::string(query.call.text());
    const bool whole = is_kind(query.call.parent(), {"assignment", "return_statement", "parenthesized_expression",
                                                     "list_comprehension", "set_comprehension"}) ||
                       (query.call.parent().is("argument_list") && query.call.parent().named_count() == 1);
    return whole ? text : "(" + text + ")";
  }
};

}  // namespace

std::unique_ptr<Rule> make_range_sum_to_prefix_sums() { return std::make_unique<RangeSum>(); }

}  // namespace velox::rules
