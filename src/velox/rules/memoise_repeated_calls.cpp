// SPDX-License-Identifier: Apache-2.0
// Problem: a pure function with loops is called again and again, often with arguments that it has had before.
// Idea: `@functools.lru_cache` with a bounded size keeps what it gave last.
// Limits: as for memoise-pure-recursion. Whether arguments come again was seen in the first calls, if there were enough; what it is
// worth, the judge tells by timing the recorded sequence. Functions that cost as little as a look into the cache are left alone:
// those without a loop, unless arguments were seen to come again and they make calls of their own.
#include "velox/rules/all_rules.hpp"
#include "velox/rules/caching.hpp"
#include "velox/rules/rounds.hpp"
#include "velox/rules/shape.hpp"

namespace velox::rules {
namespace {

class MemoiseRepeated final : public Rule {
 public:
  std::string_view id() const override { return "memoise-repeated-calls"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    const Node definition = context.definition, body = definition.field("body");
    if (context.observed == nullptr || context.observed->calls < kFewest) return;
    if (definition.field("parameters").items().empty() || mentions(body, definition.field("name").text())) return;
    const double repeated = context.observed->repeated;
    if (!costly_loop(context) && !(repeated >= kOften && calls_others(body))) return;
    if (repeated >= 0 && repeated < kSeldom)
      return refuse(findings, definition,
                    "its arguments seldom come again: " + percent(repeated) + " of the first calls");
    if (const auto reason = unfit_for_cache(context); !reason.empty()) return refuse(findings, definition, reason);
    Claim claim;
    if (!claim_cacheable(context, claim, findings)) return;
    claim.assume("calls of " + quoted(definition.field("name")) + " come again with equal arguments");
    const std::string again =
        repeated < 0 ? "" : ", " + percent(repeated) + " of the first ones with arguments that had come before";
    add_cache(context, claim, "maxsize=1024, typed=True",
              "It was called " + std::to_string(context.observed->calls) + " times" + again +
                  "; a cache of the last results answers what was asked before.",
              findings);
  }

 private:
  /// Calls, and rounds of the loop in a call, where these are known: with fewer there is nothing to gain.
  static constexpr std::uint64_t kFewest = 100;
  static constexpr std::uint64_t kShortest = 8;
  /// Of the first calls, those whose arguments had come before. A look into the cache costs about a tenth of a microsecond.
  static constexpr double kSeldom = 0.2, kOften = 0.5;
  static constexpr int kFewestCalls = 2;

  static std::string percent(double share) { return std::to_string(static_cast<int>(100 * share)) + " %"; }

  /// More than the arithmetic of a few names.
  static bool calls_others(Node body) {
    int calls = 0;
    source::walk(body, [&](Node node) {
      if (node.is("call")) ++calls;
      if (is_loop(node) || is_comprehension(node)) calls = kFewestCalls;
      return calls < kFewestCalls;
    });
    return calls >= kFewestCalls;
  }

  static Node costly_loop(const RuleContext& context) {
    Node found;
    context.nodes.walk([&](Node node) {
      const bool loops = is_loop(node) || is_comprehension(node);
      if (found || !loops) return !found;
      const Node first = is_loop(node) ? node.field("body") : node.items().front();
      if (seen_turns(context, first, node).value_or(kShortest) >= kShortest) found = node;
      return !found;
    });
    return found;
  }
};

}  // namespace

std::unique_ptr<Rule> make_memoise_repeated_calls() { return std::make_unique<MemoiseRepeated>(); }

}  // namespace velox::rules
