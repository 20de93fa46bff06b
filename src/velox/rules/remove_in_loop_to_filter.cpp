// SPDX-License-Identifier: Apache-2.0
// Problem: `for x in list(xs): if c: xs.remove(x)` walks the list anew for each element that goes: O(n*k).
// Idea: one comprehension keeps the others, and a slice assignment puts them into the same list.
// Limits: remove() takes the first equal element, so that equal elements must be indistinguishable and the condition must give
// the same for all of them; it must not look at the list, which shrinks. When the condition may raise, nobody may see the list
// afterwards, which is shorter by then. The loop's variable vanishes.
#include <algorithm>
#include <array>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/local_lists.hpp"
#include "velox/rules/module_code.hpp"
#include "velox/rules/shape.hpp"

namespace velox::rules {
namespace {

struct Removal {
  Node loop, variable, list, condition, call;
  bool copied = false;  ///< the loop walks a copy of the list
};

class RemoveInLoop final : public Rule {
 public:
  std::string_view id() const override { return "remove-in-loop-to-filter"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    for (const Node& loop : context.nodes.of_kind("for_statement"))
      if (const auto removal = removal_in(context, loop)) judge(context, *removal, findings);
  }

 private:
  /// In shorter lists there is nothing to gain.
  static constexpr std::uint64_t kShortest = 8;
  static constexpr double kLeastShare = 0.3;

  static std::optional<Removal> removal_in(const RuleContext& context, Node loop) {
    if (loop.field("alternative") || loop.text().starts_with("async") || !loop.field("left").is("identifier"))
      return std::nullopt;
    const auto body = loop.field("body").items();
    if (body.size() != 1 || !body[0].is("if_statement") || body[0].field("alternative")) return std::nullopt;
    const auto guarded = body[0].field("consequence").items();
    const auto call = guarded.size() == 1 ? method_call(expression_of(guarded[0]), "remove", 1) : std::nullopt;
    if (!call || !is_path(call->object) || call->args[0].text() != loop.field("left").text()) return std::nullopt;
    Removal removal{loop, loop.field("left"), call->object, body[0].field("condition"), call->node};
    const Node walked = unparen(loop.field("right"));
    removal.copied = copies(context, walked, removal.list);
    if (!removal.copied && !same_code(walked, removal.list)) return std::nullopt;
    return removal;
  }

  /// `list(xs)`, `tuple(xs)`, `xs[:]` or `xs.copy()`.
  static bool copies(const RuleContext& context, Node walked, Node list) {
    if (const auto slice = slice_of(walked))
      return !slice->lower && !slice->upper && same_code(walked.field("value"), list);
    if (const auto copy = method_call(walked, "copy", 0)) return same_code(copy->object, list);
    for (const auto* name : {"list", "tuple"}) {
      const auto call = builtin_call(context, walked, name);
      if (call && call->args.size() == 1 && call->keywords.empty()) return same_code(call->args[0], list);
    }
    return false;
  }

  static void judge(const RuleContext& context, const Removal& removal, Findings& findings) {
    if (!removal.copied)
      return refuse(findings, removal.loop,
                    "the loop walks the list from which it removes, and leaves out what follows a removed element");
    Claim claim;
    auto reason = why_not_elements(context, removal, claim);
    if (reason.empty()) reason = why_not_worth_it(context, removal);
    if (reason.empty()) reason = why_not_condition(context, removal, claim);
    if (reason.empty()) reason = why_not_after_error(context, removal);
    if (reason.empty()) reason = why_not_variable(context, removal);
    if (!reason.empty()) return refuse(findings, removal.loop, reason);
    if (!owns_line(context.module, removal.loop)) return;
    findings.candidates.push_back(make_candidate(
        removal.loop, claim,
        "Each remove() walks " + quoted(removal.list) + " from its start; one comprehension keeps what stays.",
        {replace(removal.loop, rewritten(context, removal))}));
  }

  static std::string rewritten(const RuleContext& context, const Removal& removal) {
    const std::string list(removal.list.text()), variable(removal.variable.text());
    return comments_to_keep(context, removal.loop, Node()) + list + "[:] = [" + variable + " for " + variable + " in " +
           list + " if " + opposite(context, removal.condition) + "]";
  }

  /// As negated(), with `==` and the order of whole numbers turned round too.
  static std::string opposite(const RuleContext& context, Node condition) {
    const auto test = as_comparison(condition);
    static constexpr std::array<std::array<std::string_view, 2>, 6> kOpposite{
        {{"==", "!="}, {"!=", "=="}, {"<", ">="}, {">=", "<"}, {">", "<="}, {"<=", ">"}}};
    for (const auto& [op, other] : kOpposite) {
      if (!test || test->op != op) continue;
      const auto left = context.facts.type_of(test->left), right = context.facts.type_of(test->right);
      const bool ordered = left && right && left->name == right->name && alike_when_equal(left->name);
      if (ordered)
        return std::string(test->left.text()) + " " + std::string(other) + " " + std::string(test->right.text());
    }
    return negated(condition);
  }

  static bool alike_when_equal(std::string_view type) { return type == "int" || type == "str" || type == "bytes"; }

  static std::string why_not_elements(const RuleContext& context, const Removal& removal, Claim& claim) {
    const auto fact = context.facts.type_of(removal.list);
    if (!fact) return "it is not known that " + quoted(removal.list) + " is a list";
    if (fact->name != "list") return quoted(removal.list) + " is a " + fact->name;
    if (!alike_when_equal(fact->element))
      return "remove() takes the first equal element, and it is not known that equal elements of " +
             quoted(removal.list) + " are alike";
    if (acting_property(context.facts, removal.list)) return "reading " + quoted(removal.list) + " runs code";
    claim.lean_on(*fact, removal.list.text());
    return {};
  }

  /// The comprehension costs more for an element that stays than the loop did; only removing is cheaper.
  static std::string why_not_worth_it(const RuleContext& context, const Removal& removal) {
    if (const auto length = seen_length(context, removal.list); length && *length < kShortest)
      return "half of the lists seen have fewer than " + std::to_string(kShortest) + " elements";
    if (context.hot == nullptr || removal.call.line() == removal.condition.line()) return {};
    double all = 0, removing = 0;
    for (const auto& [line, share] : context.hot->line_share) {
      if (line >= removal.loop.line() && line <= removal.loop.last_line()) all += share;
      if (line >= removal.call.line() && line <= removal.call.last_line()) removing += share;
    }
    return all > 0 && removing < kLeastShare * all ? "little of the loop's time goes into removing" : std::string();
  }

  static std::string why_not_condition(const RuleContext& context, const Removal& removal, Claim& claim) {
    const Node condition = removal.condition;
    if (has_kind(condition, {"named_expression", "await", "yield", "lambda"}))
      return quoted(condition) + " does more than test the element";
    const auto effects = context.facts.effects(condition);
    if (!effects.pure() || effects.reads_attributes)
      return "it is not known that " + quoted(condition) + " only computes";
    claim.lean_on(effects, condition);
    std::string reason;
    source::walk(condition, [&](Node node) {
      if (!reason.empty()) return false;
      if (node.is("comparison_operator")) {
        for (std::uint32_t i = 0; i < node.child_count(); ++i)
          if (node.child(i).text() == "is" || node.child(i).text() == "is not")
            reason = "equal elements can differ in identity, which " + quoted(node) + " tests";
      }
      const auto call = as_call(node);
      if (call && !call->object && !context.facts.resolve(call->function)) {
        if (!is_pure_function(context, call->function))
          reason = quoted(node) + " may look at the list, which shrinks in the loop";
        claim.at_most(Assurance::tested);  // it may test identity
      }
      if (!node.is("identifier") || !is_name_use(node) || same_code(node, removal.variable)) return true;
      if (bound_inside(context, node, condition)) return true;
      if (!context.facts.invariant(node, removal.loop))
        reason = quoted(node) + " may change while the loop removes elements";
      return true;
    });
    return reason;
  }

  static bool is_pure_function(const RuleContext& context, Node function) {
    const Binding* binding = context.facts.binding(function);
    if (binding == nullptr || binding->stores.size() != 1) return false;
    const Node definition = binding->stores.front().parent();
    return definition.is("function_definition") && context.facts.pure_function(definition);
  }

  /// A variable of a comprehension in the condition.
  static bool bound_inside(const RuleContext& context, Node name, Node condition) {
    const Binding* binding = context.facts.binding(name);
    return binding != nullptr && binding->scope && inside(binding->scope, condition);
  }

  /// After an exception the list has lost elements already, or none.
  static std::string why_not_after_error(const RuleContext& context, const Removal& removal) {
    if (!context.facts.effects(removal.condition).may_raise) return {};
    const Binding* binding = plain_local(context, removal.list);
    const bool own = binding != nullptr && !binding->captured && !context.facts.escapes(*binding, removal.loop) &&
                     made_here(context, *binding) && never_leaves_before(context, *binding, removal.loop);
    if (own && seen_after_exception(context, *binding, removal.loop) == Seen::never) return {};
    return quoted(removal.condition) + " may raise, and " + quoted(removal.list) +
           " would be seen with all its elements then";
  }

  static bool made_here(const RuleContext& context, const Binding& binding) {
    return std::ranges::all_of(binding.stores, [&](const Node& store) {
      const auto bound = bound_by(store);
      return bound && makes_fresh_list(context, bound->value);
    });
  }

  /// Only looked at, added to, or handed out behind the loop.
  static bool never_leaves_before(const RuleContext& context, const Binding& binding, Node loop) {
    if (climb_to(loop, {"for_statement", "while_statement"})) return false;
    return std::ranges::all_of(binding.loads, [&](const Node& load) {
      if (load.span().begin >= loop.span().begin) return true;
      const auto method = method_on(load);
      return only_reads(context, load) || (method && method->name == "append");
    });
  }

  static std::string why_not_variable(const RuleContext& context, const Removal& removal) {
    const Binding* binding = plain_local(context, removal.variable);
    const bool vanishes = binding != nullptr && !held_by_function(*binding, context.definition) &&
                          context.facts.dead_after(*binding, removal.loop) &&
                          seen_after_exception(context, *binding, removal.loop) == Seen::never;
    if (!vanishes) return "the loop variable " + quoted(removal.variable) + " may be read after the loop";
    return {};
  }
};

}  // namespace

std::unique_ptr<Rule> make_remove_in_loop_to_filter() { return std::make_unique<RemoveInLoop>(); }

}  // namespace velox::rules
