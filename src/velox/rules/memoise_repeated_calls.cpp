// SPDX-License-Identifier: Apache-2.0
// Problem: a pure function with loops is called again and again, often with arguments that it has had before.
// Idea: `@functools.lru_cache` with a bounded size keeps what it gave last.
// Limits: as for memoise-pure-recursion. Whether arguments come again is known only by trying: the judge times the recorded
// sequence of calls. Functions without a loop cost as little as a look into the cache, and are left alone.
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
    const Node loop = costly_loop(context);
    if (!loop) return;
    if (const auto reason = unfit_for_cache(context); !reason.empty()) return refuse(findings, definition, reason);
    Claim claim;
    if (!claim_cacheable(context, claim, findings)) return;
    claim.assume("calls of " + quoted(definition.field("name")) + " come again with equal arguments");
    add_cache(context, claim, "maxsize=1024, typed=True",
              "It was called " + std::to_string(context.observed->calls) +
                  " times and loops in each call; a cache of the last results answers what was asked before.",
              findings);
  }

 private:
  /// Calls, and rounds of the loop in a call, where these are known: with fewer there is nothing to gain.
  static constexpr std::uint64_t kFewest = 100;
  static constexpr std::uint64_t kShortest = 8;

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
