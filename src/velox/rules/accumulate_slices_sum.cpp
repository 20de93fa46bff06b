// SPDX-License-Identifier: Apache-2.0
// Problem: `sum(x[:i])` in a loop over i copies and adds the whole prefix each time: quadratic.
// Idea: carry the sum (or the largest, or the smallest) along, one element a round.
// Limits: whole numbers only: since Python 3.12 sum() of floats corrects its rounding and running totals do not. The
// list must not change in the loop, and i must run over its positions.
#include <algorithm>
#include <array>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/local_lists.hpp"

namespace velox::rules {
namespace {

/// A loop whose `index` runs over the positions of `list` from `first` on.
struct Loop {
  Node statement, index, list;
  Node element;  ///< the second name of enumerate; null for range
  long first = 0;
};

enum class Part { before, upto, from, after };  ///< x[:i], x[:i + 1], x[i:], x[i + 1:]

struct Use {
  Node call;
  std::string_view function;  ///< sum, max or min
  Part part;
};

class AccumulateSlices final : public Rule {
 public:
  std::string_view id() const override { return "accumulate-slices-sum"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    for (const Node& statement : context.nodes.of_kind("for_statement")) {
      const auto loop = loop_of(context, statement);
      if (!loop) continue;
      for (const auto* function : {"sum", "max", "min"}) {
        const auto uses = uses_in(context, *loop, function);
        if (!uses.empty()) judge(context, *loop, uses, findings);
      }
    }
  }

 private:
  static std::optional<Loop> loop_of(const RuleContext& context, Node statement) {
    if (statement.text().starts_with("async")) return std::nullopt;
    const Node left = statement.field("left"), right = unparen(statement.field("right"));
    if (const auto each = builtin_call(context, right, "enumerate")) {
      const auto names = left.items();
      if (!is_kind(left, {"pattern_list", "tuple_pattern"}) || names.size() != 2 || each->args.size() != 1 ||
          !each->keywords.empty() || !names[0].is("identifier") || !names[1].is("identifier") ||
          !each->args[0].is("identifier"))
        return std::nullopt;
      return Loop{statement, names[0], each->args[0], names[1], 0};
    }
    const auto range = builtin_call(context, right, "range");
    if (!left.is("identifier") || !range || range->args.empty() || range->args.size() > 2 || !range->keywords.empty())
      return std::nullopt;
    const auto length = builtin_call(context, unparen(range->args.back()), "len");
    const auto first = range->args.size() == 2 ? int_literal(range->args[0]) : std::optional(0L);
    if (!length || length->args.size() != 1 || !length->args[0].is("identifier") || !first || *first < 0)
      return std::nullopt;
    return Loop{statement, left, length->args[0], Node(), *first};
  }

  static std::optional<Part> part_of(const Loop& loop, Node argument) {
    const auto slice = slice_of(argument);
    if (!slice || argument.field("value").text() != loop.list.text()) return std::nullopt;
    if (slice->upper && slice->lower && int_literal(slice->lower) != 0) return std::nullopt;
    const Node bound = slice->upper ? slice->upper : slice->lower;
    if (!bound) return std::nullopt;
    if (bound.text() == loop.index.text()) return slice->upper ? Part::before : Part::from;
    const bool next = bound.is("binary_operator") && bound.field("operator").text() == "+" &&
                      bound.field("left").text() == loop.index.text() && int_literal(bound.field("right")) == 1;
    if (!next) return std::nullopt;
    return slice->upper ? Part::upto : Part::after;
  }

  static std::vector<Use> uses_in(const RuleContext& context, const Loop& loop, std::string_view function) {
    std::vector<Use> uses;
    source::walk(loop.statement.field("body"), [&](Node node) {
      const auto call = builtin_call(context, node, function);
      if (!call || call->args.size() != 1 || !call->keywords.empty()) return true;
      const auto part = part_of(loop, call->args[0]);
      if (part && (function == "sum" || *part == Part::upto)) uses.push_back({node, function, *part});
      return true;
    });
    return uses;
  }

  static std::string why_not(const RuleContext& context, const Loop& loop, const std::vector<Use>& uses, Claim& claim) {
    const auto fact = context.facts.type_of(loop.list);
    if (!fact || (fact->name != "list" && fact->name != "tuple"))
      return "it is not known that " + quoted(loop.list) + " is a list or a tuple";
    if (fact->element != "int")
      return fact->element == "float" ? "sums of floats depend on how they are added up"
                                      : "it is not known that " + quoted(loop.list) + " holds only whole numbers";
    claim.lean_on(*fact, loop.list.text());
    const Binding* index = context.facts.binding(loop.index);
    const Binding* list = context.facts.binding(loop.list);
    if (!index || !list) return "names are not what they seem in this function";
    for (const auto* binding : {index, list}) {
      for (const Node& store : binding->stores)
        if (inside(store, loop.statement) && store != loop.index)
          return "the loop binds " + quoted(store) + " anew" + on_line(store);
    }
    for (const Use& use : uses)
      if (scope_around(use.call) != context.definition || climb_to(use.call, {"generator_expression"}))
        return quoted(use.call) + on_line(use.call) + " may be evaluated after the round is over";
    const Node body = loop.statement.field("body");
    if (fact->name != "list") return {};
    if (context.facts.mutated_in(*list, body)) return "the loop may change " + quoted(loop.list);
    const bool own = list->kind == analysis::BindingKind::local && !context.facts.escapes(*list, context.definition);
    if (!own && context.facts.effects(body).calls_unknown) claim.at_most(Assurance::tested);
    return {};
  }

  static void judge(const RuleContext& context, const Loop& loop, const std::vector<Use>& uses, Findings& findings) {
    Claim claim;
    if (auto reason = why_not(context, loop, uses, claim); !reason.empty())
      return refuse(findings, uses[0].call, reason);
    if (uses[0].function != "sum" && loop.first != 0)
      return refuse(findings, uses[0].call, "the loop does not start at the first element");
    const auto body = loop.statement.field("body").items();
    if (body.empty() || !owns_line(context.module, body[0])) return;
    auto edits = uses[0].function == "sum" ? carry_sum(context, loop, uses) : carry_extreme(context, loop, uses);
    if (edits.empty())
      return refuse(findings, uses[0].call, "the layout of the loop leaves no place for the running value");
    findings.candidates.push_back(make_candidate(
        uses[0].call, claim, "Each round adds up the elements of all rounds before; a running value needs one step.",
        std::move(edits)));
  }

  static std::string element_of(const RuleContext& context, const Loop& loop) {
    if (loop.element) {
      const Binding* binding = context.facts.binding(loop.element);
      const bool kept = binding && std::ranges::none_of(binding->stores, [&](const Node& store) {
                          return inside(store, loop.statement.field("body"));
                        });
      if (kept) return std::string(loop.element.text());
    }
    return std::string(loop.list.text()) + "[" + std::string(loop.index.text()) + "]";
  }

  static std::vector<Edit> carry_sum(const RuleContext& context, const Loop& loop, const std::vector<Use>& uses) {
    const std::string list(loop.list.text()), element = element_of(context, loop);
    const auto running = context.facts.fresh_name(context.definition, "running");
    const auto total = context.facts.fresh_name(context.definition, "total");
    const bool suffix =
        std::ranges::any_of(uses, [](const Use& use) { return use.part == Part::from || use.part == Part::after; });
    std::vector<std::string> lines;
    if (suffix) lines.push_back(total + " = sum(" + list + ")");
    lines.push_back(running + " = " + (loop.first ? "sum(" + list + "[:" + std::to_string(loop.first) + "])" : "0"));
    const auto start = insert_before(context.module, loop.statement, lines);
    const auto body = loop.statement.field("body").items();
    // Behind the uses where every round gets there, else in front of them.
    const bool late =
        std::ranges::all_of(uses, [](const Use& use) { return use.part == Part::before || use.part == Part::from; }) &&
        !has_kind(loop.statement.field("body"), {"continue_statement"});
    const std::string step = running + " += " + element;
    const auto add =
        late ? insert_after(context.module, body.back(), {step}) : insert_before(context.module, body[0], {step});
    if (!start || !add) return {};
    std::vector<Edit> edits{*start, *add};
    for (const Use& use : uses) edits.push_back(replace(use.call, sum_text(use, running, total, late ? "" : element)));
    return edits;
  }

  static std::string sum_text(const Use& use, const std::string& running, const std::string& total,
                              const std::string& element) {
    std::string text;
    switch (use.part) {
      case Part::before: text = element.empty() ? running : running + " - " + element; break;
      case Part::upto: text = running; break;
      case Part::from: text = total + " - " + running + (element.empty() ? "" : " + " + element); break;
      case Part::after: text = total + " - " + running; break;
    }
    const bool whole =
        is_kind(use.call.parent(), {"assignment", "argument_list", "return_statement", "parenthesized_expression"});
    return whole || text == running ? text : "(" + text + ")";
  }

  static std::vector<Edit> carry_extreme(const RuleContext& context, const Loop& loop, const std::vector<Use>& uses) {
    const std::string function(uses[0].function), element = element_of(context, loop);
    const auto best = context.facts.fresh_name(context.definition, function == "max" ? "largest" : "smallest");
    const auto step = insert_before(context.module, loop.statement.field("body").items()[0],
                                    {best + " = " + element + " if " + std::string(loop.index.text()) + " == 0 else " +
                                     function + "(" + best + ", " + element + ")"});
    if (!step) return {};
    std::vector<Edit> edits{*step};
    for (const Use& use : uses) edits.push_back(replace(use.call, best));
    return edits;
  }
};

}  // namespace

std::unique_ptr<Rule> make_accumulate_slices_sum() { return std::make_unique<AccumulateSlices>(); }

}  // namespace velox::rules
