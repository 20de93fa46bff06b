// SPDX-License-Identifier: Apache-2.0
// Problem: `sum(xs[i:i + k])` for each i copies and adds up k elements each time: O(n*k).
// Idea: with the sums of all beginnings of the list, each window is one difference.
// Limits: whole numbers only: the sum of floats depends on how they are added up. The window must surely lie within the list: a
// slice beyond its end is cut short, one from a negative bound counts from the end.
#include <algorithm>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/imports.hpp"
#include "velox/rules/index_ranges.hpp"
#include "velox/rules/shape.hpp"
#include "velox/rules/slice_sums.hpp"

namespace velox::rules {
namespace {

class SlidingWindow final : public Rule {
 public:
  std::string_view id() const override { return "sliding-window-sum"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    std::vector<SliceSum> windows;
    for (const Node& node : context.nodes.of_kind("call"))
      if (const auto window = slice_sum(context, node); window && window->bounds.lower && window->bounds.upper)
        windows.push_back(*window);
    std::vector<const void*> done;
    for (const auto& window : windows)
      if (std::ranges::find(done, window.call.id()) == done.end()) consider(context, window, windows, done, findings);
  }

 private:
  /// Windows this narrow, and lists this short, are added up as fast as looked up.
  static constexpr long kNarrowest = 4;
  static constexpr std::uint64_t kShortest = 32;

  static void consider(const RuleContext& context, const SliceSum& window, const std::vector<SliceSum>& windows,
                       std::vector<const void*>& done, Findings& findings) {
    Claim claim;
    if (!IndexBounds(context, window.list, claim).moves(window.slice)) return;
    if (auto reason = why_not_whole_numbers(context, window, kShortest, claim); !reason.empty())
      return refuse(findings, window.call, reason);
    const auto anchor = anchor_of(context, window, claim);
    if (!anchor) return refuse(findings, window.call, anchor.error());
    std::vector<SliceSum> group;
    for (const auto& other : served_by(context, window, windows, *anchor, claim)) {
      done.push_back(other.call.id());
      if (auto reason = why_not_bounds(context, other, claim); reason.empty())
        group.push_back(other);
      else
        refuse(findings, other.call, reason);
    }
    if (!group.empty()) emit(context, group, *anchor, claim, findings);
  }

  /// Empty when, at each index, 0 <= lower <= upper <= len(list).
  static std::string why_not_bounds(const RuleContext& context, const SliceSum& window, Claim& claim) {
    IndexBounds bounds(context, window.list, claim);
    const auto lower = bounds.sum(window.bounds.lower), upper = bounds.sum(window.bounds.upper);
    if (!lower || !upper) return "the bounds of " + quoted(window.slice) + " are more than sums of names and numbers";
    const Linear width = upper->minus(*lower);
    if (width.terms.empty() && width.number < kNarrowest)
      return "windows of fewer than " + std::to_string(kNarrowest) + " elements are added up as fast";
    const auto length = seen_length(context, window.list);
    if (length && width.terms.empty() && static_cast<long>(*length) < 2 * width.number)
      return "half of the lists seen have few windows of this width";
    const bool within = bounds.never_negative(width, window.call) && bounds.never_negative(*lower, window.call) &&
                        bounds.never_negative(Linear::length().minus(*upper), window.call);
    return within ? std::string() : "it is not known that " + quoted(window.slice) + " always lies within the list";
  }

  static void emit(const RuleContext& context, const std::vector<SliceSum>& group, Node anchor, const Claim& claim,
                   Findings& findings) {
    const Node list = group.front().list, at = group.front().call;
    if (!builtin_free(context, "list")) return;
    const auto accumulate = ensure_import(context.module, context.facts, at, "from itertools import accumulate");
    if (!accumulate) return refuse(findings, at, "`accumulate` cannot be imported under a free name");
    const auto name = context.facts.fresh_name(context.definition.field("body"), stem_of(list) + "_sums");
    std::vector<Edit> edits;
    if (accumulate->edit) edits.push_back(*accumulate->edit);
    edits.push_back(
        *insert_before(context.module, anchor,
                       {name + " = list(" + accumulate->local + "(" + std::string(list.text()) + ", initial=0))"}));
    for (const auto& window : group) edits.push_back(replace(window.call, difference(window, name)));
    findings.candidates.push_back(
        make_candidate(at, claim, "Each window is copied and added up anew; with running sums it is one difference.",
                       std::move(edits)));
  }

  static std::string difference(const SliceSum& window, const std::string& sums) {
    const std::string text = sums + "[" + std::string(window.bounds.upper.text()) + "] - " + sums + "[" +
                             std::string(window.bounds.lower.text()) + "]";
    const bool whole =
        is_kind(window.call.parent(),
                {"assignment", "argument_list", "return_statement", "parenthesized_expression", "list_comprehension",
                 "set_comprehension", "generator_expression", "expression_list", "comparison_operator", "tuple"});
    return whole ? text : "(" + text + ")";
  }
};

}  // namespace

std::unique_ptr<Rule> make_sliding_window_sum() { return std::make_unique<SlidingWindow>(); }

}  // namespace velox::rules
