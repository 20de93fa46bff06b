// SPDX-License-Identifier: Apache-2.0
// Problem: a loop that only sets a flag goes on after the flag is set.
// Idea: leave it with `break`: what is still to come could only set the flag to the same value again.
// Limits: the condition only computes and cannot raise for a later element; what is walked is a container, not an iterator that
// somebody reads on; nobody reads the loop's variables afterwards, which would hold another element.
#include <algorithm>
#include <array>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/local_lists.hpp"
#include "velox/rules/module_code.hpp"
#include "velox/rules/shape.hpp"

namespace velox::rules {
namespace {

struct FlagLoop {
  Node loop, test, body;
  Node condition;
};

class EarlyExit final : public Rule {
 public:
  std::string_view id() const override { return "flag-loop-to-early-exit"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    for (const Node& loop : context.nodes.of_kind("for_statement"))
      if (const auto flag = flag_loop(context, loop)) judge(context, *flag, findings);
  }

 private:
  static std::optional<FlagLoop> flag_loop(const RuleContext& context, Node loop) {
    const auto body = loop.field("body").items();
    if (loop.field("alternative") || loop.text().starts_with("async") || body.size() != 1) return std::nullopt;
    const Node test = body[0];
    if (!test.is("if_statement") || test.field("alternative")) return std::nullopt;
    const Node sets = test.field("consequence");
    const auto statements = sets.items();
    const bool flags = !statements.empty() && std::ranges::all_of(statements, [&](const Node& statement) {
      const auto assigned = as_assignment(statement);
      return assigned && is_constant(assigned->value) && plain_local(context, assigned->target);
    });
    return flags ? std::optional(FlagLoop{loop, test, sets, test.field("condition")}) : std::nullopt;
  }

  static void judge(const RuleContext& context, const FlagLoop& flag, Findings& findings) {
    Claim claim;
    auto reason = why_not_walked(context, flag, claim);
    if (reason.empty()) reason = why_not_variables(context, flag);
    if (reason.empty()) reason = why_not_condition(context, flag, claim);
    if (!reason.empty()) return refuse(findings, flag.loop, reason);
    const auto edit = with_break(context, flag);
    if (!edit) return refuse(findings, flag.loop, "the layout of the loop leaves no place for a `break`");
    findings.candidates.push_back(
        make_candidate(flag.loop, claim, "Once the flag is set the rest of the walk can only set it again.", {*edit}));
  }

  // --- what is walked ------------------------------------------------------------------------------------------

  static std::string why_not_walked(const RuleContext& context, const FlagLoop& flag, Claim& claim) {
    const Node walked = unparen(flag.loop.field("right")), target = flag.loop.field("left");
    if (!can_be_left(context, walked, claim))
      return quoted(walked) + " may be an iterator on which somebody reads on, or do more than give its elements";
    if (target.is("identifier") || fits(context, walked, target.items().size())) return {};
    return "taking apart an element into " + quoted(target) + " may raise for a later one";
  }

  static bool is_container(std::string_view type) {
    static constexpr std::array<std::string_view, 13> kContainers{
        "list",      "tuple",     "dict",       "set",         "frozenset",        "str", "bytes", "range",
        "bytearray", "dict_keys", "dict_items", "dict_values", "collections.deque"};
    return std::ranges::find(kContainers, type) != kContainers.end();
  }

  /// A container, or a fresh iterator over containers that is made here.
  static bool can_be_left(const RuleContext& context, Node walked, Claim& claim) {
    for (const auto* name : {"enumerate", "zip", "reversed"}) {
      const auto call = builtin_call(context, walked, name);
      if (!call || !call->plain) continue;
      return !call->args.empty() && std::ranges::all_of(call->args, [&](const Node& argument) {
        return int_literal(argument) || can_be_left(context, unparen(argument), claim);
      });
    }
    const auto fact = context.facts.type_of(walked);
    if (!fact || !is_container(fact->name)) return false;
    claim.lean_on(*fact, walked.text());
    return true;
  }

  /// Every element has as many parts.
  static bool fits(const RuleContext& context, Node walked, std::size_t parts) {
    if (builtin_call(context, walked, "enumerate") || method_call(walked, "items", 0)) return parts == 2;
    const auto zipped = builtin_call(context, walked, "zip");
    return zipped && zipped->plain && zipped->args.size() == parts;
  }

  // --- what would be different ---------------------------------------------------------------------------------

  static std::string why_not_variables(const RuleContext& context, const FlagLoop& flag) {
    for (const Node& part : parts_of_target(flag.loop.field("left"))) {
      const Binding* binding = plain_local(context, part);
      const bool vanishes = binding != nullptr && !held_by_function(*binding, context.definition) &&
                            context.facts.dead_after(*binding, flag.loop);
      if (!vanishes) return "the loop variable " + quoted(part) + " may be read after the loop";
    }
    return {};
  }

  static std::string why_not_condition(const RuleContext& context, const FlagLoop& flag, Claim& claim) {
    const Node condition = flag.condition;
    if (has_kind(condition, {"named_expression", "await", "yield"}))
      return quoted(condition) + " does more than test an element";
    const auto effects = context.facts.effects(condition);
    const bool path = effects.reads_attributes;
    if (!effects.pure() && !seen_to_compute(context, condition))
      return "it is not known that " + quoted(condition) + " only computes";
    if (effects.pure() && !path) claim.lean_on(effects, condition);
    if (effects.pure() && !path && !effects.may_raise) return {};
    if (context.observed == nullptr) return quoted(condition) + " may raise for a later element";
    claim.assume(quoted(condition) + " only computes, and does not raise, for every element");
    return {};
  }

  /// In an observed unit, operators on attributes and elements are taken to compute. `x in y` may use up an iterator.
  static bool seen_to_compute(const RuleContext& context, Node condition) {
    if (context.observed == nullptr || has_kind(condition, {"call"})) return false;
    if (acting_property(context.facts, condition)) return false;
    bool computes = true;
    source::walk(condition, [&](Node node) {
      if (!node.is("comparison_operator")) return computes;
      const auto test = as_comparison(node);
      const auto fact = test && test->op.ends_with("in") ? context.facts.type_of(test->right) : std::nullopt;
      computes = computes && test && (!test->op.ends_with("in") || (fact && is_container(fact->name)));
      return computes;
    });
    return computes;
  }

  static std::optional<Edit> with_break(const RuleContext& context, const FlagLoop& flag) {
    const Node last = flag.body.items().back();
    if (const auto edit = insert_after(context.module, last, {"break"})) return edit;
    const auto& style = context.module.style();
    std::string inner = style.newline;
    inner += context.module.indent_of(flag.test);
    inner += style.indent;
    for (std::uint32_t i = 0; i < flag.test.child_count(); ++i) {
      if (!flag.test.child(i).is(":") || !owns_line(context.module, flag.test)) continue;
      std::string text = inner;
      text += flag.body.text();
      return Edit{{flag.test.child(i).span().end, flag.body.span().end}, text + inner + "break"};
    }
    return std::nullopt;
  }
};

}  // namespace

std::unique_ptr<Rule> make_flag_loop_to_early_exit() { return std::make_unique<EarlyExit>(); }

}  // namespace velox::rules
