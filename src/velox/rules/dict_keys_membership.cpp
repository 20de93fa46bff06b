// SPDX-License-Identifier: Apache-2.0
// Problem: `k in list(d)` copies every key to look at them one by one; `k in d.keys()` makes a view for one test.
// Idea: ask the dict itself.
// Limits: the copy compares with ==, the dict asks for a hash first: an unhashable k is False in a list and a
// TypeError in a dict, so k must be known hashable there. A mapping that is no dict may answer `in` in its own way.
#include <array>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/shape.hpp"

namespace velox::rules {
namespace {

bool is_dict_type(std::string_view name) {
  return name == "dict" || name == "collections.OrderedDict" || name == "collections.defaultdict" ||
         name == "collections.Counter";
}

class DictKeysMembership final : public Rule {
 public:
  std::string_view id() const override { return "dict-keys-membership"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    for (const Node& test : context.nodes.of_kind("comparison_operator")) {
      const auto comparison = as_comparison(test);
      if (!comparison || (comparison->op != "in" && comparison->op != "not in")) continue;
      judge(context, test, *comparison, findings);
    }
  }

 private:
  static Node keys_receiver(Node expression) {
    const auto call = method_call(unparen(expression), "keys", 0);
    return call ? call->object : Node();
  }

  /// The argument of list(), tuple() or sorted().
  static Node copied(const RuleContext& context, Node expression) {
    static constexpr std::array kCopies{"list", "tuple", "sorted", "set", "frozenset"};
    for (const auto* name : kCopies) {
      const auto call = builtin_call(context, unparen(expression), name);
      if (call && call->args.size() == 1 && call->keywords.empty()) return unparen(call->args[0]);
    }
    return {};
  }

  static void judge(const RuleContext& context, Node test, const Comparison& comparison, Findings& findings) {
    Node dict = keys_receiver(comparison.right);
    Node copy;
    if (!dict) {
      copy = copied(context, comparison.right);
      if (!copy) return;
      dict = keys_receiver(copy) ? keys_receiver(copy) : copy;
    }
    const auto fact = context.facts.type_of(dict);
    if (!fact || !is_dict_type(fact->name)) {
      // `x in list(y)` of anything else is no business of this rule.
      if (dict != copy)
        refuse(findings, test,
               "it is not known that " + quoted(dict) + " is a dict; other mappings may answer `in` differently");
      return;
    }
    Claim claim;
    claim.lean_on(*fact, dict.text());
    if (copy && !claim_needle(context, test, comparison.left, *fact, claim, findings)) return;
    auto candidate = make_candidate(
        test, claim,
        copy ? "The keys of " + quoted(dict) + " are copied and walked for each test; the dict answers by hash."
             : "The dict answers without a view object made for each test.",
        {replace(comparison.right, operand(dict))});
    candidate.cost_before = copy ? "O(n)" : "O(1)";
    candidate.cost_after = "O(1)";
    candidate.expected_factor = copy ? 20 : 1.35;
    findings.candidates.push_back(std::move(candidate));
  }

  static bool claim_needle(const RuleContext& context, Node test, Node needle, const TypeFact& dict, Claim& claim,
                           Findings& findings) {
    const auto certainty = hashable(context.facts, needle);
    if (!certainty) {
      refuse(findings, test,
             "it is not known that " + quoted(needle) + " is hashable: a list says False, a dict raises TypeError");
      return false;
    }
    if (*certainty == Certainty::observed)
      claim.assume(quoted(needle) + " is hashable and compares by value");
    else
      claim.at_most(assurance_of(*certainty));
    // Keys of unknown classes may be equal to the value without having its hash.
    if (!dict.hashable_elements && context.observed != nullptr)
      claim.assume("no key is equal to " + quoted(needle) + " without having its hash");
    else if (!dict.hashable_elements)
      claim.at_most(Assurance::tested);
    return true;
  }
};

}  // namespace

std::unique_ptr<Rule> make_dict_keys_membership() { return std::make_unique<DictKeysMembership>(); }

}  // namespace velox::rules
