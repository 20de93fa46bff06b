// SPDX-License-Identifier: Apache-2.0
// Problem: a search for a divisor of n tries every number below n: O(n).
// Idea: of two factors one is at most the square root, so that the smallest divisor, if there is one, comes before it: O(sqrt n).
// Limits: whole numbers; the loop is left at the first divisor, whatever is done with it, and does nothing else.
#include <algorithm>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/imports.hpp"
#include "velox/rules/index_ranges.hpp"
#include "velox/rules/local_lists.hpp"
#include "velox/rules/shape.hpp"

namespace velox::rules {
namespace {

struct Trial {
  Node at;       ///< for statement, or the call of any or all
  Node divisor;  ///< the loop's variable
  Node number;
  Node range;
  Node condition;
};

enum class Hit { zero, nonzero };  ///< which remainders make the condition true

struct Remainder {
  Node number, divisor;
  Hit hit = Hit::zero;
};

/// `n % d == 0`, `n % d`, `not n % d`, ...
std::optional<Remainder> remainder_of(Node condition) {
  condition = unparen(condition);
  if (condition.is("not_operator")) {
    auto inner = remainder_of(condition.field("argument"));
    if (inner) inner->hit = inner->hit == Hit::zero ? Hit::nonzero : Hit::zero;
    return inner;
  }
  auto hit = Hit::nonzero;
  if (const auto test = as_comparison(condition)) {
    const Node other = int_literal(test->right) == 0 ? test->left : test->right;
    if (int_literal(test->right) != 0 && int_literal(test->left) != 0) return std::nullopt;
    if (test->op != "==" && test->op != "!=" && test->op != ">") return std::nullopt;
    if (test->op == ">" && int_literal(test->right) != 0) return std::nullopt;
    if (test->op == "==") hit = Hit::zero;
    condition = unparen(other);
  }
  if (!condition.is("binary_operator") || !condition.field("operator").is("%")) return std::nullopt;
  const Node number = unparen(condition.field("left")), divisor = unparen(condition.field("right"));
  if (!number.is("identifier") || !divisor.is("identifier")) return std::nullopt;
  return Remainder{number, divisor, hit};
}

class TrialDivision final : public Rule {
 public:
  std::string_view id() const override { return "trial-division-to-square-root"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    for (const Node& loop : context.nodes.of_kind("for_statement"))
      if (const auto trial = trial_of_loop(loop)) judge(context, *trial, findings);
    for (const Node& call : context.nodes.of_kind("call"))
      if (const auto trial = trial_of_call(context, call)) judge(context, *trial, findings);
  }

 private:
  /// `for d in ...: if n % d == 0: ...; return`
  static std::optional<Trial> trial_of_loop(Node loop) {
    const auto body = loop.field("body").items();
    if (loop.text().starts_with("async") || body.size() != 1 || !body[0].is("if_statement")) return std::nullopt;
    if (body[0].field("alternative")) return std::nullopt;
    const auto found = body[0].field("consequence").items();
    const bool leaves =
        !found.empty() && is_kind(found.back(), {"return_statement", "break_statement", "raise_statement"});
    const auto remainder = remainder_of(body[0].field("condition"));
    if (!leaves || !remainder || remainder->hit != Hit::zero) return std::nullopt;
    if (has_kind(body[0].field("consequence"), {"continue_statement", "if_statement", "try_statement"}))
      return std::nullopt;
    const Node divisor = loop.field("left");
    if (!divisor.is("identifier") || divisor.text() != remainder->divisor.text()) return std::nullopt;
    return Trial{loop, divisor, remainder->number, loop.field("right"), body[0].field("condition")};
  }

  /// `any(n % d == 0 for d in ...)`, `all(n % d for d in ...)`
  static std::optional<Trial> trial_of_call(const RuleContext& context, Node node) {
    const bool every = static_cast<bool>(builtin_call(context, node, "all"));
    const auto call = every ? builtin_call(context, node, "all") : builtin_call(context, node, "any");
    if (!call || call->args.size() != 1 || !call->keywords.empty()) return std::nullopt;
    if (!is_kind(call->args[0], {"generator_expression", "list_comprehension"})) return std::nullopt;
    const auto parts = call->args[0].items();
    if (parts.size() != 2 || !parts[1].is("for_in_clause") || parts[1].text().starts_with("async")) return std::nullopt;
    const auto remainder = remainder_of(parts[0]);
    if (!remainder || remainder->hit != (every ? Hit::nonzero : Hit::zero)) return std::nullopt;
    const Node divisor = parts[1].field("left");
    if (!divisor.is("identifier") || divisor.text() != remainder->divisor.text()) return std::nullopt;
    return Trial{node, divisor, remainder->number, parts[1].field("right"), parts[0]};
  }

  /// The end of `range(2, n)`, `range(2, n // 2 + 1)` or `range(2, n - 1)`: each has all divisors but 1 and n, for n - 1 since n - 1
  /// divides no n but 2. Null for other ranges.
  static Node end_of_search(const RuleContext& context, const Trial& trial) {
    const auto range = builtin_call(context, unparen(trial.range), "range");
    if (!range || range->args.size() != 2 || !range->keywords.empty() || int_literal(range->args[0]) != 2) return {};
    const Node end = unparen(range->args[1]);
    const auto is_number = [&](Node node) { return unparen(node).text() == trial.number.text(); };
    if (is_number(end)) return range->args[1];
    if (!end.is("binary_operator") || int_literal(end.field("right")) != 1) return {};
    if (end.field("operator").is("-") && is_number(end.field("left"))) return range->args[1];
    const Node half = unparen(end.field("left"));
    const bool fits = end.field("operator").is("+") && half.is("binary_operator") && half.field("operator").is("//") &&
                      is_number(half.field("left")) && int_literal(half.field("right")) == 2;
    return fits ? range->args[1] : Node();
  }

  static void judge(const RuleContext& context, const Trial& trial, Findings& findings) {
    const Node end = end_of_search(context, trial);
    if (!end || trial.number.text() == trial.divisor.text()) return;
    Claim claim;
    if (auto reason = why_not(context, trial, claim); !reason.empty()) return refuse(findings, trial.at, reason);
    const bool positive = never_negative(context, trial.number, trial.at);
    if (!positive && !builtin_free(context, "max"))
      return refuse(findings, trial.at, "the name max is taken in this file");
    const auto root = ensure_import(context.module, context.facts, trial.at, "from math import isqrt");
    if (!root) return refuse(findings, trial.at, "`isqrt` cannot be imported under a free name");
    const std::string number(trial.number.text());
    std::vector<Edit> edits;
    if (root->edit) edits.push_back(*root->edit);
    edits.push_back(replace(end, root->local + "(" + (positive ? number : "max(" + number + ", 0)") + ") + 1"));
    findings.candidates.push_back(make_candidate(
        trial.at, claim,
        "The smallest divisor of " + quoted(trial.number) + ", if there is one, is at most its square root.",
        std::move(edits)));
  }

  static std::string why_not(const RuleContext& context, const Trial& trial, Claim& claim) {
    const Binding* number = context.facts.binding(trial.number);
    const bool own = number && inside(number->scope, context.definition) && !number->written_elsewhere;
    if (!own) return quoted(trial.number) + " is not a variable of this function alone";
    const auto fact = context.facts.type_of(trial.number);
    if (!fact || fact->name != "int") return quoted(trial.number) + " is not known to be a whole number";
    claim.lean_on(*fact, trial.number.text());
    if (!trial.at.is("for_statement")) return {};
    const Binding* divisor = plain_local(context, trial.divisor);
    if (!divisor || held_by_function(*divisor, context.definition))
      return quoted(trial.divisor) + " is not a local of this function alone";
    if (!context.facts.dead_after(*divisor, trial.at) || read_in_else(trial))
      return quoted(trial.divisor) + " may be read after the loop, where it would have another value";
    return {};
  }

  static bool read_in_else(const Trial& trial) {
    const Node otherwise = trial.at.field("alternative");
    return otherwise && mentions(otherwise, trial.divisor.text());
  }

  /// A test in front leaves the function for numbers below zero, or the number is counted from zero or more.
  static bool never_negative(const RuleContext& context, Node number, Node at) {
    const Binding* binding = context.facts.binding(number);
    const bool counted = std::ranges::all_of(binding->stores, [&](const Node& store) {
      const Node loop = store.parent();
      if (!is_kind(loop, {"for_statement", "for_in_clause"}) || loop.field("left") != store) return false;
      const auto range = builtin_call(context, unparen(loop.field("right")), "range");
      if (!range || range->args.empty() || range->args.size() > 2) return false;
      return range->args.size() == 1 || int_literal(range->args[0]).value_or(-1) >= 0;
    });
    if (counted && !binding->stores.empty()) return true;
    return binding->stores.size() == 1 && left_when_negative(number.text(), at);
  }
};

}  // namespace

std::unique_ptr<Rule> make_trial_division_to_square_root() { return std::make_unique<TrialDivision>(); }

}  // namespace velox::rules
