// SPDX-License-Identifier: Apache-2.0
// Problem: `max(xs[:i + 1])` for each i copies and compares a whole beginning of the list each time: O(n*n).
// Idea: itertools.accumulate gives the extreme of every beginning in one walk; over the reversed list, that of every end.
// Limits: max() of a beginning is a fold from the left, as accumulate is, for elements of any order. From the right the
// elements are compared in other pairs, so that they must be totally ordered and alike when equal: whole numbers and texts.
// The running extreme of a for statement that starts at the first element is carried along by accumulate-slices-sum.
#include <algorithm>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/hoisting.hpp"
#include "velox/rules/imports.hpp"
#include "velox/rules/index_ranges.hpp"
#include "velox/rules/shape.hpp"

namespace velox::rules {
namespace {

struct Extreme {
  Node call, list, slice;
  Node bound;  ///< behind the beginning, or at the start of the end
  bool beginning = true;
  std::string_view function;  ///< min or max
};

class RunningExtreme final : public Rule {
 public:
  std::string_view id() const override { return "running-extreme"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    std::vector<Extreme> extremes;
    for (const Node& node : context.nodes.of_kind("call"))
      if (const auto extreme = extreme_of(context, node)) extremes.push_back(*extreme);
    std::vector<const void*> done;
    for (const auto& extreme : extremes)
      if (std::ranges::find(done, extreme.call.id()) == done.end())
        consider(context, extreme, extremes, done, findings);
  }

 private:
  /// Shorter lists are compared as fast.
  static constexpr std::uint64_t kShortest = 16;

  static std::optional<Extreme> extreme_of(const RuleContext& context, Node node) {
    for (const auto* function : {"max", "min"}) {
      const auto call = builtin_call(context, node, function);
      if (!call || call->args.size() != 1 || !call->keywords.empty() || repeating(node, context.definition).empty())
        continue;
      const Node slice = unparen(call->args[0]);
      const auto bounds = slice_of(slice);
      if (!bounds || !slice.field("value").is("identifier")) return std::nullopt;
      const bool from_start = !bounds->lower || int_literal(bounds->lower) == 0;
      if (from_start == !bounds->upper) return std::nullopt;
      return Extreme{node,    slice.field("value"), slice, from_start ? bounds->upper : bounds->lower, from_start,
                     function};
    }
    return std::nullopt;
  }

  static void consider(const RuleContext& context, const Extreme& extreme, const std::vector<Extreme>& extremes,
                       std::vector<const void*>& done, Findings& findings) {
    Claim claim;
    if (!IndexBounds(context, extreme.list, claim).moves(extreme.bound) || carried_along(context, extreme)) return;
    auto reason = why_not_elements(context, extreme, claim);
    if (reason.empty()) reason = why_not_bounds(context, extreme, claim);
    if (!reason.empty()) return refuse(findings, extreme.call, reason);
    const auto place = hoist_place(context, extreme.call, extreme.list, claim);
    if (!place)
      return refuse(findings, extreme.call,
                    why_not_invariant(extreme.list, repeating(extreme.call, context.definition).front()));
    if (!surely_bound(context, extreme.list, place->anchor))
      return refuse(findings, extreme.call,
                    "it is not known that " + quoted(extreme.list) + " is bound in front of the loop");
    std::vector<Extreme> group;
    for (const auto& other : extremes) {
      const bool alike = other.function == extreme.function && other.beginning == extreme.beginning &&
                         same_code(other.list, extreme.list) && !carried_along(context, other);
      const auto its_place = alike ? hoist_place(context, other.call, other.list, claim) : std::nullopt;
      if (!its_place || its_place->anchor != place->anchor || !why_not_bounds(context, other, claim).empty()) continue;
      done.push_back(other.call.id());
      group.push_back(other);
    }
    emit(context, group, place->anchor, claim, findings);
  }

  static std::string why_not_elements(const RuleContext& context, const Extreme& extreme, Claim& claim) {
    const auto fact = context.facts.type_of(extreme.list);
    if (!fact || (fact->name != "list" && fact->name != "tuple"))
      return "it is not known that " + quoted(extreme.list) + " is a list or a tuple";
    const auto& element = fact->element;
    const bool exact = element == "int" || element == "str" || element == "bytes";
    if (!exact && !(extreme.beginning && (element == "float" || element == "bool")))
      return element == "float"
                 ? "from the right floats are compared in other pairs, which shows with not-a-number and -0.0"
                 : "it is not known what comparing elements of " + quoted(extreme.list) + " does";
    if (const auto length = seen_length(context, extreme.list); length && *length < kShortest)
      return "half of the lists seen have fewer than " + std::to_string(kShortest) + " elements";
    claim.lean_on(*fact, extreme.list.text());
    return {};
  }

  /// `max(xs[:i + 1])` of whole numbers in `for i in range(len(xs))`.
  static bool carried_along(const RuleContext& context, const Extreme& extreme) {
    const Node loop = repeating(extreme.call, context.definition).front();
    const auto walked = loop.is("for_statement") ? as_call(unparen(loop.field("right"))) : std::nullopt;
    const auto fact = context.facts.type_of(extreme.list);
    if (!walked || walked->args.size() != 1 || !extreme.beginning || !fact || fact->element != "int") return false;
    const bool by_one = extreme.bound.is("binary_operator") && int_literal(extreme.bound.field("right")) == 1;
    return by_one && (walked->name == "enumerate" || as_call(walked->args[0]).has_value());
  }

  static std::string why_not_bounds(const RuleContext& context, const Extreme& extreme, Claim& claim) {
    IndexBounds bounds(context, extreme.list, claim);
    const auto bound = bounds.sum(extreme.bound);
    const auto fits = [&] {
      const Linear rest = Linear::length().minus(*bound);
      return bounds.never_negative(bound->plus(extreme.beginning ? -1 : 0), extreme.call) &&
             bounds.never_negative(rest.plus(extreme.beginning ? 0 : -1), extreme.call);
    };
    if (bound && fits()) return {};
    return "it is not known that " + quoted(extreme.slice) + " always ends within the list and has an element";
  }

  static std::string table_of(const Extreme& extreme, const std::string& accumulate) {
    const std::string list(extreme.list.text()), function(extreme.function);
    return extreme.beginning ? "list(" + accumulate + "(" + list + ", " + function + "))"
                             : "list(" + accumulate + "(reversed(" + list + "), " + function + "))[::-1]";
  }

  /// `[max(xs[:i + 1]) for i in range(len(xs))]`: the comprehension, which is the table itself; null for others.
  static Node whole_table(const RuleContext& context, const Extreme& extreme) {
    const Node around = extreme.call.parent();
    const auto parts = around.items();
    if (!around.is("list_comprehension") || parts.size() != 2 || parts[0] != extreme.call) return {};
    const Node index = parts[1].field("left"), sum = unparen(extreme.bound);
    const bool beginning = sum.is("binary_operator") && sum.field("operator").is("+") &&
                           int_literal(sum.field("right")) == 1 && same_code(sum.field("left"), index);
    if (extreme.beginning ? !beginning : !same_code(sum, index)) return {};
    const auto range = builtin_call(context, unparen(parts[1].field("right")), "range");
    const auto length = range && range->args.size() == 1 ? builtin_call(context, range->args[0], "len") : std::nullopt;
    return length && length->args.size() == 1 && same_code(length->args[0], extreme.list) ? around : Node();
  }

  static void emit(const RuleContext& context, const std::vector<Extreme>& group, Node anchor, const Claim& claim,
                   Findings& findings) {
    const Extreme& extreme = group.front();
    for (const auto* name : {"list", "reversed"})
      if (!builtin_free(context, name)) return;
    const auto accumulate =
        ensure_import(context.module, context.facts, extreme.call, "from itertools import accumulate");
    if (!accumulate) return refuse(findings, extreme.call, "`accumulate` cannot be imported under a free name");
    std::vector<Edit> edits;
    if (accumulate->edit) edits.push_back(*accumulate->edit);
    const auto table = table_of(extreme, accumulate->local);
    if (const Node whole = group.size() == 1 ? whole_table(context, extreme) : Node()) {
      edits.push_back(replace(whole, table));
    } else {
      const auto wish =
          stem_of(extreme.list) + "_" + std::string(extreme.function) + (extreme.beginning ? "_so_far" : "_from");
      const auto name = context.facts.fresh_name(context.definition.field("body"), wish);
      edits.push_back(*insert_before(context.module, anchor, {name + " = " + table}));
      for (const auto& one : group) edits.push_back(replace(one.call, name + "[" + position(one) + "]"));
    }
    findings.candidates.push_back(make_candidate(
        extreme.call, claim,
        "Each round compares a whole part of " + quoted(extreme.list) + " again; accumulate keeps the extreme so far.",
        std::move(edits)));
  }

  /// Of the extreme in the table: beginnings are found at their last element.
  static std::string position(const Extreme& extreme) {
    const std::string text(extreme.bound.text());
    const Node sum = unparen(extreme.bound);
    if (!extreme.beginning) return text;
    const bool adds = sum.is("binary_operator") && sum.field("operator").is("+");
    const auto more = adds ? int_literal(sum.field("right")) : std::nullopt;
    if (!more || *more < 1) return text + " - 1";
    return std::string(sum.field("left").text()) + (*more == 1 ? "" : " + " + std::to_string(*more - 1));
  }
};

}  // namespace

std::unique_ptr<Rule> make_running_extreme() { return std::make_unique<RunningExtreme>(); }

}  // namespace velox::rules
