// SPDX-License-Identifier: Apache-2.0
// Problem: a function that calls itself more than once per call computes the same sub-results exponentially often.
// Idea: when it is pure and its arguments are hashable, `@functools.lru_cache` computes each once; with typed=True, so
// that 1, 1.0 and True are different keys. Inside tuples they are not, nor is 0.0 from -0.0: that is assumed or refused.
// Limits: results must be immutable (the cache hands out the same object), methods are left alone (the cache would keep
// their objects alive). Where only the types that operators work on are unknown, an observed function is taken to be
// pure, as an assumption. The cache lives as long as the function; candidates are judged on whole sequences of calls.
#include <algorithm>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/caching.hpp"
#include "velox/rules/rewrite.hpp"
#include "velox/rules/visit_kinds.hpp"

namespace velox::rules {
namespace {

class Memoise final : public Rule {
 public:
  std::string_view id() const override { return "memoise-pure-recursion"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    const Node definition = context.definition;
    const auto calls = self_calls(context);
    if (calls.empty() || !branches(calls)) return;
    if (const auto reason = unfit_for_cache(context); !reason.empty()) return refuse(findings, definition, reason);
    Claim claim;
    if (!claim_cacheable(context, claim, findings)) return;
    claim.assume("calls of " + quoted(definition.field("name")) +
                 " nest less than half as deep as the recursion limit allows");
    add_cache(
        context, claim, "maxsize=None, typed=True",
        "The same sub-results are computed again and again; a cache computes each once. It keeps one entry for each "
        "combination of arguments as long as the program runs.",
        findings);
  }

 private:
  static std::vector<Node> self_calls(const RuleContext& context) {
    std::vector<Node> calls;
    const auto name = context.definition.field("name").text();
    visit_kinds(context.nodes, {"call"}, [&](Node node) {
      if (!node.is("call") || !node.field("function").is("identifier")) return true;
      if (node.field("function").text() == name) calls.push_back(node);
      return true;
    });
    return calls;
  }

  /// Two recursive calls can run in one call of the function: two on one path, or one in a loop.
  static bool branches(const std::vector<Node>& calls) {
    for (std::size_t i = 0; i < calls.size(); ++i) {
      for (Node at = calls[i].parent(); at && !at.is("function_definition"); at = at.parent()) {
        if (is_loop(at) || is_comprehension(at)) return true;
      }
      for (std::size_t j = i + 1; j < calls.size(); ++j) {
        if (!exclude_each_other(calls[i], calls[j])) return true;
      }
    }
    return false;
  }

  /// Whether at most one of two calls can run: both in return statements of their own, or in different arms of one
  /// `if`.
  static bool exclude_each_other(Node a, Node b) {
    const Node first = statement_of(a);
    const Node second = statement_of(b);
    if (first == second) return arms_differ(a, b, "conditional_expression");
    return first.is("return_statement") || arms_differ(a, b, "if_statement");
  }

  static bool arms_differ(Node a, Node b, source::KindName kind) {
    for (Node at = a.parent(); at; at = at.parent()) {
      if (!at.is(kind) || !inside(b, at)) continue;
      for (const Node& arm : at.items()) {
        if (inside(a, arm) && inside(b, arm)) return false;
      }
      const auto parts = at.items();
      const Node test = kind == "if_statement" ? at.field("condition") : parts.size() == 3 ? parts[1] : Node();
      return !inside(a, test) && !inside(b, test);
    }
    return false;
  }
};

}  // namespace

std::unique_ptr<Rule> make_memoise_pure_recursion() { return std::make_unique<Memoise>(); }

}  // namespace velox::rules
